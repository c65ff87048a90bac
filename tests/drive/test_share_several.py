"""The same people for several things: what is lacking is given, and exactly that can be taken back."""

from typing import Any
from uuid import UUID

import pytest
from tests.drive.conftest import Section


async def several(section: Section, path: str, ids: list[UUID], *, by: str = "管理", **give: Any) -> Any:
    body = {"ids": [str(id_) for id_ in ids], "give": [give]}
    answer = await section[by].post(f"/api/drive/sharing{path}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def _three(section: Section) -> list[UUID]:
    return [await section.folder("中"), await section.file("a.txt"), await section.file("b.txt")]


async def test_who_may(section: Section) -> None:
    ids = await _three(section)
    gift = {"party": section.person("他人"), "role": "viewer"}
    for by, code in (("編集", "refused"), ("閲覧", "refused"), ("他人", "not_found"), ("管理", None)):
        results = (await several(section, "", ids, by=by, **gift))["results"]
        assert [result["code"] for result in results] == [code] * 3


async def test_everyone_is_counted_once(section: Section) -> None:
    ids = await _three(section)
    gift = {"party": section.person("他人"), "role": "viewer"}
    await section.share(ids[1], give=[gift])
    seen = await several(section, "/preview", ids, **gift)
    assert (seen["gain"], seen["gaining"]) == (1, [str(section.id_of("他人"))])
    other = await section.actor("他人")
    assert await section.world.may(other, "thing.read", ids[0]) == "unseen"
    await several(section, "", ids, **gift)
    for id_ in ids:
        assert await section.world.may(other, "thing.read", id_) == "open"
    assert (await several(section, "/preview", ids, **gift))["gain"] == 0


async def test_a_preview_tells_nothing_of_what_one_may_not_share(section: Section) -> None:
    ids = await _three(section)
    gift = {"party": section.person("他人"), "role": "viewer"}
    assert (await several(section, "/preview", ids, by="編集", **gift))["gain"] == 0


@pytest.mark.parametrize("held", ["manager", "editor"])
async def test_nobody_is_lowered(section: Section, held: str) -> None:
    ids = await _three(section)
    await section.share(ids[1], give=[{"party": section.person("他人"), "role": held}])
    results = (await several(section, "", ids, party=section.person("他人"), role="viewer"))["results"]
    assert [result["back"] is None for result in results] == [False, True, False]
    assert await section.world.may(await section.actor("他人"), "thing.rename", ids[1]) == "open"


async def test_the_way_back_puts_it_as_it_was(section: Section) -> None:
    ids = await _three(section)
    until = {"party": section.person("他人"), "role": "viewer", "ends_on": "2030-03-31"}
    await section.share(ids[1], give=[until])
    before = [(await section["管理"].get(f"/api/things/{id_}/sharing")).json()["shares"] for id_ in ids]
    results = (await several(section, "", ids, party=section.person("他人"), role="editor"))["results"]
    for result in results:
        assert (await section.share(UUID(result["id"]), **result["back"])).status_code == 200
    after = [(await section["管理"].get(f"/api/things/{id_}/sharing")).json()["shares"] for id_ in ids]

    def told(shares: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        return sorted((str(each["party"]), each["role"], each["ends"], each["inherited"]) for each in shares)

    assert [told(each) for each in after] == [told(each) for each in before]


async def test_what_fails_does_not_stop_the_others(section: Section) -> None:
    ids = [*await _three(section), UUID("01a20922-2257-7d61-9e85-7d0f45fc84e5")]
    results = (await several(section, "", ids, party=section.unit("財政課"), role="editor"))["results"]
    assert [result["code"] for result in results] == [None, None, None, "not_found"]
