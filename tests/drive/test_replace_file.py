"""Newer bytes for a file; the old ones stay as a version (`test_versions.py`)."""

from tests.drive.conftest import Section


async def test_who_may(section: Section) -> None:
    id_ = await section.file("a.txt")
    #                                                                     manager editor commenter viewer …
    expected = [200, 200, 403, 403, 404, 404, 404]
    assert await section.statuses("PUT", f"/api/files/{id_}/content", content=b"new") == expected


async def test_the_bytes_are_the_new_ones(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"old")
    answer = await section["編集"].put(f"/api/files/{id_}/content", content=b"%PDF-new")
    item = answer.json()
    assert (item["size_bytes"], item["media_type"], item["revision"]) == (8, "application/pdf", 2)
    assert item["modified_by"] == str(section.id_of("編集"))
    assert (await section["閲覧"].get(f"/api/files/{id_}/content")).content == b"%PDF-new"
    assert (item["version"], item["outcome"], item["as_version"]) == (2, "current", 2)


async def test_whoever_was_second_is_told(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"old")
    path, headers = f"/api/files/{id_}/content", {"If-Match": "1"}
    first = await section["編集"].put(path, content=b"one", headers=headers)
    second = await section["管理"].put(path, content=b"two", headers=headers)
    assert (first.status_code, second.status_code) == (200, 412)
    assert (await section["閲覧"].get(path)).content == b"one"


async def test_a_cut_upload_changes_nothing(section: Section) -> None:
    id_ = await section.file("a.txt", content=b"old")
    path = f"/api/files/{id_}/content"
    answer = await section["編集"].put(path, content=b"ne", headers={"X-Expected-Size": "3"})
    assert answer.json()["code"] == "upload_incomplete"
    assert (await section["閲覧"].get(path)).content == b"old"
