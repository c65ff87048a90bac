"""Roots, what was shared with me, recent, the bin, find, and refs in words."""

import asyncio
from uuid import uuid4

import pytest
from tests.drive.conftest import Section
from tests.drive.test_delete import delete


async def test_ones_own_drive_is_made_once(section: Section) -> None:
    """Even when two tabs ask at the same moment."""
    answers = await asyncio.gather(*(section["編集"].get("/api/drive/roots") for _ in range(4)))
    assert len({answer.json()["own"]["id"] for answer in answers}) == 1
    own = answers[0].json()["own"]
    assert (own["root"], own["name"], own["owner"]) == ("own", "", str(section.id_of("編集")))
    assert "folder.add" in own["abilities"]


async def test_shared_drives_one_sees(section: Section) -> None:
    seen = [
        [root["name"] for root in (await browser.get("/api/drive/roots")).json()["shared"]]
        for browser in section.browsers.values()
    ]
    one = ["契約管理課"]
    #               manager editor commenter viewer stranger revoked administrator
    assert seen == [one, one, one, one, [], [], []]


async def test_shared_with_me(section: Section) -> None:
    folder = await section.folder("外へ")
    inner, file = await section.folder("内", folder), await section.file("a")
    give = [{"party": section.person("他人"), "role": "viewer"}]
    for id_ in (folder, inner, file):
        assert (await section.share(id_, give=give)).status_code == 200
    page = (await section["他人"].get("/api/drive/shared-with-me")).json()
    # The latest first; what lies in a shared folder is found there.
    assert [item["id"] for item in page["items"]] == [str(file), str(folder)]
    assert page["items"][0]["folder"] is None
    first = (await section["他人"].get("/api/drive/shared-with-me", params={"limit": 1})).json()
    rest = {"limit": 1, "after": first["next"]}
    second = (await section["他人"].get("/api/drive/shared-with-me", params=rest)).json()
    assert [item["id"] for item in first["items"] + second["items"]] == [str(file), str(folder)]
    for other in ("管理", "閲覧", "取消", "総務"):
        assert (await section[other].get("/api/drive/shared-with-me")).json()["items"] == []


async def test_what_was_taken_back_is_not_shared_with_me(section: Section) -> None:
    file = await section.file("a")
    await section.share(file, give=[{"party": section.person("他人"), "role": "viewer"}])
    await section.share(file, take=[section.person("他人")])
    assert (await section["他人"].get("/api/drive/shared-with-me")).json()["items"] == []


async def test_recent(section: Section) -> None:
    one, two = await section.file("一", by="編集"), await section.file("二", by="編集")
    await section["編集"].get(f"/api/files/{one}/content")
    await section["閲覧"].get(f"/api/files/{two}/content")
    page = (await section["編集"].get("/api/drive/recent")).json()
    assert [each["item"]["name"] for each in page["items"]] == ["一", "二"]
    assert page["items"][0]["opened_at"] > page["items"][0]["edited_at"]
    assert [step["name"] for step in page["items"][0]["path"]] == ["契約管理課"]
    page = (await section["閲覧"].get("/api/drive/recent")).json()
    assert [each["item"]["name"] for each in page["items"]] == ["二"]
    assert page["items"][0]["edited_at"] is None
    await section.share(section.root, take=[section.unit("財政課")])
    assert (await section["閲覧"].get("/api/drive/recent")).json()["items"] == []


async def test_the_bin(section: Section) -> None:
    one, two = await section.file("一", by="編集"), await section.file("二", by="編集")
    await delete(section, one, by="編集")
    await delete(section, two)
    names = {}
    for name in section.browsers:
        for whose in ("mine", "all"):
            page = (await section[name].get("/api/drive/bin", params={"whose": whose})).json()
            names[name[:2], whose] = [each["item"]["name"] for each in page["items"]]
    assert names["編集", "mine"] == ["一"]
    assert names["管理", "mine"] == ["二"]
    assert names["編集", "all"] == names["管理", "all"] == ["二", "一"]
    for other in ("意見", "閲覧", "他人", "取消", "総務"):
        assert names[other, "all"] == []
    page = (await section["管理"].get("/api/drive/bin")).json()
    assert page["items"][0]["item"]["abilities"] == ["thing.purge", "thing.restore"]
    assert page["items"][0]["binned_by"] == str(section.id_of("管理"))


async def find(section: Section, query: str, *, by: str = "閲覧") -> list[str]:
    answer = await section[by].get("/api/drive/find", params={"query": query})
    assert answer.status_code == 200, answer.text
    return [each["item"]["name"] for each in answer.json()["items"]]


async def test_find(section: Section) -> None:
    for name in ("契約書ひな形(改正後).docx", "令和8年度 指名業者.xlsx", "ABC ガイド.pdf", "葛󠄀飾.txt"):
        await section.file(name, content=name.encode())
    assert await find(section, "契約書") == ["契約書ひな形(改正後).docx"]
    assert await find(section, "年度 業者") == ["令和8年度 指名業者.xlsx"]
    assert await find(section, "ａｂ") == ["ABC ガイド.pdf"]
    assert await find(section, "がいど") == ["ABC ガイド.pdf"]
    assert await find(section, "ｶﾞｲﾄﾞ") == ["ABC ガイド.pdf"]
    assert await find(section, "葛飾") == ["葛󠄀飾.txt"]
    assert await find(section, "契約") == ["契約書ひな形(改正後).docx", "契約管理課"]
    assert await find(section, "契業") == []
    assert await find(section, "%_") == []


async def test_find_shows_what_one_may_open_only(section: Section) -> None:
    closed = await section.folder("人事異動案")
    await section.file("人事異動表", closed)
    keep = [{"party": section.person("管理"), "role": "manager"}]
    await section.share(closed, give=keep, inherits=False)
    assert sorted(await find(section, "人事", by="管理")) == ["人事異動案", "人事異動表"]
    for other in ("編集", "閲覧", "他人", "取消", "総務"):
        assert await find(section, "人事", by=other) == []


async def test_find_leaves_out_the_bin(section: Section) -> None:
    folder = await section.folder("契約外")
    await section.file("契約内", folder)
    await delete(section, folder)
    assert await find(section, "契約", by="管理") == ["契約管理課"]


@pytest.mark.parametrize("query", ["", "契", "契 約", "  "])
async def test_find_takes_two_characters(section: Section, query: str) -> None:
    answer = await section["閲覧"].get("/api/drive/find", params={"query": query})
    assert (answer.status_code, answer.json()["code"]) == (422, "query_too_short")


async def test_refs_in_words(section: Section) -> None:
    folder = await section.folder("中")
    file, missing = await section.file("a", folder), uuid4()
    own = await section.own("管理")
    asked = {"ids": [str(id_) for id_ in (file, missing, own, folder)]}
    things = (await section["閲覧"].post("/api/things", json=asked)).json()["things"]
    assert [(each["name"], each["kind"]) for each in things] == [("a", "file"), ("中", "folder")]
    assert [step["name"] for step in things[0]["path"]] == ["契約管理課", "中"]
    assert (await section["他人"].post("/api/things", json=asked)).json()["things"] == []
