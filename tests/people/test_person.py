"""Registering persons and correcting their names."""

from sqlalchemy import text

from tests.kit.office import Office
from tests.people.personas import CHANGES, answers

WANTED = {
    "number": "021106",
    "surname": "鈴木",
    "given": "航",
    "surname_reading": "すずき",
    "given_reading": "わたる",
}
NAMING = {key: value for key, value in WANTED.items() if key != "number"}


async def test_who_may_add(office: Office) -> None:
    assert await answers(office, "POST", "/api/people", json=WANTED) == CHANGES | {"administrator": 201}


async def test_who_may_rename(office: Office) -> None:
    path = f"/api/people/{office.persons['佐藤 みのり']}"
    assert await answers(office, "PATCH", path, json=NAMING) == CHANGES | {"administrator": 204}


async def test_who_may_read_a_card(office: Office) -> None:
    path = f"/api/people/{office.persons['佐藤 みのり']}"
    assert await answers(office, "GET", path) == {
        "nobody": 401, "guest": 404, "clerk": 200, "administrator": 200,
    }  # fmt: skip


async def test_an_added_person_is_found_and_part_of_everyone(office: Office) -> None:
    async with office.browser("岡本 直") as browser:
        made = (await browser.post("/api/people", json=WANTED)).json()["id"]
        card = (await browser.get(f"/api/people/{made}")).json()
        found = (await browser.get("/api/people", params={"query": "すずき わた"})).json()["people"]
    assert (card["name"], card["reading"], card["number"]) == ("鈴木 航", "すずき わたる", "021106")
    assert [line["id"] for line in found] == [made]
    async with office.world.as_system() as work:
        reached = await work.db.scalar(
            text("SELECT count(*) FROM reach r JOIN person p ON p.principal = r.person"
                 " WHERE p.id = :id AND r.container = 1"), {"id": made}
        )  # fmt: skip
    assert reached == 1


async def test_a_number_belongs_to_one(office: Office) -> None:
    async with office.browser("岡本 直") as browser:
        answer = await browser.post("/api/people", json=WANTED | {"number": "020418"})
    assert (answer.status_code, answer.json()["code"]) == (409, "number_taken")


async def test_blank_names_are_refused(office: Office) -> None:
    async with office.browser("岡本 直") as browser:
        for part in ("surname", "given", "surname_reading", "given_reading"):
            assert (await browser.post("/api/people", json=WANTED | {part: "  "})).status_code == 422


async def test_after_marriage_the_old_name_still_finds(office: Office) -> None:
    id_ = office.persons["佐藤 みのり"]
    changed = NAMING | {
        "surname": "渡邉",
        "surname_reading": "わたなべ",
        "given": "みのり",
        "given_reading": "みのり",
    }
    async with office.browser("岡本 直") as browser:
        answer = await browser.patch(f"/api/people/{id_}", json=changed | {"former_surname": "佐藤"})
        assert answer.status_code == 204
        for query in ("佐藤", "渡辺", "わたなべ", "020418"):
            found = (await browser.get("/api/people", params={"query": query})).json()["people"]
            assert [line["name"] for line in found] == ["渡邉 みのり"]


async def test_the_number_is_shown_to_oneself_and_to_who_manages(office: Office) -> None:
    await office.person("鈴木 航", "すずき わたる", number="021106", unit="契約係")
    shown = {}
    for name in ("佐藤 みのり", "鈴木 航", "岡本 直"):
        async with office.browser(name) as browser:
            card = (await browser.get(f"/api/people/{office.persons['佐藤 みのり']}")).json()
            shown[name] = (card["number"], card["is_me"], card["abilities"])
    assert shown == {
        "佐藤 みのり": ("020418", True, []),
        "鈴木 航": (None, False, []),
        "岡本 直": ("020418", False, ["people.manage"]),
    }


async def test_unknown_persons_are_not_found(office: Office) -> None:
    async with office.browser("岡本 直") as browser:
        unknown = "/api/people/01a20922-2257-7d61-9e85-7d0f45fc84e5"
        assert (await browser.get(unknown)).status_code == 404
        assert (await browser.patch(unknown, json=NAMING)).status_code == 404


async def test_a_number_and_a_seat_are_corrected(office: Office) -> None:
    path = f"/api/people/{office.persons['佐藤 みのり']}"
    async with office.browser("岡本 直") as browser:
        taken = await browser.patch(path, json=NAMING | {"number": "015032"})
        assert (taken.status_code, taken.json()["code"]) == (409, "number_taken")
        assert (await browser.patch(path, json=NAMING | {"place": "本庁舎5階 北"})).status_code == 204
        kept = (await browser.get(path)).json()
        assert (kept["number"], kept["place"], kept["own_place"]) == (
            "020418",
            "本庁舎5階 北",
            "本庁舎5階 北",
        )
        assert (await browser.patch(path, json=NAMING | {"number": "029999"})).status_code == 204
        card = (await browser.get(path)).json()
        assert (card["number"], card["name"], card["own_place"]) == ("029999", "鈴木 航", "")
        found = (await browser.get("/api/people", params={"query": "029999"})).json()["people"]
    assert [line["id"] for line in found] == [str(office.persons["佐藤 みのり"])]
