"""Finding by name and text, by each persona; words of what one may not read are found by nobody else."""

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from tests.documents.conftest import Settled
from tests.drive.conftest import PERSONAS, Section

CANARY = "白鷺隧道"


async def find(section: Section, query: str, *, by: str = "管理", **params: int) -> list[str]:
    """Ids found, in order."""
    answer = await section[by].get("/api/search", params={"query": query, **params})
    assert answer.status_code == 200, answer.text
    return [hit["id"] for hit in answer.json()["hits"]]


async def write(section: Section, name: str, text: str, *, where: str | None = None, by: str = "管理") -> str:
    """A document with this text, taken from Markdown."""
    answer = await section[by].post(
        f"/api/folders/{where or section.root}/documents/import",
        params={"name": f"{name}.md"},
        content=text.encode(),
        headers={"content-type": "text/markdown"},
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_who_finds_what_lies_in_the_section(section: Section, settled: Settled) -> None:
    id_ = str(await section.folder("入札参加資格 随時受付"))
    await settled()
    found = {name: id_ in await find(section, "入札", by=name) for name in PERSONAS}
    seeing = {"管理 一", "編集 二", "意見 三", "閲覧 四"}
    assert found == {name: name in seeing for name in PERSONAS}


async def test_nobody_without_signing_in(section: Section) -> None:
    async with section.office.browser() as nobody:
        assert (await nobody.get("/api/search", params={"query": "入札"})).status_code == 401


async def test_a_canary_is_found_by_its_readers_alone(section: Section, settled: Settled) -> None:
    own = str(await section.own("管理"))
    secret = await write(section, "覚え", f"{CANARY}の測量は来週。", where=own)
    await settled()
    assert await find(section, CANARY) == [secret]
    for persona in PERSONAS:
        if not persona.startswith("管理"):
            answer = await section[persona].get("/api/search", params={"query": CANARY})
            assert answer.json() == {"hits": [], "more": False}
            assert CANARY not in answer.text


async def test_what_is_taken_back_is_no_longer_found(section: Section, settled: Settled) -> None:
    own = str(await section.own("管理"))
    id_ = await write(section, "覚え", f"{CANARY}の測量", where=own)
    person = section.person("他人")
    assert (await section.share(id_, give=[{"party": person, "role": "viewer"}])).status_code == 200  # type: ignore[arg-type]
    await settled()
    assert await find(section, CANARY, by="他人") == [id_]
    assert (await section.share(id_, take=[person])).status_code == 200  # type: ignore[arg-type]
    assert await find(section, CANARY, by="他人") == []


@pytest.mark.parametrize("query", ["契約", "けいやく", "ｹｲﾔｸ", "手引", "R8 契約", "事務の手引"])
async def test_a_name_is_found_by_two_letters_and_by_its_reading(
    section: Section, settled: Settled, query: str
) -> None:
    id_ = str(await section.folder("R8契約事務の手引"))
    await settled()
    assert await find(section, query) == [id_]


async def test_text_is_found_by_its_words_whatever_their_form(section: Section, settled: Settled) -> None:
    id_ = await write(section, "メモ", "あすの打ち合わせで、庁舎の清掃について決めます。")
    await settled()
    for query in ("打合せ", "打ち合わせ", "庁舎 清掃", "メモ 庁舎"):
        assert await find(section, query) == [id_], query
    assert await find(section, "庁舎 下水道") == []
    answer = await section["管理"].get("/api/search", params={"query": "清掃"})
    assert "庁舎の清掃" in answer.json()["hits"][0]["passage"]


async def test_names_come_before_texts(section: Section, settled: Settled) -> None:
    text = await write(section, "議事録", "補助金の交付について")
    name = str(await section.folder("補助金の様式"))
    later = await write(section, "次第", "補助金のこと")
    await settled()
    found = await find(section, "補助金")
    assert found[0] == name
    assert set(found[1:]) == {text, later}


async def test_a_new_name_is_found_and_the_old_one_no_more(section: Section, settled: Settled) -> None:
    id_ = str(await section.folder("見積書"))
    await settled()
    await section["管理"].put(f"/api/things/{id_}/name", json={"name": "納品書"})
    await settled()
    assert await find(section, "納品") == [id_]
    assert await find(section, "見積") == []


async def test_the_bin_is_not_searched(section: Section, settled: Settled) -> None:
    id_ = await section.folder("見積書")
    await settled()
    await section["管理"].post("/api/drive/bin", json={"ids": [str(id_)]})
    assert await find(section, "見積") == []
    await section["管理"].post("/api/drive/bin/restored", json={"ids": [str(id_)]})
    assert await find(section, "見積") == [str(id_)]


@pytest.mark.parametrize("query", ["", " ", "契", "、", "%", "契 約"])
async def test_fewer_than_two_letters_find_nothing(section: Section, settled: Settled, query: str) -> None:
    await section.folder("契約、約款")
    await settled()
    assert await find(section, query) == []


async def test_there_is_more_than_is_shown(section: Section, settled: Settled) -> None:
    for number in range(3):
        await section.folder(f"契約 {number}")
    await settled()
    answer = await section["管理"].get("/api/search", params={"query": "契約", "limit": 2})
    assert (len(answer.json()["hits"]), answer.json()["more"]) == (2, True)


async def test_only_the_worker_writes_the_index(section: Section) -> None:
    store = "SELECT search_store(%s, '', '{}', '', '{}', '', now())"
    async with await psycopg.AsyncConnection.connect(section.world.dsns.app) as connection:
        with pytest.raises(InsufficientPrivilege):
            await connection.execute(store, [section.root])
