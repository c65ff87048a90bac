"""A folder with a receive link in a city that has a scanner, and jobs that run beside the test."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.documents.conftest import Settled, settled  # noqa: F401 - pytest finds fixtures by name
from tests.drive.conftest import Section, section  # noqa: F401
from tests.kit.clamd import EICAR, FakeClamd, serve_clamd
from tests.links.conftest import Receiving, receiving  # noqa: F401
from zencho.gate.actors import System
from zencho.kernel.work import Database, Work
from zencho.scanning.actions import Answer, Taken, keep_answer, take_next
from zencho.scanning.clamd import Scanner
from zencho.scanning.reactions import Scans

CLEAN = b"%PDF-1.7\n" + bytes(100)
SENT = (("見積書.pdf", CLEAN),)
BAD = (("請求書.pdf", b"%PDF-1.7\n" + EICAR),)


@dataclass
class Guarded:
    """What comes by the link is looked into by `clamd`; `until_settled` waits for all that follows."""

    receiving: Receiving
    clamd: FakeClamd
    until_settled: Settled

    @property
    def section(self) -> Section:
        return self.receiving.section

    @property
    def scans(self) -> Scans:
        found: Scans = self.section.office.app.state.engine.scans
        return found

    async def hand_in(self, files: Sequence[tuple[str, bytes]]) -> httpx.Response:
        """Somebody outside sends these at once -> the receipt."""
        await self.receiving.outsider.begin()
        for name, content in files:
            assert (await self.receiving.outsider.file(name, content)).status_code == 201
        return await self.receiving.outsider.send()

    async def receive(self, *files: tuple[str, bytes]) -> UUID:
        """The same, with all that follows -> the first of these files."""
        await self.hand_in(files)
        await self.until_settled()
        return UUID((await self.items())[files[0][0]]["id"])

    async def items(self, *, by: str = "閲覧") -> dict[str, dict[str, Any]]:
        """What lies in the folders of all sendings, by name, as a reader sees it."""
        found = {}
        for folder in await self.receiving.items():
            answer = await self.section[by].get(f"/api/folders/{folder['id']}/items")
            found |= {item["name"]: item for item in answer.json()["items"]}
        return found

    async def held(self) -> dict[str, dict[str, Any] | None]:
        return {name: item["held"] for name, item in (await self.items()).items()}

    async def notices(self, persona: str) -> list[dict[str, Any]]:
        answer = await self.section[persona].get("/api/notices", params={"waiting": True})
        return list(answer.json()["notices"])

    async def kinds(self, persona: str) -> list[str]:
        return [each["kind"] for each in await self.notices(persona)]

    async def scan_again(self) -> None:
        """What the clock does each minute."""
        async with self.section.clockwork() as work:
            await self.scans.scan_due(work)
        await self.until_settled()

    def as_scanner(self) -> AbstractAsyncContextManager[Work]:
        """A transaction as jobs have it when something was said of a file."""
        database: Database = self.section.office.app.state.engine.for_jobs
        return database.work(System("scan"))

    async def take_and_answer(self, *answers: Answer) -> Taken:
        """Take the next file, as a scan of another process would, and keep these answers."""
        async with self.as_scanner() as work:
            taken = await take_next(work)
        assert taken is not None
        async with self.as_scanner() as work:
            other = await take_next(work)  # what is taken is for a while nobody else's
            assert other is None or other.id != taken.id
        for answer in answers:
            async with self.as_scanner() as work:
                await keep_answer(work, taken, answer)
        await self.until_settled()
        return taken

    async def audited(self, action: str) -> int:
        async with self.section.world.as_system() as work:
            rows = await work.ask(
                "SELECT count(*) FROM audit_entry WHERE action = %(a)s AND decision <> 'refused'", a=action
            )
        return int(rows[0][0])


@pytest.fixture
async def guarded(
    receiving: Receiving,  # noqa: F811
    settled: Settled,  # noqa: F811
    tmp_path: Path,
) -> AsyncIterator[Guarded]:
    async with serve_clamd(tmp_path / "clamd") as clamd:
        made = Guarded(receiving, clamd, settled)
        made.scans.scanner = Scanner(clamd.address)
        yield made
