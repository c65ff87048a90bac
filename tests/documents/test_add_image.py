"""Pictures pasted into a document: who may add them, who sees them, and what is no picture."""

from tests.documents.test_import_document import PNG
from tests.drive.conftest import PERSONAS, Section


async def document(section: Section) -> str:
    made = await section["管理"].post(f"/api/folders/{section.root}/documents", json={"name": "議事録"})
    return str(made.json()["id"])


async def test_who_may_add_a_picture_and_who_sees_it(section: Section) -> None:
    path = f"/api/documents/{await document(section)}/images"
    added = await section.statuses("PUT", path, content=PNG)
    expected = {"管理 一": 201, "編集 二": 201, "意見 三": 403, "閲覧 四": 403}
    assert added == [expected.get(name, 404) for name in PERSONAS]
    url = (await section["管理"].put(path, content=PNG)).json()["url"]
    seen = await section.statuses("GET", url)
    expected = {"管理 一": 200, "編集 二": 200, "意見 三": 200, "閲覧 四": 200}
    assert seen == [expected.get(name, 404) for name in PERSONAS]


async def test_a_picture_is_not_shown_through_another_document(section: Section) -> None:
    first = await document(section)
    url = (await section["管理"].put(f"/api/documents/{first}/images", content=PNG)).json()["url"]
    made = await section["管理"].post(f"/api/folders/{section.root}/documents", json={"name": "別"})
    other = url.replace(first, made.json()["id"])
    assert (await section["管理"].get(other)).status_code == 404


async def test_bytes_that_are_no_picture_are_refused(section: Section) -> None:
    path = f"/api/documents/{await document(section)}/images"
    for content in (b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<script>"):
        answer = await section["管理"].put(path, content=content)
        assert (answer.status_code, answer.json()["code"]) == (415, "not_a_picture")


async def test_a_picture_runs_nothing(section: Section) -> None:
    path = f"/api/documents/{await document(section)}/images"
    url = (await section["管理"].put(path, content=PNG)).json()["url"]
    headers = (await section["管理"].get(url)).headers
    assert headers["content-type"] == "image/png"
    assert headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in headers["content-security-policy"]
