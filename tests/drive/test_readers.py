"""Who can see a thing: by reading, by name, by where they work, and as a file for whoever manages it."""

import csv
import io
from typing import Any

import pytest
from sqlalchemy import select
from tests.drive.conftest import OTHER, SECTION, Section

from zencho.audit.tables import AuditEntry
from zencho.drive.spreadsheet import line


async def units_of(section: Section, by: str = "管理", **asked: Any) -> dict[str, Any]:
    answer = await section[by].get(f"/api/things/{section.root}/readers/units", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_whoever_sees_the_thing_sees_who_else_does(section: Section) -> None:
    for path in ("readers", "readers/units"):
        statuses = await section.statuses("GET", f"/api/things/{section.root}/{path}")
        assert statuses == [200] * 4 + [404] * 3


async def test_only_who_manages_it_takes_the_list_along(section: Section) -> None:
    path = f"/api/things/{section.root}/readers/file"
    assert await section.statuses("GET", path) == [200, 403, 403, 403, 404, 404, 404]
    answer = await section["管理"].get(path)
    text = answer.content.decode()
    assert text.startswith("\ufeff氏名,ふりがな,所属,できること\r\n")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[1:]
    assert {(row[0].split()[0], row[3]) for row in rows} == {
        ("管理", "共有管理者"),
        ("編集", "編集者"),
        ("意見", "閲覧者(コメント可)"),
        ("閲覧", "閲覧者"),
    }
    assert next(row[2] for row in rows if row[0].startswith("編集")).startswith(SECTION)
    assert "filename*=UTF-8''" in answer.headers["content-disposition"]
    async with section.world.as_system() as work:
        written = await work.db.scalars(
            select(AuditEntry.detail).where(AuditEntry.action == "readers.write_out")
        )
        assert [detail["people"] for detail in written] == [4, 4]


async def test_in_the_order_of_their_readings_a_page_at_a_time(section: Section) -> None:
    path = f"/api/things/{section.root}/readers"
    whole = (await section["閲覧"].get(path)).json()
    seen: list[str] = []
    after: str | None = None
    while True:
        params = {"limit": 1} | ({} if after is None else {"after": after})
        page = (await section["閲覧"].get(path, params=params)).json()
        seen += [each["person"] for each in page["readers"]]
        assert (page["people"], page["found"]) == (4, 4)
        after = page["next"]
        if after is None:
            break
    assert seen == [each["person"] for each in whole["readers"]]
    readings = [section.id_of(name) for name in ("意見", "閲覧", "管理", "編集")]
    assert set(seen) == {str(each) for each in readings}


async def test_found_by_name_and_by_unit(section: Section) -> None:
    path = f"/api/things/{section.root}/readers"
    found = (await section["閲覧"].get(path, params={"query": "編集"})).json()
    assert [each["person"] for each in found["readers"]] == [str(section.id_of("編集"))]
    assert (found["found"], found["people"]) == (1, 4)
    unit = str(section.office.units[OTHER])
    there = (await section["閲覧"].get(path, params={"unit": unit})).json()
    assert [each["person"] for each in there["readers"]] == [str(section.id_of("閲覧"))]
    nobody = (await section["閲覧"].get(path, params={"query": "いない人"})).json()
    assert (nobody["readers"], nobody["found"]) == ([], 0)
    answer = await section["閲覧"].get(path, params={"unit": str(section.root)})
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_unit")


async def test_where_they_work(section: Section) -> None:
    told = await units_of(section)
    assert told["unit"] == str(section.office.units["みほん市役所"])
    counted = {each["unit"]: (each["people"], each["readers"]) for each in told["units"]}
    assert counted == {
        str(section.office.units[SECTION]): (1, {"editor": 1}),
        str(section.office.units[OTHER]): (1, {"viewer": 1}),
    }
    assert told["here"]["readers"] == {}
    # Without a post they belong to nobody's unit.
    assert told["elsewhere"] == {"manager": 1, "commenter": 1}
    inside = await units_of(section, unit=section.office.units[SECTION])
    assert inside["units"] == []
    assert (inside["here"]["people"], inside["here"]["readers"]) == (1, {"editor": 1})
    assert inside["above"] == [str(section.office.units[name]) for name in ("みほん市役所", SECTION)]


async def test_what_is_taken_back_counts_no_more(section: Section) -> None:
    await section.share(section.root, take=[section.unit(OTHER)])
    told = await units_of(section)
    assert {each["unit"]: each["readers"] for each in told["units"]}[str(section.office.units[OTHER])] == {}


@pytest.mark.parametrize("value", ["=1+1", "+81", "-1", "@x"])
def test_nothing_becomes_a_formula(value: str) -> None:
    assert line([value, "a"]) == f"'{value},a\r\n"
