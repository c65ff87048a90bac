"""A blank document in a folder, by each persona; it is written with `document.write`."""

from uuid import uuid4

from tests.drive.conftest import PERSONAS, Section

from zencho.coedit.queries import read_state
from zencho.documents.rules import DOCUMENT_READ
from zencho.documents.ydoc import read_blocks
from zencho.gate import opening as gate


async def test_who_may_add_a_document(section: Section) -> None:
    path = f"/api/folders/{section.root}/documents"
    answers = [
        (await browser.post(path, json={"name": f"議事録 {n}"})).status_code
        for n, browser in enumerate(section.browsers.values())
    ]
    expected = {"管理 一": 201, "編集 二": 201, "意見 三": 403, "閲覧 四": 403}
    assert answers == [expected.get(name, 404) for name in PERSONAS]


async def test_unknown_folder_answers_like_an_unseen_one(section: Section) -> None:
    unseen = await section["他人"].post(f"/api/folders/{section.root}/documents", json={"name": "a"})
    missing = await section["他人"].post(f"/api/folders/{uuid4()}/documents", json={"name": "a"})
    assert (unseen.status_code, unseen.content) == (missing.status_code, missing.content)


async def test_a_blank_document_holds_one_empty_paragraph(section: Section) -> None:
    made = await section["管理"].post(f"/api/folders/{section.root}/documents", json={"name": "議事録"})
    id_ = made.json()["id"]
    shown = await section["閲覧"].get(f"/api/documents/{id_}")
    assert shown.json()["source"] == "blank"
    assert "document.read" in shown.json()["abilities"]
    assert "document.write" not in shown.json()["abilities"]
    async with section.world.as_(await section.actor("閲覧")) as work:
        opened = await gate.open(work, DOCUMENT_READ, id_)
        blocks = read_blocks(await read_state(opened))
    assert len(blocks) == 1
    assert await section.names() == ["議事録"]


async def test_a_twin_name_is_refused_with_a_free_one(section: Section) -> None:
    path = f"/api/folders/{section.root}/documents"
    await section["管理"].post(path, json={"name": "議事録"})
    again = await section["管理"].post(path, json={"name": "議事録"})
    assert (again.status_code, again.json()["code"]) == (409, "name_taken")
    assert again.json()["params"]["suggestion"] == "議事録 (2)"


async def test_what_one_opened_is_among_what_one_used(section: Section) -> None:
    made = await section["管理"].post(f"/api/folders/{section.root}/documents", json={"name": "議事録"})
    await section["閲覧"].get(f"/api/documents/{made.json()['id']}")
    recent = (await section["閲覧"].get("/api/drive/recent")).json()["items"]
    assert [(each["item"]["name"], each["edited_at"]) for each in recent] == [("議事録", None)]
    assert recent[0]["opened_at"] is not None
