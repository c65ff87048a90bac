"""One call of a client: whoever has the app password it shows acts, in each of its transactions anew."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_address

from fastapi import Request

from zencho.drive.actions.uploads import UploadLimits
from zencho.gate import opening as gate
from zencho.kernel.errors import NotSignedIn
from zencho.kernel.web import Begin
from zencho.kernel.work import Work
from zencho.sessions.actions import throttle
from zencho.webdav.actions.passwords import actor_of_password, note_refused, see_password
from zencho.webdav.answers import Turned
from zencho.webdav.clients import Shown, address_of, read_shown
from zencho.webdav.conditions import If, State, holds, read_if
from zencho.webdav.headers import read_path, read_resource
from zencho.webdav.problems import NotEncrypted, OfAnotherProgram
from zencho.webdav.queries.locks import state_of
from zencho.webdav.queries.passwords import find_password
from zencho.webdav.queries.tree import Place, find_place
from zencho.webdav.rules import WEBDAV_USE

MOST_FAILURES = 300  # of one address, in a quarter of an hour; right secrets are let through all the same


class Call:
    """`names` is the path below `/dav`, `asked_if` the If header."""

    def __init__(self, request: Request, begin: Begin, shown: Shown) -> None:
        self.request, self._begin, self._shown = request, begin, shown
        self.names = read_path(request.scope["raw_path"])
        self.asked_if: If = read_if(request.headers.get("if"))

    @property
    def upload_limit_bytes(self) -> int:
        limits: UploadLimits = self.request.app.state.upload_limits
        return int(limits.file_gib * 2**30)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Work]:
        """A transaction that acts as the person. Raises NotSignedIn, OfAnotherProgram, and what the gate
        raises for `webdav.use`."""
        async with self._begin() as work:
            shown, found = self._shown, await find_password(work, self._shown.secret_hash)
            if found is None or found.number.casefold() != shown.number.casefold():
                raise NotSignedIn
            if found.client is not None and found.client != shown.client:
                raise OfAnotherProgram
            await work.database.rename_actor(work, actor_of_password(found))
            await gate.open_self(work, WEBDAV_USE)
            await see_password(work, found, shown)
            yield work

    async def find(self, work: Work) -> Place:
        """What lies at the path, once the If header holds. Raises Turned (412)."""
        place = await find_place(work, self.names)
        states: dict[str | None, State] = {None: await state_of(work, place)}
        host = self.request.headers.get("host", "")
        for resource in {each.resource for each in self.asked_if.lists} - {None}:
            names = read_resource(resource or "", host)
            meant = Place(("",), ()) if names is None else await find_place(work, names)
            states[resource] = await state_of(work, meant)
        if not holds(self.asked_if, states):
            raise Turned(412)
        return place


def open_call(request: Request, begin: Begin) -> Call:
    """Raises Unseen where the city has no WebDAV, NotSignedIn, NotEncrypted, and Turned."""
    if not request.app.state.webdav:
        raise gate.Unseen
    read_path(request.scope["raw_path"])
    shown = read_shown(request)
    if shown is None:
        raise NotSignedIn
    if request.url.scheme != "https" and not _is_here(address_of(request)):
        raise NotEncrypted
    return Call(request, begin, shown)


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


async def count_failure(request: Request, begin: Begin, *, of_another: bool) -> None:
    """After a secret that was not accepted. Raises TooMany with `retry_seconds`."""
    shown = read_shown(request)
    if shown is None:
        return
    async with begin() as work:
        await throttle.count_use(work, f"webdav {shown.address}", most=MOST_FAILURES)
        found = await find_password(work, shown.secret_hash) if of_another else None
        if found is not None:
            await work.database.rename_actor(work, actor_of_password(found))
            await note_refused(work, found.id, shown)
