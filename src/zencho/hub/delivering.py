"""Taking numbered events to those who listen: many at once, each only to whoever may know of it.

An event about a thing inside a topic (`data["thing_id"]`) reaches those who may read that thing; what left
its place says under which anchor it was known there (`data["anchor"]`). Each (place, person) is decided
once for a batch, never once for a socket.
"""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from zencho.gate import opening as gate
from zencho.gate.actors import Anonymous, Person
from zencho.gate.events import AccessChanged
from zencho.gate.opening import Opened
from zencho.gate.permissions import PERMISSIONS
from zencho.gate.policy import Policies, facts_of
from zencho.hub import queries
from zencho.hub.connections import Subscription
from zencho.hub.deciding import Decider
from zencho.hub.frames import text_frame
from zencho.kernel.errors import Unavailable
from zencho.kernel.outbox import Delivery
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work

SLICE = 250


def event_frame(ref: str, seq: int, name: str, data: dict[str, Any]) -> bytes:
    """The frame of one event; the anchor inside is ours alone."""
    shown = {key: value for key, value in data.items() if key != "anchor"}
    return text_frame({"type": "event", "ref": ref, "seq": seq, "name": name, "data": shown})


class Child:
    """What an event is about besides its topic: a thing, or the anchor under which it was known."""

    __slots__ = ("anchor", "thing")

    def __init__(self, data: dict[str, Any]) -> None:
        self.thing = UUID(data["thing_id"]) if data.get("thing_id") else None
        self.anchor: int | None = data.get("anchor")

    @property
    def key(self) -> UUID | int | None:
        """By what it is known: the anchor where one is named, else the thing."""
        return self.anchor if self.anchor is not None else self.thing

    def is_plain(self, ref: Ref) -> bool:
        """Whether whoever may read the topic may know of this without being asked again."""
        return ref.kind == "person" or (self.anchor is None and (self.thing is None or self.thing == ref.id))


class Deliverer:
    """Walks the listeners of each topic in slices, so that a cut never waits for a broadcast."""

    def __init__(self, listeners: dict[Ref, set[Subscription]], decider: Decider) -> None:
        self._listeners = listeners
        self._decider = decider

    async def deliver(self, batch: Sequence[Delivery]) -> None:
        """Send each event to its listeners, in order."""
        heard = [
            (Ref.parse(ref), seq, each)
            for each in batch
            for ref, seq in each.seqs.items()
            if Ref.parse(ref) in self._listeners
        ]
        if not heard:
            return
        asking = [(ref, Child(each.data)) for ref, _, each in heard]
        try:
            knowing = await self._list_knowing(asking)
        except Unavailable:
            # Nobody can be asked now: the listeners read the whole again when they can.
            for ref, seq, _ in heard:
                await self._send(ref, seq, text_frame({"type": "reload", "ref": str(ref), "seq": seq}))
            return
        for (ref, seq, each), (_, child) in zip(heard, asking, strict=True):
            await self._send(ref, seq, event_frame(str(ref), seq, each.name, each.data), child, knowing)

    async def reload_above(self, batch: Sequence[Delivery]) -> None:
        """Where access changed, the lists above show other things now, also to those who lost them: they are
        read anew, without a word of what changed."""
        anchors = {a for each in batch if each.name == AccessChanged.name for a in each.data["anchors"]}
        if not anchors or not self._listeners:
            return
        try:
            above = await self._decider.ask(Anonymous(), lambda work: queries.list_above(work, anchors))
        except Unavailable:
            above = set(self._listeners)
        for ref in above & self._listeners.keys():
            for number, subscription in enumerate(list(self._listeners.get(ref, ())), 1):
                message = {"type": "reload", "ref": str(ref), "seq": subscription.seq}
                subscription.send(text_frame(message))
                if number % SLICE == 0:
                    await asyncio.sleep(0)

    async def filter_missed(
        self, opened: Opened[Any, Any], events: Iterable[tuple[int, str, dict[str, Any]]]
    ) -> list[tuple[int, bytes]]:
        """Of what a listener missed of the topic it just opened, the frames of what it may know of."""
        work, ref = opened.work, opened.ref
        told = [(seq, name, data, Child(data)) for seq, name, data in events]
        children = [child for *_, child in told if not child.is_plain(ref)]
        known: set[Any] = set()
        if children:
            places = await queries.list_places(work, {c.thing for c in children if c.thing})
            known = await _ask(work, places, {c.anchor for c in children if c.anchor is not None})
            here = Here(await gate.policies(work), places)
            known |= {c.key for c in children if here.is_known(c, opened.anchor, opened.role, work.actor)}
        return [
            (seq, event_frame(str(ref), seq, name, data))
            for seq, name, data, child in told
            if child.is_plain(ref) or child.key in known
        ]

    async def _list_knowing(self, asking: Sequence[tuple[Ref, Child]]) -> "Knowing | None":
        children = [(ref, child) for ref, child in asking if not child.is_plain(ref)]
        persons = self._list_persons({ref for ref, _ in children})
        if not children or not persons:
            return None
        here = await self._decider.ask(
            next(iter(persons.values())), lambda work: _look(work, {c.thing for _, c in children if c.thing})
        )
        # What hangs on the topic's own anchor is decided from what the listener was opened with.
        anchors = {child.anchor for _, child in children if child.anchor is not None}
        apart = self._apart(children, here.places)
        if not apart and not anchors:
            return Knowing(here, {})
        places = {id_: place for id_, place in here.places.items() if id_ in apart}
        answers = await asyncio.gather(
            *(
                self._decider.ask(actor, lambda work: _ask(work, places, anchors))
                for actor in persons.values()
            )
        )
        return Knowing(here, dict(zip(persons, answers, strict=True)))

    def _list_persons(self, refs: Iterable[Ref]) -> dict[UUID, Person]:
        """One actor for each session, because policies read how it signed in."""
        return {
            each.connection.actor.session_id: each.connection.actor
            for ref in refs
            for each in self._listeners.get(ref, ())
            if each.standing is not None
        }

    def _apart(self, children: Sequence[tuple[Ref, Child]], places: dict[UUID, queries.Place]) -> set[UUID]:
        apart = set()
        for ref, child in children:
            place = places.get(child.thing) if child.thing else None
            if child.thing and place:
                anchors = {e.standing.anchor for e in self._listeners.get(ref, ()) if e.standing is not None}
                if not anchors <= {place.anchor, place.above}:
                    apart.add(child.thing)
        return apart

    async def _send(
        self, ref: Ref, seq: int, frame: bytes, child: Child | None = None, knowing: "Knowing | None" = None
    ) -> None:
        is_plain = child is None or knowing is None or child.is_plain(ref)
        for number, subscription in enumerate(list(self._listeners.get(ref, ())), 1):
            if is_plain or (child and knowing and knowing.is_told(subscription, child)):
                subscription.offer_event(seq, frame)
            if number % SLICE == 0:
                await asyncio.sleep(0)


class Here:
    """The policies in force, and where the things of a batch stand."""

    def __init__(self, book: Policies, places: dict[UUID, queries.Place]) -> None:
        self._book = book
        self.places = places

    def is_known(self, child: Child, anchor: int, role: int, actor: Any) -> bool:
        """Whether a listener with this role at this anchor may know of the child by that alone."""
        place = self.places.get(child.thing) if child.thing is not None else None
        if child.anchor is not None:
            is_here = child.anchor == anchor
        else:
            is_here = place is None or anchor in (place.anchor, place.above)
        if not is_here:
            return False
        if place is None:
            return True  # gone for good: no rights are left to ask for, and its id leads nowhere
        facts = facts_of(actor, role, place.label, place.kind, binned=False, held=False)
        return self._book.decide(PERMISSIONS["thing.read"], facts).allowed


class Knowing:
    """Who of the listeners may know of which things and anchors."""

    def __init__(self, here: Here, by_session: dict[UUID, set[Any]]) -> None:
        self._here = here
        self._by_session = by_session

    def is_told(self, subscription: Subscription, child: Child) -> bool:
        standing, actor = subscription.standing, subscription.connection.actor
        if standing is None:
            # It is being opened, and its snapshot may be older than this event: it will read the whole again.
            subscription.is_behind = True
            return False
        if self._here.is_known(child, standing.anchor, subscription.role, actor):
            return True
        return child.key in self._by_session.get(actor.session_id, ())


async def _look(work: Work, things: set[UUID]) -> Here:
    return Here(await gate.policies(work), await queries.list_places(work, things))


async def _ask(work: Work, places: dict[UUID, queries.Place], anchors: set[int]) -> set[Any]:
    """Ids of things and numbers of anchors that the actor may know of."""
    known: set[Any] = set()
    if places:
        known |= await queries.list_knowable(work, places)
    if anchors:
        known |= await queries.list_reached_anchors(work, anchors)
    return known
