"""An Office file as LibreOffice lays it out: by whom, what is kept, and what is told where there is none."""

import asyncio
import struct
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from tests.drive.conftest import Section
from tests.rendering.conftest import Make
from tests.rendering.files import docx, odt, rtf, zipped

from zencho.drive.office.unreadable import FileEncrypted, FileNotRead, FileTypeDiffers, FileUnpacksTooLarge
from zencho.previews.office_kinds import asks_password, ending_of
from zencho.previews.papers import Papers
from zencho.rendering.renderer import Renderer

WORDS = "清掃業務"


def install(section: Section, renderer: Renderer | None) -> Papers:
    state = section.office.app.state
    state.papers = Papers(state.previews, renderer)
    return state.papers  # type: ignore[no-any-return]


def path(id_: UUID, **more: object) -> str:
    asked = {"part": "paper"} | more
    return f"/api/files/{id_}/preview?" + "&".join(f"{name}={value}" for name, value in asked.items())


async def test_who_may(section: Section, stand_in: Make) -> None:
    install(section, stand_in("copies"))
    id_ = await section.file("仕様書.docx", content=docx(WORDS))
    #  manager editor commenter viewer stranger revoked administrator
    expected = [200, 200, 200, 200, 404, 404, 404]
    assert await section.statuses("GET", path(id_)) == expected
    assert await section.statuses("GET", path(id_, wait=20)) == expected
    assert await section.statuses("GET", path(id_, whole=True)) == expected


async def test_it_is_offered_made_once_and_sent_by_ranges(section: Section, stand_in: Make) -> None:
    papers = install(section, stand_in("copies"))
    content = rtf(WORDS * 1000)
    id_ = await section.file("お知らせ.rtf", content=content)
    browser = section["閲覧"]
    offered = (await browser.get(path(id_))).json()
    assert offered == {"kind": "paper", "state": "offered", "size_bytes": None}
    assert (await browser.get(path(id_, whole=True))).status_code == 422
    both = await asyncio.gather(*(section[by].get(path(id_, wait=20)) for by in ("閲覧", "編集")))
    assert {answer.json()["state"] for answer in both} == {"ready"}
    assert both[0].json()["size_bytes"] == len(content) + 5
    papers.renderer = Renderer(Path("/nowhere"), papers.renderer.office)  # type: ignore[union-attr]
    whole = await browser.get(path(id_, whole=True))
    assert (whole.status_code, whole.content) == (200, b"%PDF-" + content)
    assert whole.headers["content-type"] == "application/pdf"
    assert whole.headers["content-security-policy"].endswith("sandbox")
    part = await browser.get(path(id_, whole=True), headers={"range": "bytes=3-9"})
    assert (part.status_code, part.content) == (206, (b"%PDF-" + content)[3:10])
    assert part.headers["content-range"] == f"bytes 3-9/{len(content) + 5}"


async def test_what_takes_long_is_asked_for_again(section: Section, stand_in: Make) -> None:
    install(section, stand_in("hangs"))
    id_ = await section.file("仕様書.docx", content=docx(WORDS))
    assert (await section["閲覧"].get(path(id_, wait=1))).json()["state"] == "making"
    answer = await section["閲覧"].get(path(id_, wait=20))
    assert (answer.status_code, answer.json()["params"]) == (422, {"reason": "takes_too_long"})
    again = await section["閲覧"].get(path(id_, wait=20))  # known by now, and not tried again
    assert again.json()["params"] == {"reason": "takes_too_long"}


async def test_a_right_taken_back_meanwhile(section: Section, stand_in: Make) -> None:
    install(section, stand_in("hangs"))
    id_ = await section.file("仕様書.docx", content=docx(WORDS))
    waiting = asyncio.create_task(section["閲覧"].get(path(id_, wait=20)))
    await asyncio.sleep(0.5)
    await section.share(section.root, take=[section.unit("財政課")])
    assert (await waiting).status_code in (404, 422)
    assert (await section["閲覧"].get(path(id_, whole=True))).status_code == 404


async def test_without_libreoffice_it_is_told(section: Section) -> None:
    install(section, None)
    id_ = await section.file("仕様書.doc", content=rtf(WORDS))
    assert (await section["閲覧"].get(path(id_, wait=20))).json()["state"] == "none"
    assert (await section["閲覧"].get(path(id_, whole=True))).status_code == 422


async def test_a_file_within_a_file_and_a_version(section: Section, stand_in: Make) -> None:
    install(section, stand_in("copies"))
    inner = docx(WORDS)
    id_ = await section.file("送付.zip", content=zipped({"a.txt": "x", "仕様書.docx": inner}))
    told = await section["閲覧"].get(path(id_, wait=20, inner="1"))
    assert told.json()["size_bytes"] == len(inner) + 5
    content = (await section["閲覧"].get(path(id_, whole=True, inner="1", version=1))).content
    assert content == b"%PDF-" + inner
    answer = await section["閲覧"].get(path(id_, wait=20, inner="0"))
    assert answer.json()["params"] == {"reason": "type_differs"}


async def test_it_is_written_down(section: Section, stand_in: Make) -> None:
    install(section, stand_in("copies"))
    id_ = await section.file("仕様書.docx", content=docx(WORDS))
    await section["閲覧"].get(path(id_))
    await section["閲覧"].get(path(id_, wait=20))
    await section["閲覧"].get(path(id_, whole=True), headers={"range": "bytes=0-3"})
    async with section.world.as_system() as work:
        rows = await work.db.execute(
            text("SELECT action, detail->>'part' FROM audit_entry WHERE ref = :ref AND actor_id = :actor"),
            {"ref": f"file:{id_}", "actor": section.id_of("閲覧")},
        )
        assert sorted(map(tuple, rows)) == [
            ("file.open", None),
            ("file.preview", "paper"),
            ("file.preview", "paper"),
        ]


def test_an_old_workbook_under_a_password_is_known_by_its_records() -> None:
    begins, password = struct.pack("<HH4x", 0x0809, 4), struct.pack("<HH", 0x002F, 0)
    assert asks_password(begins + password)
    assert not asks_password(begins + struct.pack("<HH", 0x00E1, 0) + b"\x2f")


def test_kinds_are_told_by_bytes() -> None:
    assert ending_of(docx(WORDS)) == "docx"
    assert ending_of(odt(WORDS)) == "odt"
    assert ending_of(rtf(WORDS)) == "rtf"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"%PDF-1.7", FileTypeDiffers),
        (b"plain words", FileTypeDiffers),
        (zipped({"a.txt": "x"}), FileTypeDiffers),
        (zipped({"mimetype": "application/epub+zip"}), FileTypeDiffers),
        (odt(WORDS, manifest="<manifest:encryption-data/>"), FileEncrypted),
        (docx(WORDS, parts={"word/media/p.png": bytes(300 * 2**20)}), FileUnpacksTooLarge),
        (b"PK\x03\x04 cut off", FileNotRead),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Exception),
    ],
)
def test_what_libreoffice_is_not_given(content: bytes, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        ending_of(content)


async def test_the_libreoffice_of_this_machine(real: Renderer, section: Section) -> None:
    install(section, real)
    id_ = await section.file("通知.odt", content=odt(WORDS))
    told = (await section["閲覧"].get(path(id_, wait=20))).json()
    while told["state"] == "making":
        told = (await section["閲覧"].get(path(id_, wait=20))).json()
    assert told["state"] == "ready"
    assert (await section["閲覧"].get(path(id_, whole=True))).content.startswith(b"%PDF-")
