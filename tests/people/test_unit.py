"""The tree of units: making, renaming, reading it."""

from tests.kit.office import Office
from tests.people.personas import CHANGES, answers

LOOKS = {"nobody": 401, "guest": 404, "clerk": 200, "administrator": 200}
WANTED = {"kind": "team", "name": "工事契約係", "reading": "こうじけいやくがかり", "english": "Construction"}


async def test_who_may_add(office: Office) -> None:
    wanted = WANTED | {"parent": str(office.units["契約管理課"])}
    assert await answers(office, "POST", "/api/units", json=wanted) == CHANGES | {"administrator": 201}


async def test_who_may_rename(office: Office) -> None:
    naming = {"name": "契約課", "reading": "けいやくか"}
    path = f"/api/units/{office.units['契約管理課']}"
    assert await answers(office, "PATCH", path, json=naming) == CHANGES | {"administrator": 204}


async def test_who_may_read(office: Office) -> None:
    unit = office.units["契約管理課"]
    for path in ("/api/units", f"/api/units/{unit}", f"/api/units/{unit}/people", "/api/ranks"):
        assert await answers(office, "GET", path) == LOOKS


async def test_the_tree_counts_all_below_once(office: Office) -> None:
    await office.person("鈴木 航", "すずき わたる", number="021106", unit="契約係")
    # 兼務: one person, two seats below the same bureau.
    async with office.browser("岡本 直") as browser:
        post = {"unit": str(office.units["財政課"]), "rank": "clerk", "starts_on": "2021-04-01"}
        path = f"/api/people/{office.persons['鈴木 航']}/posts"
        assert (await browser.post(path, json=post | {"is_concurrent": True})).status_code == 201
        (top,) = (await browser.get("/api/units")).json()["units"]
        (bureau,) = (await browser.get("/api/units", params={"parent": top["id"]})).json()["units"]
        sections = (await browser.get("/api/units", params={"parent": bureau["id"]})).json()["units"]
    assert (top["name"], top["count"], top["has_children"]) == ("みほん市役所", 3, True)
    assert [(line["name"], line["count"], line["has_children"]) for line in sections] == [
        ("契約管理課", 2, True),
        ("財政課", 2, False),
    ]


async def test_a_card_shows_above_and_below(office: Office) -> None:
    async with office.browser("佐藤 みのり") as browser:
        card = (await browser.get(f"/api/units/{office.units['契約管理課']}")).json()
    assert [line["name"] for line in card["above"]] == ["みほん市役所", "財政局"]
    assert [line["name"] for line in card["children"]] == ["契約係"]
    assert (card["count"], card["away_count"], card["abilities"]) == (1, 0, [])


async def test_people_by_reading_and_by_rank_in_pages(office: Office) -> None:
    await office.person("和田 一", "わだ はじめ", number="1", unit="契約管理課", rank="section-head")
    await office.person("青木 一", "あおき はじめ", number="2", unit="契約係")
    await office.person("赤井 一", "あかい はじめ", number="3", unit="契約管理課", rank="section-adviser")
    path = f"/api/units/{office.units['契約管理課']}/people"
    async with office.browser("佐藤 みのり") as browser:
        for order, expected in (
            ("reading", ["青木 一", "赤井 一", "佐藤 みのり", "和田 一"]),
            ("rank", ["和田 一", "赤井 一", "青木 一", "佐藤 みのり"]),
        ):
            names, after = [], None
            while True:
                params = {"order": order, "limit": 1} | ({"after": after} if after else {})
                page = (await browser.get(path, params=params)).json()
                names += [line["name"] for line in page["people"]]
                after = page["next"]
                if after is None:
                    break
            assert names == expected


async def test_of_the_agency_only_its_own_seats_are_listed(office: Office) -> None:
    await office.person("市川 長", "いちかわ おさ", number="3", unit="みほん市役所", rank="mayor")
    async with office.browser("佐藤 みのり") as browser:
        page = (await browser.get(f"/api/units/{office.units['みほん市役所']}/people")).json()
    assert [line["name"] for line in page["people"]] == ["市川 長"]


async def test_a_renamed_unit_keeps_rights_and_is_found_by_its_new_name(office: Office) -> None:
    async with office.browser("岡本 直") as browser:
        naming = {"name": "調達課", "reading": "ちょうたつか", "english": "Procurement"}
        await browser.patch(f"/api/units/{office.units['契約管理課']}", json=naming)
        found = (await browser.get("/api/people", params={"query": "ちょうたつ"})).json()["people"]
        assert [line["name"] for line in found] == ["佐藤 みのり"]
        assert found[0]["posts"][0]["unit"]["path"] == ["財政局", "調達課", "契約係"]
        assert (await browser.get("/api/people", params={"query": "契約管理課"})).json()["people"] == []


async def test_unknown_units_are_not_found(office: Office) -> None:
    unknown = "01a20922-2257-7d61-9e85-7d0f45fc84e5"
    async with office.browser("岡本 直") as browser:
        assert (await browser.get(f"/api/units/{unknown}")).status_code == 404
        assert (await browser.get(f"/api/units/{unknown}/people")).status_code == 404
        assert (await browser.post("/api/units", json=WANTED | {"parent": unknown})).status_code == 404
        assert (await browser.post("/api/units", json=WANTED | {"name": " "})).status_code == 422


async def test_where_a_unit_sits_stays_unless_said(office: Office) -> None:
    path = f"/api/units/{office.units['契約係']}"
    naming = {"name": "契約第一係", "reading": "けいやくだいいちがかり", "english": "Contract Team 1"}
    async with office.browser("岡本 直") as browser:
        said = naming | {"place": "本庁舎5階", "telephone": "2310"}
        assert (await browser.patch(path, json=said)).status_code == 204
        assert (await browser.patch(path, json=naming)).status_code == 204
        card = (await browser.get(path)).json()
    assert (card["name"], card["place"], card["telephone"]) == ("契約第一係", "本庁舎5階", "2310")
