"""What becomes of what is held, for `test_every_act`: by the scanner, and by whoever discards it."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from tests.live.link_acts import send_files
from zencho.gate import opening as gate
from zencho.gate.actors import System
from zencho.scanning import actions
from zencho.scanning.actions import Answer, Taken
from zencho.scanning.clamd import Scanner
from zencho.scanning.rules import FILE_SCAN


async def hold(stage: Any) -> None:
    """A file came by the link of the inner folder, and nobody says yet what it is."""
    scans = stage.served.app.state.scans
    scans.scanner = Scanner("tcp:127.0.0.1:1")
    await send_files(stage)
    scans.scanner = None
    [landed] = [each for each in await _items(stage, stage.ids["inner"]) if each["received"]]
    [held] = await _items(stage, landed["id"])
    stage.ids["held"] = UUID(held["id"])


async def _items(stage: Any, folder: UUID | str) -> Any:
    return (await stage.do("GET", f"/api/folders/{folder}/items"))["items"]


def _answers(answer: Answer) -> Callable[[Any], Awaitable[None]]:
    async def act(stage: Any) -> None:
        async with stage.served.app.state.engine.for_jobs.work(System("scan")) as work:
            blob_id = (await gate.open(work, FILE_SCAN, stage.ids["held"])).thing.blob_id
            await actions.keep_answer(work, Taken(stage.ids["held"], blob_id), answer)

    return act


async def _nobody_answers(stage: Any) -> None:
    async with stage.served.app.state.engine.for_jobs.work(System("scan")) as work:
        await actions.note_silence(work)


def list_acts(calls: Callable[..., Any]) -> dict[str, tuple[Any, ...]]:
    """By route, as the other acts."""
    discard = "POST /api/files/{id_}/discard"
    return {
        discard: (
            calls(discard, at="held"),
            _answers(Answer("clean")),
            _answers(Answer("found", "Eicar-Signature")),
            _answers(Answer("too_large")),
            _nobody_answers,
        )
    }
