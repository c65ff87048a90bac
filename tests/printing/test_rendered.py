"""Office files on paper as LibreOffice lays them out; and what becomes of those it does not open."""

from uuid import UUID

import pytest

from tests.printing.conftest import Printing, words_of
from tests.rendering.conftest import Make, real, stand_in
from tests.rendering.files import docx, odt, rtf
from zencho.previews.papers import Papers
from zencho.rendering.renderer import Renderer

__all__ = ["real", "stand_in"]
WORDS = "清掃業務"


def install(printing: Printing, renderer: Renderer | None) -> None:
    state = printing.section.office.app.state
    state.papers = Papers(state.previews, renderer)
    printing.steps.press._papers = state.papers


async def found(printing: Printing, *ids: UUID) -> list[str | None]:
    answer = await printing.section["管理"].post(
        "/api/bundles/things", json={"ids": [str(id_) for id_ in ids]}
    )
    return [thing["reason"] for thing in answer.json()["things"]]


async def test_its_pages_are_those_of_libreoffice(printing: Printing, stand_in: Make) -> None:
    install(printing, stand_in("two_pages"))
    section = printing.section
    files = {"仕様書.docx": docx(WORDS), "通知.odt": odt(WORDS), "案内.rtf": rtf(WORDS)}
    ids = [await section.file(name, content=content) for name, content in files.items()]
    assert await found(printing, *ids) == [None, None, None]
    bundle = await printing.make(*ids, contents=False)
    assert [part["pages"] for part in bundle["parts"]] == [2, 2, 2]
    assert [part["unshown"] for part in bundle["parts"]] == [[], [], []]


@pytest.mark.parametrize("name", ["writes_nothing", "hangs"])
async def test_our_own_reader_prints_what_it_does_not(
    printing: Printing,
    stand_in: Make,
    name: str,
) -> None:
    install(printing, stand_in(name))
    section = printing.section
    ids = [
        await section.file("仕様書.docx", content=docx(WORDS)),
        await section.file("通知.odt", content=odt(WORDS)),
        await section.file("届.eml", content=b"From: a@example.jp\r\nSubject: x\r\n\r\nwords\r\n"),
    ]
    bundle = await printing.make(*ids, contents=False)
    said, left_out, mail = bundle["parts"]
    assert (said["state"], said["unshown"]) == ("done", [{"code": "not_rendered", "count": 1}])
    assert left_out["reason"] == ("damaged" if name == "writes_nothing" else "takes_too_long")
    assert (mail["state"], mail["unshown"]) == ("done", [])
    assert WORDS in words_of(await printing.content(bundle))[0]


async def test_without_libreoffice_it_is_said_before_and_after(printing: Printing) -> None:
    id_ = await printing.section.file("通知.odt", content=odt(WORDS))
    assert await found(printing, id_) == ["no_form"]
    assert (await printing.make(id_))["parts"][0]["reason"] == "no_form"


async def test_the_libreoffice_of_this_machine(printing: Printing, real: Renderer) -> None:
    install(printing, real)
    ids = [
        await printing.section.file("仕様書.docx", content=docx(WORDS)),
        await printing.section.file("通知.odt", content=odt(WORDS)),
    ]
    words = words_of(await printing.content(await printing.make(*ids, contents=False)))
    assert [WORDS in each for each in words] == [True, True]
