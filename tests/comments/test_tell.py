"""Of a comment hears who is mentioned, who is answered, and whose file it is; with their own rights."""

from typing import Any

from tests.comments.conftest import Talk, mention
from tests.documents.conftest import Settled
from tests.notices.test_ring import notices


async def rung(talk: Talk, persona: str) -> list[str]:
    """By what, about the file, the first first."""
    found = await notices(talk.section, persona)
    return [each["kind"] for each in found if each["thing_id"] == str(talk.file)][::-1]


async def test_who_hears(talk: Talk, settled: Settled) -> None:
    first = await talk.say("確認をお願いします")
    await settled()
    assert await rung(talk, "編集") == ["commented"]  # who made the file
    assert await rung(talk, "意見") == []
    await talk.say(f"{mention(talk.section, '閲覧')} わかりますか", by="編集", thread=first)
    await settled()
    assert await rung(talk, "意見") == ["answered"]
    assert await rung(talk, "閲覧") == ["mentioned"]
    await talk.say("別の件です", by="管理")  # whoever speaks in a thread that is open takes part
    await settled()
    assert await rung(talk, "意見") == ["answered", "commented"]
    assert await rung(talk, "編集") == ["commented", "commented"]
    notice = (await notices(talk.section, "閲覧"))[0]
    assert notice["by"] == str(talk.section.id_of("編集"))


async def test_once_for_each_and_again_for_a_new_mention(talk: Talk, settled: Settled) -> None:
    said = await talk.say(f"{mention(talk.section, '編集')} 編集さんへ")
    await settled()
    assert await rung(talk, "編集") == ["mentioned"]
    words: dict[str, Any] = {
        "body": f"{mention(talk.section, '編集')}{mention(talk.section, '閲覧')} お二人へ"
    }
    assert (await talk.do("PUT", said, json=words))[0] == 204
    await settled()
    assert (await rung(talk, "編集"), await rung(talk, "閲覧")) == (["mentioned"], ["mentioned"])


async def test_a_notice_goes_with_the_right_to_read(talk: Talk, settled: Settled) -> None:
    await talk.say(f"{mention(talk.section, '閲覧')} 見てください")
    await settled()
    assert await rung(talk, "閲覧") == ["mentioned"]
    await talk.section.share(talk.section.root, take=[talk.section.unit("財政課")])
    assert await rung(talk, "閲覧") == []
