"""Giving, changing, taking; inheriting or not; and what it would do, before it is done."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from tests.drive.conftest import Section

from zencho.kernel import clock


async def preview(section: Section, id_: UUID, **change: Any) -> dict[str, Any]:
    answer = await section["管理"].post(f"/api/things/{id_}/sharing/preview", json=change)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_who_may(section: Section) -> None:
    id_ = await section.folder("中")
    for path in (f"/api/things/{id_}/sharing", f"/api/things/{id_}/sharing/preview"):
        change = {"give": [{"party": section.person("他人"), "role": "viewer"}]}
        statuses = await section.statuses("POST", path, json=change)
        if path.endswith("preview"):
            # By now the stranger sees it: the first of the two gave it to them.
            assert statuses == [200, 403, 403, 403, 403, 404, 404]
        else:
            assert statuses == [200, 403, 403, 403, 403, 404, 404]
    #                                                               manager editor commenter viewer …
    assert await section.statuses("GET", f"/api/things/{id_}/sharing") == [200] * 5 + [404, 404]


async def test_give_change_and_take(section: Section) -> None:
    id_ = await section.folder("中")
    other = await section.actor("他人")
    for role, may_rename in (("viewer", "refused"), ("editor", "open"), ("commenter", "refused")):
        give = [{"party": section.person("他人"), "role": role}]
        sharing = (await section.share(id_, give=give)).json()
        assert sharing["shares"][0]["party"] == section.person("他人")
        assert (sharing["shares"][0]["role"], sharing["shares"][0]["inherited"]) == (role, False)
        assert sharing["shares"][0]["given_by"] == str(section.id_of("管理"))
        assert await section.world.may(other, "thing.rename", id_) == may_rename
    sharing = (await section.share(id_, take=[section.person("他人")])).json()
    assert all(share["inherited"] for share in sharing["shares"])
    assert await section.world.may(other, "thing.read", id_) == "unseen"


async def test_what_is_inherited_says_where_it_stands(section: Section) -> None:
    file = await section.file("a", await section.folder("中"))
    sharing = (await section["閲覧"].get(f"/api/things/{file}/sharing")).json()
    assert {share["where"] for share in sharing["shares"]} == {str(section.root)}
    assert all(share["inherited"] for share in sharing["shares"])
    assert (sharing["people"], sharing["inherits"], sharing["inside"]) == (4, True, None)
    roles = {share["party"]["id"]: share["role"] for share in sharing["shares"]}
    assert roles[section.unit("契約管理課")["id"]] == "editor"
    assert roles[section.unit("財政課")["id"]] == "viewer"


async def test_a_file_by_itself(section: Section) -> None:
    file, beside = await section.file("a"), await section.file("b")
    await section.share(file, give=[{"party": section.person("他人"), "role": "viewer"}])
    other = await section.actor("他人")
    assert await section.world.may(other, "thing.read", file) == "open"
    assert await section.world.may(other, "thing.read", beside) == "unseen"
    assert await section.world.may(other, "thing.read", section.root) == "unseen"


async def test_an_end_date_includes_its_day(section: Section) -> None:
    id_ = await section.folder("中")
    today = datetime.now(UTC).date() + timedelta(days=1)
    give = [{"party": section.person("他人"), "role": "viewer", "ends_on": str(today)}]
    sharing = (await section.share(id_, give=give)).json()
    end = datetime.fromisoformat(sharing["shares"][0]["ends"])
    assert end == datetime(today.year, today.month, today.day, 15, tzinfo=UTC)  # midnight in Tokyo
    other = await section.actor("他人")
    try:
        clock.offset = end - datetime.now(UTC) - timedelta(seconds=30)
        assert await section.world.may(other, "thing.read", id_) == "open"
        clock.offset += timedelta(seconds=60)
        assert await section.world.may(other, "thing.read", id_) == "unseen"
    finally:
        clock.offset = timedelta(0)


async def test_an_end_in_the_past(section: Section) -> None:
    give = [{"party": section.person("他人"), "role": "viewer", "ends_on": str(date(2020, 1, 1))}]
    answer = await section.share(section.root, give=give)
    assert (answer.status_code, answer.json()["code"]) == (422, "ends_in_the_past")


async def test_all_of_it_or_nothing(section: Section) -> None:
    id_ = await section.folder("中")
    good = {"party": section.person("他人"), "role": "viewer"}
    bad = {"party": section.person("取消"), "role": "viewer", "ends_on": "2020-01-01"}
    assert (await section.share(id_, give=[good, bad])).status_code == 422
    assert await section.world.may(await section.actor("他人"), "thing.read", id_) == "unseen"


@pytest.mark.parametrize(
    "party",
    [
        {"kind": "person", "id": "00000000-0000-7000-8000-00000000ffff"},
        {"kind": "unit", "id": None},
        {"kind": "group", "id": "person"},
    ],
)
async def test_nobody_of_that_id(section: Section, party: dict[str, str]) -> None:
    if party["id"] == "person":
        party = section.person("他人") | {"kind": "group"}
    answer = await section.share(section.root, give=[{"party": party, "role": "viewer"}])
    assert (answer.status_code, answer.json()["code"]) == (404, "no_such_party")


async def test_everyone(section: Section) -> None:
    id_ = await section.folder("全庁へ")
    give = [{"party": {"kind": "everyone", "id": None}, "role": "viewer"}]
    assert (await section.share(id_, give=give)).json()["people"] == 7
    assert await section.statuses("GET", f"/api/things/{id_}") == [200] * 7


async def test_stop_inheriting_and_take_it_up_again(section: Section) -> None:
    folder = await section.folder("人事")
    file = await section.file("a", folder)
    keep = [{"party": section.person("管理"), "role": "manager"}]
    sharing = (await section.share(folder, give=keep, inherits=False)).json()
    assert (sharing["inherits"], sharing["people"], sharing["inside"]) == (False, 1, 1)
    assert await section.statuses("GET", f"/api/things/{file}") == [200] + [404] * 6
    await section.share(folder, inherits=True)
    assert await section.statuses("GET", f"/api/things/{file}") == [200] * 4 + [404] * 3


async def test_somebody_must_manage(section: Section) -> None:
    folder = await section.folder("人事")
    answer = await section.share(folder, inherits=False)
    assert (answer.status_code, answer.json()["code"]) == (409, "last_manager")
    answer = await section.share(section.root, take=[section.person("管理")])
    assert answer.json()["code"] == "last_manager"


async def test_somebody_must_manage_for_good(section: Section) -> None:
    """With an end date the only manager would leave nobody, without an act of anybody."""
    until = str(clock.day_of(clock.now()) + timedelta(days=30))
    ending = {"party": section.person("管理"), "role": "manager", "ends_on": until}
    answer = await section.share(section.root, give=[ending])
    assert (answer.status_code, answer.json()["code"]) == (409, "last_manager")
    as_tried = await section["管理"].post(
        f"/api/things/{section.root}/sharing/preview", json={"give": [ending]}
    )
    assert as_tried.json()["code"] == "last_manager"
    folder = await section.folder("人事")
    deputy = {"party": section.person("編集"), "role": "manager", "ends_on": until}
    assert (await section.share(folder, give=[deputy])).status_code == 200
    assert (await section.share(folder, by="編集", inherits=False)).json()["code"] == "last_manager"
    heir = {"party": section.person("編集"), "role": "manager"}
    assert (await section.share(section.root, give=[ending, heir])).status_code == 200
    assert (await section.share(section.root, by="編集", give=[deputy])).json()["code"] == "last_manager"


async def test_to_hand_over_and_leave(section: Section) -> None:
    folder = await section.folder("中", await section.own("管理"))
    give = [{"party": section.person("編集"), "role": "manager"}]
    answer = await section.share(folder, give=give, take=[section.person("管理")], inherits=False)
    assert answer.status_code == 200
    assert await section.statuses("GET", f"/api/things/{folder}") == [404, 200] + [404] * 5


async def test_to_leave_what_one_managed_by_name(section: Section) -> None:
    folder = await section.folder("中")
    both = [{"party": section.person(name), "role": "manager"} for name in ("管理", "編集")]
    await section.share(folder, give=both, inherits=False)
    await section.share(folder, take=[section.person("管理")], inherits=False)
    assert await section.statuses("GET", f"/api/things/{folder}") == [404, 200] + [404] * 5


async def test_what_it_would_do_is_what_it_does(section: Section) -> None:
    folder = await section.folder("中")
    change = {
        "give": [
            {"party": section.person("他人"), "role": "viewer"},
            {"party": section.person("管理"), "role": "manager"},
            {"party": section.unit("契約管理課"), "role": "viewer"},
        ],
        "inherits": False,
    }
    before = (await section["管理"].get(f"/api/things/{folder}/sharing")).json()
    told = await preview(section, folder, **change)
    assert (await section["管理"].get(f"/api/things/{folder}/sharing")).json() == before
    assert (told["before"], told["after"], told["gain"], told["lose"], told["other_role"]) == (4, 3, 1, 2, 1)
    assert told["gaining"] == [str(section.id_of("他人"))]
    assert set(told["losing"]) == {str(section.id_of("意見")), str(section.id_of("閲覧"))}
    assert (await section.share(folder, **change)).json()["people"] == told["after"]


async def test_trying_leaves_no_trace(section: Section) -> None:
    file = await section.file("a")

    async def state() -> list[Any]:
        async with section.world.as_system() as work:
            return [
                (await work.db.execute(text(f'SELECT * FROM "{table}" ORDER BY 1, 2'))).all()
                for table in ("thing", "anchor", "grant", "flat", "outbox")
            ]

    before = await state()
    give = [{"party": section.person(name), "role": "manager"} for name in ("管理", "他人")]
    assert (await preview(section, file, give=give, inherits=False))["lose"] == 3
    assert await state() == before


async def test_trying_tells_what_would_stop_it(section: Section) -> None:
    folder = await section.folder("人事")
    answer = await section["管理"].post(f"/api/things/{folder}/sharing/preview", json={"inherits": False})
    assert (answer.status_code, answer.json()["code"]) == (409, "last_manager")


async def test_what_lies_apart_is_counted(section: Section) -> None:
    folder = await section.folder("中")
    file = await section.file("a", folder)
    await section.file("b", folder)
    await section.share(file, give=[{"party": section.person("他人"), "role": "viewer"}])
    sharing = (await section["管理"].get(f"/api/things/{folder}/sharing")).json()
    assert (sharing["inside"], sharing["apart"]) == (2, 1)
