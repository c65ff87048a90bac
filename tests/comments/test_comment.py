"""Comments: who reads and writes them, what becomes of them, and that they stay with their file."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from tests.comments.conftest import Talk, mention
from tests.drive.conftest import Section
from tests.drive.test_copy import _copy
from tests.drive.test_delete import delete
from tests.drive.test_move import move
from tests.drive.test_purge import purge
from tests.drive.test_restore import restore
from tests.drive.test_versions import bring
from tests.gate.conftest import statements_of

from zencho.comments import queries
from zencho.comments.rules import COMMENT_READ
from zencho.gate import opening as gate

#        manager editor commenter viewer stranger revoked administrator
READ = [200, 200, 200, 200, 404, 404, 404]
WRITTEN = [201, 201, 201, 403, 404, 404, 404]
DONE = [204, 204, 204, 403, 404, 404, 404]


async def test_who_may(talk: Talk) -> None:
    office, first = talk.section, await talk.say("確認をお願いします")
    assert await office.statuses("GET", talk.path) == READ
    assert await office.statuses("GET", f"{talk.path}/{first}") == READ
    assert await office.statuses("POST", talk.path, json={"body": "x"}) == WRITTEN
    assert await office.statuses("POST", talk.path, json={"body": "x", "thread": first}) == WRITTEN
    assert await office.statuses("PUT", f"{talk.path}/{first}/resolved") == DONE
    assert await office.statuses("DELETE", f"{talk.path}/{first}/resolved") == DONE
    readers = [200, 200, 200, 403, 404, 404, 404]
    assert await office.statuses("GET", f"{talk.path}/readers?query=編集") == readers
    own = [403, 403, 204, 403, 404, 404, 404]  # only who said it
    assert await office.statuses("PUT", f"{talk.path}/{first}", json={"body": "y"}) == own
    assert await office.statuses("DELETE", f"{talk.path}/{first}") == own
    assert await office.statuses("POST", f"{talk.path}/{first}/restored") == own
    async with office.office.browser() as nobody:
        assert (await nobody.get(talk.path)).status_code == 401


async def test_only_files_have_them(section: Section) -> None:
    folder = await section.folder("中")
    assert (await section["管理"].get(f"/api/files/{folder}/comments")).status_code == 404


async def test_threads_and_answers_in_their_order(talk: Talk) -> None:
    first = await talk.say("金額が違います\n3行目です")
    await talk.say("別の件です", by="管理")
    await talk.say("直しました", by="編集", thread=first)
    assert await talk.bodies() == [["金額が違います\n3行目です", "直しました"], ["別の件です"]]
    page = await talk.page()
    assert (page["open"], page["resolved"], page["earlier"], page["current"]) == (2, 0, None, 1)
    assert [each["id"] for each in page["authors"]] == [
        str(talk.section.id_of(who)) for who in ("意見", "編集", "管理")
    ]
    assert page["authors"][1]["post"]["unit"]["name"] == "契約管理課"
    assert await talk.count() == 3
    answer = page["threads"][0]["answers"][0]["id"]
    assert (
        await talk.say("一段だけ")
        and (await talk.section["意見"].post(talk.path, json={"body": "x", "thread": answer})).status_code
        == 404
    )


@pytest.mark.parametrize("body", ["", "  \n\t", "\u200b", "あ" * 5001])
async def test_what_is_no_comment_is_refused(talk: Talk, body: str) -> None:
    assert (await talk.section["意見"].post(talk.path, json={"body": body})).status_code == 422
    assert await talk.bodies() == []


async def test_changing_ones_own_words(talk: Talk) -> None:
    said = await talk.say("まちがい")
    assert await talk.do("PUT", said, json={"body": "正しい"}, headers={"If-Match": '"7"'}) == (412, "stale")
    assert await talk.do("PUT", said, json={"body": "正しい"}, headers={"If-Match": '"1"'}) == (204, None)
    [thread] = (await talk.page())["threads"]
    first = thread["first"]
    assert (first["body"], first["revision"], first["edited_at"] is not None) == ("正しい", 2, True)
    assert not first["is_mine"]
    assert (await talk.page(by="意見"))["threads"][0]["first"]["is_mine"]
    async with talk.section.world.as_system() as work:
        entry = await work.db.scalar(text("SELECT detail FROM audit_entry WHERE action = 'comment.edit'"))
    assert entry == {"comment": said, "before": "まちがい"}


async def test_deleted_and_put_back(talk: Talk) -> None:
    alone, answered = await talk.say("消す"), await talk.say("残る")
    answer = await talk.say("答え", by="編集", thread=answered)
    for each in (alone, answered):
        assert await talk.do("DELETE", each) == (204, None)
    assert await talk.bodies() == [["", "答え"]]  # what was answered leaves its place
    assert (await talk.page())["threads"][0]["first"]["is_deleted"]
    assert await talk.count() == 1
    assert await talk.do("PUT", answered, json={"body": "x"}) == (404, "unknown_comment")
    assert await talk.do("DELETE", answer, by="編集") == (204, None)
    assert await talk.bodies() == []
    for each in (alone, answered):
        assert await talk.do("POST", f"{each}/restored") == (204, None)
    assert await talk.do("POST", f"{answer}/restored", by="編集") == (204, None)
    assert await talk.bodies() == [["消す"], ["残る", "答え"]]


async def test_resolved_and_taken_up_again(talk: Talk) -> None:
    first = await talk.say("いつまでですか")
    answer = await talk.say("金曜です", by="編集", thread=first)
    assert await talk.do("PUT", f"{answer}/resolved") == (404, "unknown_comment")
    assert await talk.do("PUT", f"{first}/resolved", by="編集") == (204, None)
    assert await talk.bodies() == []
    assert await talk.bodies(resolved=True) == [["いつまでですか", "金曜です"]]
    page = await talk.page(resolved=True)
    assert (page["open"], page["resolved"]) == (0, 1)
    assert page["threads"][0]["resolved_by"] == str(talk.section.id_of("編集"))
    assert await talk.count() == 0
    await talk.say("木曜にできますか", thread=first)  # an answer takes it up again
    assert await talk.count() == 3
    assert await talk.do("PUT", f"{first}/resolved") == (204, None)
    assert await talk.do("DELETE", f"{first}/resolved") == (204, None)
    assert (await talk.page())["open"] == 1


async def test_pages_of_threads_and_of_answers(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "ANSWERS_SHOWN", 2)
    ids = [await talk.say(f"{number}") for number in range(5)]
    for number in range(5):
        await talk.say(f"4-{number}", by="編集", thread=ids[4])
    page = await talk.page(limit=2)
    assert await talk.bodies(limit=2) == [["3"], ["4", "4-3", "4-4"]]
    assert page["threads"][1]["count"] == 5
    assert await talk.bodies(limit=2, before=page["earlier"]) == [["1"], ["2"]]
    before = page["threads"][1]["earlier"]
    answer = (await talk.section["閲覧"].get(f"{talk.path}/{ids[4]}", params={"before": before})).json()
    assert [each["body"] for each in answer["thread"]["answers"]] == ["4-1", "4-2"]
    for wrong in ("x", "W10", "WzEsMl0"):
        assert (await talk.section["閲覧"].get(talk.path, params={"before": wrong})).status_code == 422


async def test_a_list_asks_nothing_more_for_it(talk: Talk) -> None:
    path = f"/api/folders/{talk.section.root}/items"

    async def statements() -> int:
        with statements_of(talk.section.office.app.state.database) as asked:
            await talk.section["閲覧"].get(path)
        return len(asked)

    await statements()
    before = await statements()
    await talk.say("一")
    assert await statements() == before


async def test_a_comment_knows_its_version(talk: Talk) -> None:
    await talk.say("第1版に")
    await bring(talk.section, talk.file, b"second")
    await talk.say("第2版に")
    await talk.say("まだ第1版に", version=1)
    assert await _answered(talk, version=9) == (404, "no_such_version")
    page = await talk.page()
    assert [each["first"]["version"] for each in page["threads"]] == [1, 2, 1]
    assert all(each["first"]["version_at"] for each in page["threads"])
    assert page["current"] == 2


async def _answered(talk: Talk, **more: Any) -> tuple[int, str]:
    answer = await talk.section["意見"].post(talk.path, json={"body": "x"} | more)
    return answer.status_code, answer.json()["code"]


async def test_they_move_with_the_file_and_obey_the_new_place(talk: Talk) -> None:
    await talk.say("見積もりの件")
    inner = await talk.section.folder("中")
    only_me = {"give": [{"party": talk.section.person("管理"), "role": "manager"}], "inherits": False}
    assert (await talk.section.share(inner, **only_me)).status_code == 200
    await move(talk.section, inner, talk.file)
    assert await talk.bodies(by="管理") == [["見積もりの件"]]
    assert await talk.section.statuses("GET", talk.path) == [200, 404, 404, 404, 404, 404, 404]


async def test_a_copy_has_none_and_a_purge_takes_them(talk: Talk) -> None:
    said = await talk.say("元のファイルに")
    copied = UUID((await _copy(talk.section, talk.file))["made"][0])
    assert await Talk(talk.section, copied).bodies() == []
    await delete(talk.section, talk.file)
    assert await talk.section.statuses("GET", talk.path) == [403, 403, 403, 403, 404, 404, 404]
    await restore(talk.section, talk.file)
    assert await talk.bodies() == [["元のファイルに"]]
    await delete(talk.section, talk.file)
    assert await purge(talk.section, talk.file) == [None]
    async with talk.section.world.as_system() as work:
        assert await work.db.scalar(text("SELECT count(*) FROM comment WHERE id = :id"), {"id": said}) == 0


async def test_a_comment_of_another_file_is_unknown(talk: Talk) -> None:
    said = await talk.say("ここだけ")
    other = Talk(talk.section, await talk.section.file("別.txt"))
    for method, path in (("GET", said), ("PUT", f"{said}/resolved"), ("DELETE", said)):
        assert await other.do(method, path) == (404, "unknown_comment")
    assert await other.do("GET", str(uuid4())) == (404, "unknown_comment")


async def test_mentions_reach_only_those_who_may_read(talk: Talk) -> None:
    office = talk.section
    await talk.say(f"{mention(office, '閲覧')} 見てください")
    assert await _answered(talk, body=f"{mention(office, '他人')} どうですか") == (
        422,
        "mentioned_cannot_read",
    )
    assert len(await talk.bodies()) == 1
    said = await talk.say("だれか")
    changed = {"json": {"body": f"{mention(office, '取消')} さん"}}
    assert await talk.do("PUT", said, **changed) == (422, "mentioned_cannot_read")

    async def found(query: str) -> list[str]:
        answer = await office["意見"].get(f"{talk.path}/readers", params={"query": query})
        return [each["name"] for each in answer.json()["people"]]

    assert (await found("閲覧"), await found("編集")) == (["閲覧 四"], ["編集 二"])
    assert (await found("他人"), await found("契約管理課"), await found("")) == ([], [], [])


async def test_the_wall_shows_them_to_nobody_else(talk: Talk) -> None:
    await talk.say("秘密")
    count = text("SELECT count(*) FROM comment")
    async with talk.section.world.as_(await talk.section.actor("総務")) as work:
        assert await work.db.scalar(count) == 0
    async with talk.section.world.as_(await talk.section.actor("閲覧")) as work:
        await gate.open(work, COMMENT_READ, talk.file)
        assert await work.db.scalar(count) == 1
        for change in ("DELETE FROM comment", "UPDATE comment SET body = ''"):
            assert (await work.db.execute(text(change))).rowcount == 0  # type: ignore[attr-defined]


async def test_missing_and_unseen_are_one(talk: Talk) -> None:
    said = await talk.say("ここ")
    for path in ("", f"/{said}", "/readers?query=x"):
        answers = [
            await talk.section["他人"].get(f"/api/files/{id_}/comments{path}") for id_ in (talk.file, uuid4())
        ]
        assert answers[0].content == answers[1].content and answers[0].status_code == 404
