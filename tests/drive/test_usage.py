"""What fills a folder: all of it is in the sum, and only what the asker may see has a name."""

from typing import Any
from uuid import UUID

import psycopg
from tests.drive.conftest import Section
from tests.drive.test_delete import delete
from tests.drive.test_quota import set_limit


async def usage(section: Section, where: UUID | None = None, *, by: str = "管理") -> dict[str, Any]:
    answer = await section[by].get(f"/api/folders/{where or section.root}/usage")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def sizes(portions: dict[str, Any]) -> dict[str, int]:
    return {key: each["size_bytes"] for key, each in portions.items()}


async def test_an_empty_folder(section: Section) -> None:
    told = await usage(section)
    nothing = {"size_bytes": 0, "files": 0}
    assert (told["drive_bytes"], told["limit_bytes"], told["here"]) == (0, None, nothing)
    assert (told["things"], told["largest"], told["parts"]) == ([], [], {})


async def test_all_of_it_is_told(section: Section) -> None:
    await set_limit(section, 2**20)
    folder = await section.folder("令和8年度")
    film = await section.file("記録.mp4", where=folder, content=b"\x00\x00\x00\x20ftypisom" + bytes(488))
    await section.file("a.png", content=b"\x89PNG\r\n\x1a\n" + bytes(92))
    gone = await section.file("古い.txt", content=b"x" * 30)
    await section["管理"].put(f"/api/files/{film}/content", content=b"\x00\x00\x00\x20ftypisom" + bytes(188))
    await delete(section, gone)
    told = await usage(section)
    assert (told["drive_bytes"], told["limit_bytes"]) == (830, 2**20)
    assert told["here"] == {"size_bytes": 830, "files": 3}
    shown = [(each["name"], each["size_bytes"], each["files"], each["opens"]) for each in told["things"]]
    assert shown == [("令和8年度", 700, 1, True), ("a.png", 100, 1, False)]
    assert sizes(told["parts"]) == {"current": 300, "older": 500, "bin": 30}
    assert sizes(told["sorts"]) == {"film": 700, "picture": 100, "other": 30}
    assert sizes(told["ages"]) == {"month": 830}
    assert told["binned"] == {"size_bytes": 30, "files": 1}
    large = [(each["name"], each["size_bytes"], each["versions_bytes"]) for each in told["largest"]]
    assert large == [("記録.mp4", 200, 700), ("a.png", 100, 100)]
    assert [step["name"] for step in told["largest"][0]["path"]] == ["契約管理課", "令和8年度"]
    inside = await usage(section, folder)
    assert (inside["drive_bytes"], inside["here"]["size_bytes"]) == (830, 700)
    assert [step["name"] for step in inside["path"]] == ["契約管理課"]


async def test_what_is_out_of_sight_is_summed_and_not_named(section: Section) -> None:
    closed = await section.folder("人事の相談", by="編集")
    await section.file("相談記録.txt", where=closed, content=b"x" * 70, by="編集")
    keep = [{"party": section.person("編集"), "role": "manager"}]
    shut = await section.share(closed, inherits=False, give=keep, by="管理")
    assert shut.status_code == 200, shut.text
    await section.file("見える.txt", content=b"x" * 5)
    answer = await section["管理"].get(f"/api/folders/{section.root}/usage")
    told = answer.json()
    assert told["here"]["size_bytes"] == 75
    assert told["unseen"] == {"size_bytes": 70, "files": 1}
    assert [each["name"] for each in told["things"]] == ["見える.txt"]
    assert [each["name"] for each in told["largest"]] == ["見える.txt"]
    assert "相談" not in answer.text
    assert str(closed) not in answer.text
    assert (await usage(section, closed, by="編集"))["here"]["size_bytes"] == 70


async def test_small_things_are_summed(section: Section) -> None:
    for number in range(45):
        await section.file(f"{number}.txt", content=b"x" * (number + 1))
    told = await usage(section)
    assert len(told["things"]) == 40
    assert told["things"][0]["size_bytes"] == 45
    assert told["small"] == {"size_bytes": 1 + 2 + 3 + 4 + 5, "files": 5}


async def test_old_versions_have_their_age(section: Section) -> None:
    await section.file("a.txt", content=b"x" * 9)
    with psycopg.connect(section.world.dsns.owner) as connection:
        connection.execute("UPDATE version SET made_at = now() - interval '500 days'")
    assert sizes((await usage(section))["ages"]) == {"years": 9}


async def test_ones_own_drive_has_a_picture_too(section: Section) -> None:
    own = await section.own("閲覧")
    await section.file("私.txt", where=own, content=b"x" * 8, by="閲覧")
    told = await usage(section, own, by="閲覧")
    assert (told["drive_bytes"], told["limit_bytes"], told["here"]["files"]) == (8, None, 1)
    assert (await section["管理"].get(f"/api/folders/{own}/usage")).status_code == 404
