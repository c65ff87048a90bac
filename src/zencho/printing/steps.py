"""The steps of bundles as jobs: as whoever asked for them, and only while their session stands.

A step reads in one transaction, lets children work in none, and keeps what they made in another. A server
that was killed takes the step again; one told twice is done once.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from zencho.gate.actors import Person
from zencho.gate.belonging import find_principal
from zencho.kernel.blobs import Stored
from zencho.kernel.errors import Problem, Unavailable
from zencho.kernel.jobs import staying_open
from zencho.kernel.reactions import Periodic, Reaction
from zencho.kernel.work import Work
from zencho.previews.papers import Papers
from zencho.printing.actions import going_on
from zencho.printing.actions.going_on import MOST_MIB, Turn
from zencho.printing.events import BundleGoesOn
from zencho.printing.press import Press
from zencho.printing.problems import BundleTooLarge
from zencho.printing.reasons import NotPrinted
from zencho.sessions.queries.sessions import find_actor

_MOST_AT_WORK = 2
Keep = Callable[[Work, Stored], Awaitable[bool]]


class Steps:
    """What the press does for bundles, behind requests."""

    def __init__(self, folder: Path, papers: Papers) -> None:
        self.press = Press(folder, papers)
        self._at_work = 0
        self._waiting: dict[tuple[UUID, int], BundleGoesOn] = {}

    def list_reactions(self) -> tuple[Reaction, ...]:
        """What follows upon events."""
        return (Reaction(BundleGoesOn, self.go_on),)

    def list_periodic(self) -> tuple[Periodic, ...]:
        """The work by the clock."""
        return self.press.list_periodic()

    async def go_on(self, work: Work, event: BundleGoesOn) -> None:
        """One step. Whoever asked may have signed out: then nothing is read with their rights any more.

        No more jobs wait for the press than a few: others are for the bell, the index and mails. What finds
        no place is told again when one is free, or by the clock where this server is gone by then.
        """
        if self._at_work >= _MOST_AT_WORK:
            self._waiting[event.bundle_id, event.turn] = event
            return
        self._at_work += 1
        try:
            await self._go_on(work, event)
        except Unavailable:
            raise  # it is tried again
        except Problem as problem:
            await _fail(work, event, problem.code)
        finally:
            self._at_work -= 1
            await self._tell_next(work)

    async def _tell_next(self, work: Work) -> None:
        if self._waiting:
            event = self._waiting.pop(next(iter(self._waiting)))
            with suppress(Unavailable):
                async with work.database.work(work.actor) as own:
                    own.announce(event)

    async def _go_on(self, work: Work, event: BundleGoesOn) -> None:
        actor = await find_actor(work, event.session_id)
        if actor is None:
            await _fail(work, event, "not_signed_in")
            return
        async with work.database.work(actor) as own:
            turn = await going_on.begin_turn(own, event, renders=self.press.renders)
        if turn is None:
            return
        if turn.whole is not None:
            await self._bind(work, event, turn)
            return
        async with staying_open(work):
            printed, reason = await going_on.print_turn(self.press, work.database.blobs, turn)

        async def keep(own: Work, stored: Stored) -> bool:
            return await going_on.keep_part(own, event, turn, printed, reason, stored)

        await _keep(work, event, printed.content, keep)

    async def _bind(self, work: Work, event: BundleGoesOn, turn: Turn) -> None:
        assert turn.whole is not None  # asked by who calls
        blobs = work.database.blobs
        async with staying_open(work):
            parts = [b"".join([chunk async for chunk in blobs.get(each)]) for each in turn.blobs]
            try:
                pages, content = await self.press.bind(turn.whole, parts)
            except NotPrinted as refused:
                # Its parts were made by us, so what stands against the whole is its size.
                raise BundleTooLarge(most_mib=MOST_MIB) from refused

        async def keep(own: Work, stored: Stored) -> bool:
            return await going_on.keep_whole(own, event, pages, stored)

        await _keep(work, event, content, keep)


async def _keep(work: Work, event: BundleGoesOn, content: bytes, keep: Keep) -> None:
    """Bytes first, then the row that names them; where none does, they go."""
    actor = await find_actor(work, event.session_id)
    if actor is None:
        await _fail(work, event, "not_signed_in")
        return
    blobs, is_kept = work.database.blobs, False
    stored = await blobs.put_bytes(content)
    try:
        async with work.database.work(actor) as own:
            is_kept = await keep(own, stored)
    except Unavailable:
        is_kept = True  # nobody knows whether it was committed: bytes that no row names go by the clock
        raise
    finally:
        if not is_kept:
            await blobs.remove(stored.id)


async def _fail(work: Work, event: BundleGoesOn, trouble: str) -> None:
    principal = await find_principal(work, event.person_id)
    if principal is not None:
        # The bundle is theirs: the wall shows it to nobody else. Nothing is opened for this actor.
        async with work.database.work(Person(event.person_id, principal.id, event.session_id)) as own:
            await going_on.fail(own, event, trouble)
