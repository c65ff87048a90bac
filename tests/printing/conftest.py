"""Bundles of a section's things, with the steps that jobs take taken by hand."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

import psycopg
import pytest
from pypdf import PdfReader, PdfWriter

from tests.drive.conftest import Section, section  # noqa: F401 - pytest finds fixtures by name
from zencho.gate.actors import System
from zencho.printing.events import BundleGoesOn
from zencho.printing.steps import Steps


def pdf(*sizes: tuple[float, float], password: str | None = None, **options: Any) -> bytes:
    """Empty pages of these sizes in points, A4 where none is said."""
    writer = PdfWriter()
    for size in sizes or ((595.28, 841.89),):
        writer.add_blank_page(*size)
    if password is not None:
        writer.encrypt(password, algorithm="AES-256", **options)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def words_of(content: bytes) -> list[str]:
    """The words of each page, without spaces."""
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


@dataclass
class Printing:
    """The section's things on paper."""

    section: Section

    @property
    def steps(self) -> Steps:
        return self.section.office.app.state.engine.printing  # type: ignore[no-any-return]

    async def begin(self, *ids: UUID, by: str = "管理", **asked: Any) -> dict[str, Any]:
        things = [{"id": str(id_), "mark": f"資料{n}"} for n, id_ in enumerate(ids, 1)]
        body = {"title": "市議会 資料", "things": things} | asked
        answer = await self.section[by].post("/api/bundles", json=body)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def step(self, bundle: dict[str, Any], *, by: str = "管理", turn: int | None = None) -> None:
        """What the job of the next step does."""
        session_id, now = await self._row(bundle["id"])
        event = BundleGoesOn(
            UUID(bundle["id"]), self.section.id_of(by), session_id, now if turn is None else turn
        )
        async with self.section.office.app.state.engine.for_jobs.work(System("reaction")) as work:
            await self.steps.go_on(work, event)

    async def finish(self, bundle: dict[str, Any], *, by: str = "管理") -> dict[str, Any]:
        while bundle["state"] == "running":
            await self.step(bundle, by=by)
            bundle = await self.show(bundle, by=by)
        return bundle

    async def make(self, *ids: UUID, by: str = "管理", **asked: Any) -> dict[str, Any]:
        return await self.finish(await self.begin(*ids, by=by, **asked), by=by)

    async def show(self, bundle: dict[str, Any], *, by: str = "管理") -> dict[str, Any]:
        answer = await self.section[by].get(f"/api/bundles/{bundle['id']}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def content(self, bundle: dict[str, Any], *, by: str = "管理") -> bytes:
        answer = await self.section[by].get(f"/api/bundles/{bundle['id']}/content")
        assert answer.status_code == 200, answer.text
        return answer.content

    async def reasons(self, bundle: dict[str, Any]) -> list[str | None]:
        return [part["reason"] for part in (await self.show(bundle))["parts"]]

    async def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """As the owner of the tables, whom no wall stops."""
        async with await psycopg.AsyncConnection.connect(self.section.world.dsns.owner) as connection:
            done = await connection.execute(statement, values)  # type: ignore[arg-type]
            return await done.fetchall() if done.description else []

    async def _row(self, id_: str) -> tuple[UUID, int]:
        [row] = await self.rows("SELECT session_id, turn FROM bundle WHERE id = %s", [id_])
        return row[0], row[1]


@pytest.fixture
async def printing(section: Section) -> AsyncIterator[Printing]:  # noqa: F811
    """The section with its press."""
    yield Printing(section)
