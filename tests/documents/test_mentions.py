"""Naming somebody in a document rings that person once, and never whoever may not read it."""

from uuid import UUID

from tests.documents.conftest import Settled
from tests.drive.conftest import Section

from zencho.documents.actions import add_document, note_mentions
from zencho.documents.blocks import Cell, Mention, Paragraph, Table, Text
from zencho.documents.mentions import mentioned_people
from zencho.documents.rules import DOCUMENT_WRITE
from zencho.drive.rules import FOLDER_ADD
from zencho.gate import opening as gate


def paragraph(*people: UUID) -> Paragraph:
    return Paragraph((Text("担当 "), *(Mention("person", str(id_), "@だれか") for id_ in people)))


async def waiting(section: Section, persona: str) -> list[str]:
    answer = await section[persona].get("/api/notices", params={"waiting": True})
    kinds = [notice["kind"] for notice in answer.json()["notices"]]
    return [kind for kind in kinds if kind == "mentioned"]


async def test_mentioned_people_are_rung_once(section: Section, settled: Settled) -> None:
    me, other = await section.actor("管理"), section.id_of("閲覧")
    stranger = section.id_of("他人")
    async with section.world.as_(me) as work:
        folder = await gate.open(work, FOLDER_ADD, section.root)
        document = await add_document(folder, "議事録", [paragraph(other, stranger, me.id)])
        id_ = document.ref.id
    await settled()
    assert await waiting(section, "閲覧") == ["mentioned"]
    assert await waiting(section, "他人") == []  # may not read it: hears nothing
    assert await waiting(section, "管理") == []  # who names herself is not rung
    async with section.world.as_(me) as work:
        document = await gate.open(work, DOCUMENT_WRITE, id_)
        await note_mentions(document, [paragraph(other), paragraph(other)], by=me.id)
    await settled()
    assert await waiting(section, "閲覧") == ["mentioned"]


async def test_taken_out_and_named_again_rings_again(section: Section, settled: Settled) -> None:
    me, other = await section.actor("管理"), section.id_of("閲覧")
    async with section.world.as_(me) as work:
        folder = await gate.open(work, FOLDER_ADD, section.root)
        document = await add_document(folder, "議事録", [paragraph(other)])
    for blocks in ([], [paragraph(other)]):
        async with section.world.as_(me) as work:
            opened = await gate.open(work, DOCUMENT_WRITE, document.ref.id)
            await note_mentions(opened, blocks, by=me.id)
    await settled()
    assert await waiting(section, "閲覧") == ["mentioned", "mentioned"]


def test_mentions_are_found_in_tables_and_garbage_is_passed_over() -> None:
    id_ = UUID(int=7)
    table = Table(rows=((Cell((Mention("person", str(id_), "@a"),)),),))
    assert mentioned_people([table, Paragraph((Mention("person", "nobody", "@b"),))]) == {id_}
    assert mentioned_people([Paragraph((Mention("thing", str(id_), "@c"),))]) == set()
