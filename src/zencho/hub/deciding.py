"""Deciding what a connection may hear: once when it asks, and again whenever access may have changed."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

from zencho.gate import opening as gate
from zencho.gate.actors import Anonymous, AnyActor, Person
from zencho.gate.opening import Opened
from zencho.gate.permissions import PERMISSIONS
from zencho.hub.connections import Connection, Subscription
from zencho.hub.rules import LISTEN_SELF
from zencho.kernel.errors import Problem, Unavailable
from zencho.kernel.logs import log
from zencho.kernel.refs import Ref
from zencho.kernel.work import Actor, Database, Work
from zencho.people.rules import AGENCY_REF, DIRECTORY_READ

Authenticate = Callable[[Work, Mapping[str, str]], Awaitable[Actor]]

T = TypeVar("T")
AT_ONCE = 6
AGAIN_SECONDS = 0.5


async def open_topic(work: Work, ref: Ref) -> Opened[Any, Any]:
    """A topic is a thing that one may read, oneself, or the agency's directory. Raises Unseen, Refused."""
    if ref.kind == "person":
        if ref.id != work.actor.id:
            raise gate.Unseen
        return await gate.open_self(work, LISTEN_SELF)
    if ref == AGENCY_REF:
        return await gate.open(work, DIRECTORY_READ, ref.id)
    opened = await gate.open(work, PERMISSIONS["thing.read"], ref.id)
    if opened.ref.kind != ref.kind:
        raise gate.Unseen
    return opened


class Decider:
    """Decides touched connections again, a few at once; each in one transaction of its person."""

    def __init__(
        self,
        database: Database,
        authenticate: Authenticate,
        *,
        drop: Callable[[Subscription, str], None],
        settle: Callable[[Subscription], None],
    ) -> None:
        self._database = database
        self._authenticate = authenticate
        self._drop = drop
        self._settle = settle
        self._places = asyncio.Semaphore(AT_ONCE)

    async def authenticate(self, headers: Mapping[str, str]) -> Person | None:
        """Who signed in with these headers. Raises Unavailable."""
        async with self._places, self._database.work(Anonymous(), is_named=False) as work:
            actor = await self._authenticate(work, headers)
        return actor if isinstance(actor, Person) else None

    def decide_again(
        self,
        connection: Connection,
        subscriptions: Sequence[Subscription],
        *,
        who: bool,
        changed: bool = True,
    ) -> None:
        """Hold these now, decide them soon; with `who`, ask first whether the person is still signed in.

        `changed`: rights did change, so that what holds is read anew: things inside it, and what may be
        done with them, may be others now.
        """
        for each in subscriptions:
            each.hold()
            each.is_behind |= changed
        if who:
            connection.checked = 0.0
        if connection.deciding is None and connection.is_open:
            connection.deciding = asyncio.create_task(self._decide(connection))

    async def _decide(self, connection: Connection) -> None:
        try:
            while connection.is_open:
                held = [
                    (each, each.touched)
                    for each in connection.subscriptions.values()
                    if each.standing is not None and each.held is not None and each.touched
                ]
                if not held and connection.checked:
                    return
                try:
                    await self._decide_once(connection, held)
                except Unavailable:
                    # Nothing passes meanwhile: what is held stays held until it can be decided.
                    await asyncio.sleep(AGAIN_SECONDS)
        except Exception as error:
            log.error("live_deciding", exc_info=error, connection=str(connection.id))
            connection.close(1011, "unexpected")
        finally:
            connection.deciding = None

    async def _decide_once(self, connection: Connection, held: list[tuple[Subscription, int]]) -> None:
        if not connection.checked:
            connection.checked = asyncio.get_running_loop().time()
            person = await self.authenticate(connection.headers)
            if person is None or person.id != connection.actor.id:
                connection.close(4401, "signed_out")
                return
            connection.actor = person
        answers: dict[Subscription, Opened[Any, Any] | str] = {}
        async with self._places, self._database.work(connection.actor) as work:
            for each, _ in held:
                try:
                    opened = await open_topic(work, each.ref)
                    if each.channel is not None:
                        await each.channel.decide(work)
                    answers[each] = opened
                except Unavailable:
                    raise
                except Problem as problem:
                    answers[each] = problem.code
        for each, touched in held:
            answer = answers[each]
            if isinstance(answer, str):
                self._drop(each, answer)
            elif each.touched == touched:
                each.touched = 0
                each.standing, each.role = answer.standing, int(answer.role)
                self._settle(each)

    async def ask(self, actor: AnyActor, question: Callable[[Work], Awaitable[T]]) -> T:
        """`question` in a transaction of this person. Raises Unavailable."""
        async with self._places, self._database.work(actor) as work:
            return await question(work)
