"""A file is read for the page: by whom, what is kept, and what is told of a file that cannot be read."""

import io
from pathlib import Path

import openpyxl
from sqlalchemy import text
from tests.drive.conftest import Section


def book(words: str = "清掃面積") -> bytes:
    """A workbook of one cell."""
    made = openpyxl.Workbook()
    made.active["B2"] = words  # type: ignore[index]
    into = io.BytesIO()
    made.save(into)
    return into.getvalue()


def kept_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("previews/*/*") if path.is_file()]


async def test_who_may(section: Section) -> None:
    id_ = await section.file("積算.xlsx", content=book())
    #  manager editor commenter viewer stranger revoked administrator
    expected = [200, 200, 200, 200, 404, 404, 404]
    assert await section.statuses("GET", f"/api/files/{id_}/preview") == expected


async def test_what_was_kept_is_asked_of_the_gate_each_time(section: Section) -> None:
    id_ = await section.file("積算.xlsx", content=book())
    first = await section["閲覧"].get(f"/api/files/{id_}/preview")
    again = await section["閲覧"].get(f"/api/files/{id_}/preview")
    assert first.json() == again.json()
    assert first.json()["sheet"]["cells"] == [[2, 2, 0, "s", "清掃面積"]]
    tag = {"if-none-match": again.headers["etag"]}
    assert (await section["閲覧"].get(f"/api/files/{id_}/preview", headers=tag)).status_code == 304
    await section.share(section.root, take=[section.unit("財政課")])
    assert (await section["閲覧"].get(f"/api/files/{id_}/preview", headers=tag)).status_code == 404


async def test_what_a_browser_has_already_is_not_read_again(section: Section, tmp_path: Path) -> None:
    id_ = await section.file("積算.xlsx", content=book())
    path = f"/api/files/{id_}/preview"
    tag = (await section["閲覧"].get(path)).headers["etag"]
    for kept in kept_in(tmp_path):
        kept.unlink()
    assert (await section["閲覧"].get(path, headers={"if-none-match": tag})).status_code == 304
    assert kept_in(tmp_path) == []
    assert (await section["閲覧"].get(path, params={"whole": True})).headers["etag"] != tag


async def test_the_same_bytes_are_read_once(section: Section, tmp_path: Path) -> None:
    one = await section.file("甲.xlsx", content=book())
    another = book("別")  # made once: a workbook holds the second it was made in
    other = await section.file("乙.xlsx", content=another)
    same = await section.file("丙.xlsx", await section.own("管理"), content=another)
    for id_ in (one, other, same):
        assert (await section["管理"].get(f"/api/files/{id_}/preview")).status_code == 200
    assert len(kept_in(tmp_path)) == 2


async def test_it_is_written_down(section: Section) -> None:
    id_ = await section.file("積算.xlsx", content=book())
    await section["閲覧"].get(f"/api/files/{id_}/preview")
    await section["意見"].get(f"/api/files/{id_}/preview", params={"version": 1})
    async with section.world.as_system() as work:
        rows = (
            await work.db.execute(
                text("SELECT action, actor_id, detail FROM audit_entry WHERE ref = :ref"),
                {"ref": f"file:{id_}"},
            )
        ).all()
    actions = [row.action for row in rows if row.actor_id == section.id_of("閲覧")]
    assert sorted(actions) == ["file.open", "file.preview"]
    previews = [row for row in rows if row.action == "file.preview"]
    told = {row.actor_id: row.detail["version"] for row in previews}
    assert told == {section.id_of("閲覧"): None, section.id_of("意見"): 1}


async def test_it_is_never_a_page_of_ours(section: Section) -> None:
    id_ = await section.file("<b>.xlsx", content=book("<script>alert(1)</script>"))
    answer = await section["閲覧"].get(f"/api/files/{id_}/preview")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-security-policy"].endswith("sandbox")
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_file_that_is_none_is_told(section: Section) -> None:
    id_ = await section.file("積算.xlsx", content=b"PK\x03\x04 cut off")
    answer = await section["閲覧"].get(f"/api/files/{id_}/preview")
    assert (answer.status_code, answer.json()["code"]) == (422, "not_readable")
    assert answer.json()["params"] == {"reason": "damaged"}


async def test_an_unknown_part_is_refused(section: Section) -> None:
    id_ = await section.file("積算.xlsx", content=book())
    for part in ("sheet-9", "picture-0", "../../etc/passwd"):
        answer = await section["閲覧"].get(f"/api/files/{id_}/preview", params={"part": part})
        assert answer.status_code == 422
