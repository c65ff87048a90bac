"""Office files as PDFs: one child each, a few at once, in a folder of its own that is gone afterwards.

A new profile costs LibreOffice longer than the file does, so one is made beforehand, of nothing but ours, and
every child gets a copy: nothing of one file is left for the next.
"""

import asyncio
import errno
import json
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final, Literal

from zencho.kernel.blobs import DiskFull
from zencho.kernel.children import MIB, Bounds, ChildFailed, ChildOutOfMemory, ChildOutOfTime, Children
from zencho.kernel.logs import log
from zencho.kernel.reactions import Periodic
from zencho.kernel.work import Work
from zencho.rendering.finding import LibreOffice
from zencho.rendering.profile import BLANK, FONTS, begin_profile, keep_profile

#: What LibreOffice is asked to open, by the ending of its name.
ENDINGS: Final = frozenset(("doc", "docx", "odp", "ods", "odt", "ppt", "pptx", "rtf", "xls", "xlsx"))
BOUNDS: Final = Bounds(seconds=60, memory_bytes=1536 * MIB, result_bytes=128 * MIB, file_bytes=256 * MIB)
MOST_FOLDER_BYTES: Final = 768 * MIB
LAY_OUT: Final = "zencho.rendering.laying:lay_out"
_LOOK_SECONDS: Final = 0.5
_LEFT_BEHIND_SECONDS: Final = 3600
Reason = Literal["not_rendered", "takes_too_long", "too_large"]


class NotRendered(Exception):
    """LibreOffice gave no PDF; `reason` is one of `Reason`."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


class Renderer:
    """Lays Office files out with one LibreOffice; `folder` is where its children may write.

    `work` is what a child does, within `bounds`; tests put others there that do what they must not.
    """

    def __init__(
        self,
        folder: Path,
        office: LibreOffice,
        *,
        at_once: int | None = None,
        work: str = LAY_OUT,
        bounds: Bounds = BOUNDS,
    ) -> None:
        self.office = office
        self._folder, self._work, self._bounds = folder, work, bounds
        self._children = Children(at_once=at_once or max(1, min(3, (os.cpu_count() or 1) // 2)))
        self._beginning = asyncio.Lock()

    def list_periodic(self) -> tuple[Periodic, ...]:
        """The work by the clock."""
        return (Periodic("47 * * * *", self.sweep),)

    async def render(self, ending: str, content: bytes) -> bytes:
        """The PDF of a file whose bytes are what `ending` says. Raises NotRendered, DiskFull."""
        assert ending in ENDINGS
        async with self._beginning:
            profile = await self._profile()
        return await self._lay_out(ending, content, profile)

    async def _profile(self) -> Path:
        """The folder that each child's own is a copy of."""
        kept = self._folder / f"profile-{self.office.key}"
        if await asyncio.to_thread(kept.is_dir):
            return kept
        async with self._settled(None) as root:
            await self._run("rtf", BLANK, root)
            await asyncio.to_thread(keep_profile, root, kept)
        return kept

    async def _lay_out(self, ending: str, content: bytes, profile: Path) -> bytes:
        async with self._settled(profile) as root:
            return await self._run(ending, content, root)

    async def _run(self, ending: str, content: bytes, root: Path) -> bytes:
        asked = {
            "folder": str(root),
            "ending": ending,
            "library": str(self.office.library),
            "program": str(self.office.program),
            "fonts": [str(each) for each in FONTS],
        }
        payload = json.dumps(asked).encode() + b"\n" + content
        running = asyncio.create_task(self._children.run(self._work, payload, self._bounds), name="rendering")
        watching = asyncio.create_task(_watch(root, running), name="rendering-size")
        try:
            made = await running
        except ChildOutOfTime as bound:
            raise NotRendered("takes_too_long") from bound
        except ChildOutOfMemory as bound:
            raise NotRendered("too_large") from bound
        except ChildFailed as fault:
            raise NotRendered("not_rendered") from fault
        except asyncio.CancelledError:
            if not watching.done() or watching.cancelled():
                raise  # it was us who are not wanted any more
            raise NotRendered("too_large") from None
        finally:
            running.cancel()
            watching.cancel()
            await asyncio.gather(running, watching, return_exceptions=True)
        if not made:
            raise NotRendered("not_rendered")
        return made

    @asynccontextmanager
    async def _settled(self, profile: Path | None) -> AsyncIterator[Path]:
        """A folder of this one child; it is gone afterwards."""
        root = await asyncio.to_thread(_set_up, self._folder, profile)
        try:
            yield root
        finally:
            await asyncio.shield(asyncio.to_thread(shutil.rmtree, root, ignore_errors=True))

    async def sweep(self, _work: Work) -> None:
        """Remove folders of children whose server was killed, and profiles of what was replaced."""
        await asyncio.to_thread(self._sweep, time.time() - _LEFT_BEHIND_SECONDS)

    def _sweep(self, before: float) -> None:
        for root in self._folder.glob("*"):
            if root.name != f"profile-{self.office.key}" and root.stat().st_mtime < before:
                shutil.rmtree(root, ignore_errors=True)


async def _watch(root: Path, running: asyncio.Task[bytes]) -> None:
    """End a child whose files are too much together; of each alone the machine takes care."""
    while not running.done() and await asyncio.to_thread(_size_of, root) <= MOST_FOLDER_BYTES:
        await asyncio.wait([running], timeout=_LOOK_SECONDS)
    if running.done():
        return
    log.warning("rendering_too_large")
    running.cancel()


def _size_of(root: Path) -> int:
    size = 0
    for where, _, names in os.walk(root):
        for name in names:
            with suppress(OSError):
                size += (Path(where) / name).lstat().st_blocks * 512
    return size


def _set_up(folder: Path, profile: Path | None) -> Path:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        root = Path(tempfile.mkdtemp(dir=folder))
        if profile is not None:
            shutil.copytree(profile, root, dirs_exist_ok=True)
        else:
            begin_profile(root)
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from fault
        raise
    return root
