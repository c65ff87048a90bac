"""The directory's search, names in batches, and whom one can pick."""

import pytest

from tests.kit.office import Office
from tests.people.personas import answers
from zencho.people.readings import fold, seat_name, sort_key

LOOKS = {"nobody": 401, "guest": 404, "clerk": 200, "administrator": 200}


async def _found(office: Office, query: str, **more: str) -> list[str]:
    async with office.browser("佐藤 みのり") as browser:
        answer = await browser.get("/api/people", params={"query": query, **more})
    return [line["name"] for line in answer.json()["people"]]


async def test_who_may_search(office: Office) -> None:
    assert await answers(office, "GET", "/api/people?query=さとう") == LOOKS
    assert await answers(office, "GET", "/api/principals?query=さとう") == LOOKS


async def test_names_are_for_everybody_signed_in(office: Office) -> None:
    path = f"/api/names?ids={office.persons['佐藤 みのり']}"
    assert await answers(office, "GET", path) == LOOKS | {"guest": 200}


@pytest.mark.parametrize(
    "query",
    [
        "髙橋", "高橋", "たかはし", "タカハシ", "ﾀｶﾊｼ", "高", "橋 千", "高橋千尋", "たかはし ちひろ",
        "小川", "019873", "０１９８７３", "2315", "契約 高橋", "けいやく たか",
    ],
)  # fmt: skip
async def test_finds_a_person_by_any_of_these(office: Office, query: str) -> None:
    await office.person(
        "髙橋 千尋", "たかはし ちひろ", number="019873", unit="契約係", former="小川", telephone="2315"
    )
    # Test units read as they are written, so give this one a reading.
    async with office.browser("岡本 直") as browser:
        naming = {"name": "契約係", "reading": "けいやくがかり", "english": "Contract Team"}
        await browser.patch(f"/api/units/{office.units['契約係']}", json=naming)
    assert await _found(office, query) == ["髙橋 千尋"]


@pytest.mark.parametrize("query", ["%", "_", "\\", "高橋 %", "財政課 佐藤", "x" * 100])
async def test_finds_nobody(office: Office, query: str) -> None:
    assert await _found(office, query) == []


async def test_the_whole_list_is_never_given(office: Office) -> None:
    async with office.browser("佐藤 みのり") as browser:
        for query in ("", "  ", "　"):
            assert (await browser.get("/api/people", params={"query": query})).status_code == 422


async def test_guests_are_not_in_the_directory(office: Office) -> None:
    await office.guest("大西 光", "おおにし ひかる", number="900001")
    assert await _found(office, "おおにし") == []


async def test_sorted_by_reading_as_a_japanese_list(office: Office) -> None:
    names = [
        ("加藤 一", "かとう はじめ"), ("河合 一", "かわい はじめ"), ("我妻 一", "がさい はじめ"),
        ("木村 一", "きむら はじめ"), ("パク 一", "パク はじめ"), ("長谷川 一", "はせがわ はじめ"),
        ("馬場 一", "ばば はじめ"),
    ]  # fmt: skip
    for number, (name, reading) in enumerate(reversed(names)):
        await office.person(name, reading, number=str(number))
    assert await _found(office, "はじめ") == [
        "我妻 一",
        "加藤 一",
        "河合 一",
        "木村 一",
        "パク 一",
        "長谷川 一",
        "馬場 一",
    ]


async def test_pages_follow_each_other_without_gap(office: Office) -> None:
    for number in range(7):
        # Twins in name and reading: only the id tells them apart.
        await office.person("田中 一", "たなか はじめ", number=str(number))
    seen: list[str] = []
    async with office.browser("佐藤 みのり") as browser:
        after: str | None = None
        while True:
            params = {"query": "たなか", "limit": "3"} | ({"after": after} if after else {})
            page = (await browser.get("/api/people", params=params)).json()
            seen += [line["id"] for line in page["people"]]
            after = page["next"]
            if after is None:
                break
    assert len(seen) == len(set(seen)) == 7


async def test_names_in_the_order_asked_for(office: Office) -> None:
    ids = [str(office.units["契約係"]), str(office.persons["佐藤 みのり"])]
    unknown = "01a20922-2257-7d61-9e85-7d0f45fc84e5"
    async with office.browser("佐藤 みのり") as browser:
        names = (await browser.get("/api/names", params={"ids": [ids[0], unknown, *ids]})).json()["names"]
        assert [(name["kind"], name["name"]) for name in names] == [
            ("unit", "契約係"),
            ("person", "佐藤 みのり"),
        ]
        many = await browser.get("/api/names", params={"ids": [unknown] * 301})
        assert many.status_code == 422


async def test_picking_shows_each_kind_with_its_people(office: Office) -> None:
    async with office.browser("岡本 直") as browser:
        group = (
            await browser.post("/api/groups", json={"name": "契約改革", "reading": "けいやくかいかく"})
        ).json()["id"]
        await browser.post(f"/api/groups/{group}/members", json={"id": str(office.units["財政局"])})
        picks = (await browser.get("/api/principals", params={"query": "契約"})).json()["principals"]
        everyone = (await browser.get("/api/principals", params={"query": "ぜんいん"})).json()["principals"]
        persons = (await browser.get("/api/principals", params={"query": "みのり"})).json()["principals"]
        nothing = (await browser.get("/api/principals", params={"query": " "})).json()["principals"]
    assert [(pick["kind"], pick["name"], pick["count"]) for pick in picks] == [
        ("unit", "契約管理課", 1),
        ("unit", "契約係", 1),
        ("post", "契約係 係員", 1),
        ("group", "契約改革", 2),
    ]
    assert [(pick["kind"], pick["id"], pick["count"]) for pick in everyone] == [("everyone", None, 2)]
    assert [(pick["name"], pick["detail"]) for pick in persons] == [("佐藤 みのり", "契約管理課 契約係 係員")]
    assert nothing == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋", "高橋"), ("渡邉", "渡辺"), ("渡邊", "渡辺"), ("﨑山", "崎山"),
        ("葛\U000e0100西", "葛西"), ("ﾀﾅｶ", "たなか"), ("ＡＢＣ", "abc"), ("齋藤", "斉藤"),
        ("　さとう　 みのり ", "さとう みのり"),
    ],
)  # fmt: skip
def test_two_spellings_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_marks_decide_only_between_equals() -> None:
    readings = ["ひろし", "ばんか", "ぱん", "はんだ", "びよう", "ばん", "びょう", "はん"]
    assert sorted(readings, key=sort_key) == [
        "はん", "ばん", "ぱん", "ばんか", "はんだ", "びょう", "びよう", "ひろし",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "rank", "name"),
    [
        ("契約管理課", "課長", "契約管理課長"), ("契約係", "係長", "契約係長"),
        ("契約係", "主任", "契約係 主任"), ("中央区", "区長", "中央区長"), ("財政局", "部長", "財政局 部長"),
    ],
)  # fmt: skip
def test_seats_are_called_as_people_say(unit: str, rank: str, name: str) -> None:
    assert seat_name(unit, rank) == name


async def test_colleagues_are_picked_before_namesakes(office: Office) -> None:
    await office.person("高橋 葵", "たかはし あおい", number="1", unit="財政課")
    await office.person("高橋 千尋", "たかはし ちひろ", number="2", unit="契約係")
    async with office.browser("佐藤 みのり") as browser:
        picks = (await browser.get("/api/principals", params={"query": "たかはし"})).json()["principals"]
    assert [pick["name"] for pick in picks] == ["高橋 千尋", "高橋 葵"]
