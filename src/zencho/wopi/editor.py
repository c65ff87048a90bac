"""The office editor of this city: where it is, what it told of itself, and how it reaches us."""

import asyncio
import re
from time import monotonic
from urllib.parse import urlsplit
from uuid import UUID

from zencho.kernel.logs import log
from zencho.kernel.starting import CannotStart
from zencho.wopi import discovery
from zencho.wopi.discovery import Discovery, NoDiscovery
from zencho.wopi.problems import NotForOfficeEditor, OfficeEditorUnreachable

KEPT_SECONDS = 3600.0
AGAIN_SECONDS = 30.0  # after one that failed, and at most so often where a signature is not by a key we know
_ADDRESS = re.compile(r"https?://([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?")
LANGUAGES = {"ja": "ja-JP", "en": "en-US"}


class EditorAddressUnfit(CannotStart):
    """`address` is not one of a server."""


class OfficeEditor:
    """`address` as browsers and we reach it; `calls` is the address at which it reaches us."""

    def __init__(self, address: str, *, calls: str) -> None:
        for each in (address, calls):
            if not _ADDRESS.fullmatch(each):
                raise EditorAddressUnfit(address=each)
        self.address, self._calls = address, calls.rstrip("/")
        parts = urlsplit(address)
        self.origin = f"{parts.scheme}://{parts.netloc}".lower()
        self._known: Discovery | None = None
        self._asked_at = -KEPT_SECONDS
        self._asking = asyncio.Lock()

    async def discover(self, *, anew: bool = False) -> Discovery:
        """What it told within the last hour; `anew` within half a minute. Raises OfficeEditorUnreachable."""
        async with self._asking:
            kept = AGAIN_SECONDS if anew or self._known is None else KEPT_SECONDS
            if monotonic() - self._asked_at >= kept:
                self._asked_at = monotonic()
                try:
                    self._known = discovery.read(await asyncio.to_thread(discovery.fetch, self.address))
                except NoDiscovery:
                    log.warning("editor_discovery_failed")  # what it told before goes on to hold
            if self._known is None:
                raise OfficeEditorUnreachable
            return self._known

    async def list_extensions(self) -> list[str]:
        """Of files it edits; none while it cannot be reached."""
        try:
            return sorted((await self.discover()).edits)
        except OfficeEditorUnreachable:
            return []

    async def address_for(self, id_: UUID, name: str, *, locale: str) -> str:
        """Where a file of this name is opened. Raises NotForOfficeEditor, OfficeEditorUnreachable."""
        found = (await self.discover()).edits.get(extension_of(name))
        if found is None:
            raise NotForOfficeEditor
        source, language = self.url_of(f"/wopi/files/{id_}"), LANGUAGES.get(locale, LANGUAGES["ja"])
        return discovery.fill_in(found, origin=self.origin, source=source, language=language)

    def url_of(self, path: str) -> str:
        """An address of ours as the editor calls it, whatever a proxy made of it on its way."""
        return self._calls + path


def extension_of(name: str) -> str:
    """`xlsx` of `見積.XLSX`; empty where there is none."""
    stem, _, extension = name.rpartition(".")
    return extension.lower() if stem else ""
