"""Bytes that lie about after a crash go; what a file, a picture or a running upload names stays."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from tests.documents.test_add_image import PNG, document
from tests.drive.conftest import Section

from zencho.gate.actors import System
from zencho.kernel.pruning import Pruning


def _grow_old(folder: Path) -> None:
    for path in folder.glob("*/*/*"):
        os.utime(path, (0, 0))


async def test_what_is_named_stays_though_the_clock_may_not_read_it(section: Section) -> None:
    engine: Any = section.office.app.state.engine
    blobs = engine.for_jobs.blobs
    file = await section.file("予算.txt", content=b"named by a file")
    page = await document(section)
    url = (await section["管理"].put(f"/api/documents/{page}/images", content=PNG)).json()["url"]
    orphan = (await blobs.put_bytes(b"stored, and then the server was killed")).id
    _grow_old(blobs._folder)
    arrived, go_on = asyncio.Event(), asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        yield b"x" * 9 * 2**20  # more than a part: it is on disk already
        arrived.set()
        await go_on.wait()
        yield b"y"

    upload = asyncio.create_task(
        section["管理"].put(f"/api/folders/{section.root}/files", params={"name": "s.txt"}, content=slowly())
    )
    await arrived.wait()
    async with engine.for_jobs.work(System("purge")) as work:
        await Pruning(section.office.app.state.settings).remove_unnamed(work)
    go_on.set()
    sent = await upload
    assert sent.status_code == 201
    assert (await section["管理"].get(f"/api/files/{file}/content")).content == b"named by a file"
    assert (await section["管理"].get(url)).content == PNG
    slow = await section["管理"].get(f"/api/files/{sent.json()['id']}/content")
    assert len(slow.content) == 9 * 2**20 + 1
    left = {path.name for path in blobs._folder.glob("*/*/*")}
    assert len(left) == 3
    assert str(orphan) not in left
