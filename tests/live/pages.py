"""What a tab of a browser shows of one topic: read once, then only followed, as the pages do it."""

from abc import ABC, abstractmethod
from typing import Any

import httpx

from zencho.people.rules import AGENCY_REF


class Page(ABC):
    """What one tab shows of one topic: read once, then only followed. None: it was never let in, or cut."""

    def __init__(self, browser: httpx.AsyncClient, ref: str) -> None:
        self.browser, self.ref = browser, ref
        self.shown: Any = None
        self.is_old = False

    @abstractmethod
    async def read(self) -> Any:
        """The whole, as a new page would read it; None where it may not."""

    async def hear(self, name: str, data: dict[str, Any]) -> None:
        """An event: most pages read the whole again, once for all that came."""
        self.is_old = True

    async def settle(self) -> None:
        """All was heard."""
        if self.is_old and self.shown is not None:
            self.shown = await self.read()
        self.is_old = False

    async def get(self, path: str, **params: Any) -> Any:
        answer = await self.browser.get(path, params=params or None)
        return answer.json() if answer.status_code == 200 else None

    async def take(self, frame: dict[str, Any]) -> None:
        if self.shown is None:
            return
        if frame["type"] == "gone":
            self.shown = None
        elif frame["type"] == "reload":
            self.is_old = True
        elif frame["type"] == "event":
            await self.hear(frame["name"], frame["data"])


class Listing(Page):
    """A folder's list: what an event is about is asked for by its id."""

    async def read(self) -> Any:
        path = f"/api/folders/{self.ref.removeprefix('folder:')}/items"
        found = await self.get(path, limit=500)
        return found and {item["id"]: item for item in found["items"]}

    async def hear(self, name: str, data: dict[str, Any]) -> None:
        folder = self.ref.removeprefix("folder:")
        things = data.get("thing_ids") or [data.get("thing_id")]
        if things in ([None], [folder]):
            return
        found = await self.get(f"/api/folders/{folder}/items", ids=things)
        for thing in things:
            self.shown.pop(thing, None)
        self.shown |= {item["id"]: item for item in (found or {"items": []})["items"]}


class Senders(Page):
    """Above a folder's list: the receive links by which something may come in."""

    async def read(self) -> Any:
        return await self.get(f"/api/folders/{self.ref.removeprefix('folder:')}/receive-links")


class ThingPage(Page):
    """A file with its versions and comments, a document or the head of a folder: any event is a reason to
    read it again."""

    async def read(self) -> Any:
        kind, _, id_ = self.ref.partition(":")
        detail = await self.get(f"/api/things/{id_}")
        versions = await self.get(f"/api/files/{id_}/versions") if kind == "file" else None
        said = await self.get(f"/api/files/{id_}/comments", resolved=True) if kind == "file" else None
        more = {"versions": versions, "comments": said}
        return detail and detail["item"] | {"inherits": detail["inherits"], "about": detail["about"]} | more


class Bell(Page):
    """One's own notices. One about a thing that one may read no longer stays until the bell is read again; it
    leads nowhere, and does not count as shown."""

    async def read(self) -> Any:
        notices = await self.get("/api/notices")
        return [(n["kind"], n["thing_id"], n["by"], n["is_done"]) for n in notices["notices"]]

    async def settle(self) -> None:
        await super().settle()
        is_now = await self.read()
        self.shown = [
            each for each in self.shown if each in is_now or await self.get(f"/api/things/{each[1]}")
        ]


class Directory(Page):
    """名簿: the tree, the people, a card, the groups."""

    def __init__(self, browser: httpx.AsyncClient, paths: tuple[str, ...]) -> None:
        super().__init__(browser, str(AGENCY_REF))
        self.paths = paths

    async def read(self) -> Any:
        return [await self.get(path) for path in self.paths]
