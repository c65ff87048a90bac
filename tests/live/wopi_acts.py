"""What an office editor does with a file, for `test_every_act`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.kit.office import ORIGIN
from tests.wopi.office import WopiClient, serve_office
from zencho.wopi.editor import OfficeEditor

NO_ACT = {"POST /api/files/{id_}/office-editor": "a token of one's own; who edits is told by a lock"}


@asynccontextmanager
async def _open(stage: Any) -> AsyncIterator[WopiClient]:
    section, id_ = stage.section, stage.ids["file"]
    with serve_office() as office:
        section.office.app.state.office_editor = OfficeEditor(office.address, calls=ORIGIN)
        token = (await stage.do("POST", f"/api/files/{id_}/office-editor"))["access_token"]
        async with section.office.browser() as nobody:
            yield WopiClient(office, nobody, id_, token)


async def _lock(stage: Any) -> None:
    async with _open(stage) as client:
        assert (await client.lock("A")).status_code == 200


async def _save(stage: Any) -> None:
    async with _open(stage) as client:
        await client.lock("A")
        assert (await client.put(b"newer", "A")).status_code == 200
        await client.unlock("A")


ACTS = {"POST /wopi/files/{id_}": (_lock,), "POST /wopi/files/{id_}/contents": (_save,)}
