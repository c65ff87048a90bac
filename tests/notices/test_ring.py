"""What rings for whom, and that a notice is read with the reader's rights of that moment."""

from typing import Any
from uuid import UUID

from tests.documents.conftest import Settled
from tests.drive.conftest import Section


async def notices(section: Section, persona: str, **params: Any) -> list[dict[str, Any]]:
    answer = await section[persona].get("/api/notices", params=params)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["notices"])


async def kinds(section: Section, persona: str, *, about: UUID | None = None) -> list[str]:
    waiting = await notices(section, persona, waiting=True)
    return [each["kind"] for each in waiting if about is None or each["thing_id"] == str(about)]


async def unread(section: Section, persona: str) -> int:
    return int((await section[persona].get("/api/notices")).json()["unread"])


async def test_nobody_signed_in_reads_nothing(section: Section) -> None:
    async with section.office.browser() as nobody:
        assert (await nobody.get("/api/notices")).status_code == 401


async def test_sharing_rings_those_who_were_given_something(section: Section, settled: Settled) -> None:
    folder = await section.folder("見積")
    gift = {"party": section.person("他人"), "role": "viewer"}
    assert (await section.share(folder, give=[gift])).status_code == 200
    await settled()
    (notice,) = await notices(section, "他人", waiting=True)
    assert (notice["kind"], notice["thing_id"], notice["detail"]) == ("shared", str(folder), {"role": 1})
    assert notice["by"] == str(section.id_of("管理"))
    assert await unread(section, "他人") == 1
    assert await kinds(section, "管理") == []  # who gave it


async def test_a_share_with_a_unit_rings_its_people(section: Section, settled: Settled) -> None:
    folder = await section.folder("見積")
    gift = {"party": section.unit("財政課"), "role": "editor"}
    await section.share(folder, give=[gift])
    await settled()
    assert await kinds(section, "閲覧", about=folder) == ["shared"]
    assert await kinds(section, "編集", about=folder) == []


async def test_a_notice_goes_with_the_right_to_read(section: Section, settled: Settled) -> None:
    folder = await section.folder("見積")
    gift = {"party": section.person("他人"), "role": "viewer"}
    await section.share(folder, give=[gift])
    await settled()
    assert await unread(section, "他人") == 1
    assert (await section.share(folder, take=[section.person("他人")])).status_code == 200
    assert await notices(section, "他人") == []
    assert await unread(section, "他人") == 0


async def test_a_request_rings_managers_and_its_answer_rings_back(section: Section, settled: Settled) -> None:
    asked = await section["他人"].post(
        f"/api/things/{section.root}/access-requests", json={"reason": "参考にするため"}
    )
    assert asked.status_code == 202
    await settled()
    (notice,) = await notices(section, "管理", waiting=True)
    assert (notice["kind"], notice["by"]) == ("access_asked", str(section.id_of("他人")))
    request = notice["detail"]["request_id"]
    answer = await section["管理"].post(
        f"/api/things/{section.root}/access-requests/{request}", json={"grant": True}
    )
    assert answer.status_code < 300, answer.text
    await settled()
    assert await kinds(section, "管理") == []  # settled: it waits no longer
    assert "access_granted" in await kinds(section, "他人")


async def test_a_declined_request_is_told_though_the_thing_stays_unseen(
    section: Section, settled: Settled
) -> None:
    await section["他人"].post(f"/api/things/{section.root}/access-requests", json={"reason": "参考"})
    await settled()
    (notice,) = await notices(section, "管理", waiting=True)
    request = notice["detail"]["request_id"]
    await section["管理"].post(f"/api/things/{section.root}/access-requests/{request}", json={"grant": False})
    await settled()
    assert await kinds(section, "他人") == ["access_declined"]


async def test_reading_and_finishing_are_ones_own(section: Section, settled: Settled) -> None:
    folder = await section.folder("見積")
    gifts = [{"party": section.person(each), "role": "viewer"} for each in ("他人", "総務")]
    await section.share(folder, give=gifts)
    await settled()
    (mine,) = await notices(section, "他人")
    # Somebody else's attempt changes nothing.
    await section["総務"].post("/api/notices/done", json={"ids": [mine["id"]]})
    assert await kinds(section, "他人") == ["shared"]
    await section["他人"].post("/api/notices/read", json={"ids": None})
    assert await unread(section, "他人") == 0
    await section["他人"].post("/api/notices/done", json={"ids": [mine["id"]]})
    assert await kinds(section, "他人") == []
    await section["他人"].post("/api/notices/undone", json={"ids": [mine["id"]]})
    assert await kinds(section, "他人") == ["shared"]
