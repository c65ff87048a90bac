"""Random worlds: people, groups and trees changed at random through the gate's own verbs, as the application.

What is done is told to the oracle too; then both are asked the same questions.
"""

import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, text

from tests.gate import oracle as plain
from zencho.gate import belonging, sharing
from zencho.gate import opening as gate
from zencho.gate.actors import LinkHolder, Person, Sender, System
from zencho.gate.permissions import PERMISSIONS, Permission, Role
from zencho.gate.tables import ALWAYS, EVERYONE, Thing
from zencho.kernel import clock
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Database, Work

Asking = Person | LinkHolder | Sender


async def _load(_work: Work, id_: UUID) -> UUID:
    return id_


PROBES = {
    name: Permission(
        name,
        Role(least),
        _load,
        kinds,
        writes=least >= Role.EDITOR,
        in_bin=inside,
        outside_bin=outside,
        unless_held=unheld,
        while_held=held,
        for_guests=for_guests,
    )
    for name, (least, kinds, outside, inside, unheld, held, for_guests) in plain.RULES.items()
}
MANAGE = PROBES["probe.manage"]


@contextmanager
def only_probes() -> Iterator[None]:
    """The gate knows these permissions and no others while this stands."""
    kept = dict(PERMISSIONS)
    PERMISSIONS.clear()
    PERMISSIONS.update(PROBES)
    try:
        yield
    finally:
        PERMISSIONS.clear()
        PERMISSIONS.update(kept)


def asker_of(actor: Asking) -> plain.Asker:
    """The actor as the oracle knows it."""
    is_guest = isinstance(actor, Person) and actor.is_guest
    own = (actor.kind, actor.principal, actor.links, actor.assurance, actor.device, actor.place)
    return plain.Asker(*own, is_guest)


@dataclass
class RandomWorld:
    """One world over one database, changed by `step` and asked by `ask`; `checks` counts answers compared."""

    database: Database
    random: random.Random
    oracle: plain.Oracle = field(default_factory=plain.Oracle)
    people: dict[int, UUID] = field(default_factory=dict)
    guests: dict[int, UUID] = field(default_factory=dict)
    containers: list[int] = field(default_factory=lambda: [EVERYONE])
    roots: list[UUID] = field(default_factory=list)
    checks: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    opened: int = 0
    opens: int = 10
    told: int = 6
    lists: int = 1

    async def begin(self, *, people: int = 12, containers: int = 8, things: int = 45) -> None:
        """Fill an empty world."""
        async with self._changing() as work:
            for _ in range(people):
                id_ = new_id()
                principal = await belonging.add_principal(work, id_, "person")
                self.people[principal] = id_
                self.oracle.edges[-principal] = plain.Edge(principal, EVERYONE, *ALWAYS)
            for _ in range(people // 6):
                id_, until = new_id(), work.now + timedelta(days=self.random.choice((1, 3, 9)))
                principal = await belonging.add_principal(work, id_, "person", guest_until=until)
                self.guests[principal], self.oracle.guests[principal] = id_, until
            for kind in self.random.choices(("unit", "post", "group"), k=containers):
                self.containers.append(await belonging.add_principal(work, new_id(), kind))
            for _ in range(3):
                self.oracle.links.add(await belonging.add_principal(work, new_id(), "link"))
        for _ in range(2):
            await self._add_root()
        for _ in range(containers * 3 + people):
            await self._add_edge()
        while len(self.oracle.things) < things:
            await self._add_thing()
        for _ in range(things // 2):
            await self._give()

    async def step(self) -> None:
        """One random change, or one that must be refused."""
        verbs = {
            self._give: 8,
            self._take: 4,
            self._move: 4,
            self._stop: 2,
            self._inherit: 2,
            self._bin: 3,
            self._label: 2,
            self._release: 1,
            self._add_thing: 2,
            self._add_edge: 3,
            self._end_edge: 2,
            self._remove_edge: 1,
            self._leave: 1,
            self._stay: 2,
        }
        [verb] = self.random.choices(list(verbs), list(verbs.values()))
        await verb()

    async def ask(self) -> None:
        """Compare open, visible and abilities for one random actor: `opens` things opened, `lists` lists,
        the abilities on `told` things."""
        actor = self._some_actor()
        asker, known = asker_of(actor), list(self.oracle.things)
        async with self.database.work(actor) as work:
            for _ in range(self.opens):
                name = self.random.choice(list(PROBES))
                id_ = new_id() if self.random.random() < 0.05 else self.random.choice(known)
                await self._ask_open(work, asker, name, id_)
            for name in self.random.sample(list(PROBES), self.lists):
                await self._ask_visible(work, asker, name)
            some = self.random.sample(known, min(self.told, len(known)))
            told = await gate.abilities(work, [*some, new_id()])
            for id_ in some:
                self.checks += len(PROBES)
                wanted = [n for n in PROBES if self.oracle.answer(asker, n, id_, work.now) == "open"]
                seen = self.oracle.role(asker, id_, work.now) > 0
                assert told.get(id_) == (wanted if seen else None), (asker, id_)
            assert set(told) <= set(some)

    async def _ask_open(self, work: Work, asker: plain.Asker, name: str, id_: UUID) -> None:
        self.checks += 1
        self.opened += 1
        wanted = self.oracle.answer(asker, name, id_, work.now)
        self.answers[wanted] += 1
        try:
            opened = await gate.open(work, PROBES[name], id_)
        except gate.Unseen:
            assert wanted == "unseen", (asker, name, id_)
        except gate.Refused:
            assert wanted == "refused", (asker, name, id_)
        else:
            assert wanted == "open", (asker, name, id_)
            self._check_until(asker, id_, work.now, opened)
            assert await gate.abilities_here(opened) == self._told(asker, id_, work.now)

    def _check_until(self, asker: plain.Asker, id_: UUID, now: datetime, opened: gate.Opened) -> None:  # type: ignore[type-arg]
        """Until the moment promised, no date changes the role."""
        assert opened.role == self.oracle.role(asker, id_, now)
        until = opened.standing.until
        assert until is None or until > now
        for moment in self.oracle.moments():
            if now < moment and (until is None or moment < until):
                assert self.oracle.role(asker, id_, moment) == opened.role, (asker, id_, moment)

    async def _ask_visible(self, work: Work, asker: plain.Asker, name: str) -> None:
        parent = self._some_thing("shelf") if self.random.random() < 0.5 else None
        among = Thing.kind.in_(("shelf", "book")) if parent is None else Thing.parent == parent
        chosen = {
            id_ for id_, thing in self.oracle.things.items() if parent is None or thing.parent == parent
        }
        visible = await gate.visible(work, PROBES[name], among)
        rows = (await work.db.execute(select(Thing).where(visible.clause))).scalars().all()
        self.checks += len(chosen)
        wanted = {i for i in chosen if self.oracle.answer(asker, name, i, work.now) == "open"}
        assert {row.id for row in rows} == wanted, (asker, name, parent)
        for row in rows[:5]:
            in_bin = self.oracle.in_bin(row.id)
            told = visible.abilities(row.kind, row.anchor, row.label, binned=in_bin, held=row.held)
            assert told == self._told(asker, row.id, work.now)
        await self._ask_visible_of(work, asker, name)

    async def _ask_visible_of(self, work: Work, asker: plain.Asker, name: str) -> None:
        some = self.random.sample(list(self.oracle.things), min(10, len(self.oracle.things)))
        visible = await gate.visible_of(work, PROBES[name], [*some, new_id()])
        self.checks += len(some)
        wanted = {id_ for id_ in some if self.oracle.answer(asker, name, id_, work.now) == "open"}
        assert visible.ids == wanted, (asker, name, some)
        assert set(await work.db.scalars(select(Thing.id).where(visible.clause))) == wanted
        # The wall stands open for what was found to be allowed so far, and for nothing else.
        said = await work.db.scalar(text("SELECT current_setting('zencho.read')::integer[]"))
        assert set(said) == work.scratch["read"]

    def _told(self, asker: plain.Asker, id_: UUID, now: datetime) -> list[str]:
        return [name for name in PROBES if self.oracle.answer(asker, name, id_, now) == "open"]

    def _some_actor(self) -> Asking:
        some_links = tuple(self.random.sample(sorted(self.oracle.links), self.random.choice((0, 0, 1, 2))))
        if self.random.random() < 0.15:
            return self.random.choice((LinkHolder, LinkHolder, Sender))(some_links, new_id())
        principal = self.random.choice(list(self.guests if self.random.random() < 0.1 else self.people))
        return Person(
            (self.people | self.guests)[principal],
            principal,
            new_id(),
            assurance=self.random.choice((1, 2)),
            device=self.random.choice((0, 1, 2)),
            place=self.random.choice(("office", "outside")),
            links=some_links,
            is_guest=principal in self.guests,
        )

    # What is done: each verb does it through the gate and tells the oracle.

    async def _add_root(self) -> None:
        id_, owner = new_id(), self.random.choice(list(self.people))
        label = self.random.choice((1, 2, 2, 3))
        async with self._changing() as work:
            await sharing.add_root(work, Ref("shelf", id_), label=label, grants=[(owner, Role.MANAGER)])
        self.roots.append(id_)
        self.oracle.things[id_] = plain.Thing("shelf", None, label, grants={owner: (4, ALWAYS[1])})

    async def _add_thing(self) -> None:
        parent, id_ = self._some_thing("shelf"), new_id()
        kind = self.random.choice(("shelf", "book", "book"))
        label = self.random.choice((None, None, None, 1, 3, 4, 5))
        held = kind == "book" and self.random.random() < 0.3
        async with self._changing() as work:
            opened = await gate.open(work, MANAGE, parent)
            own = kind == "shelf"
            await sharing.add_thing(opened, Ref(kind, id_), own_anchor=own, label=label, held=held)
        inherited = self.oracle.things[parent].label if label is None else label
        self.oracle.things[id_] = plain.Thing(kind, parent, inherited, held=held)

    async def _give(self) -> None:
        id_, principal = self._some_thing(), self._some_principal()
        role = Role(self.random.randint(1, 3 if principal in self.guests else 4))
        async with self._changing() as work:
            ends = self._some_end(work.now)
            thing = self.oracle.things[id_]
            before = dict(thing.grants)
            thing.grants[principal] = (int(role), ends or ALWAYS[1])
            if not self.oracle.is_managed(id_):
                thing.grants = before
                await self._must_refuse(sharing.give(await self._open(work, id_), principal, role, ends=ends))
            else:
                await sharing.give(await self._open(work, id_), principal, role, ends=ends)

    async def _take(self) -> None:
        given = [(i, p) for i, t in self.oracle.things.items() for p in t.grants]
        id_, principal = self.random.choice(given)
        if self.random.random() < 0.2:  # nothing was given to that one here
            id_ = self._some_thing()
        async with self._changing() as work:
            thing = self.oracle.things[id_]
            before = dict(thing.grants)
            thing.grants.pop(principal, None)
            if principal in before and not self.oracle.is_managed(id_):
                thing.grants = before
                await self._must_refuse(sharing.take(await self._open(work, id_), principal))
            elif principal in before or self.oracle.is_managed(id_):
                await sharing.take(await self._open(work, id_), principal)

    async def _stop(self) -> None:
        id_, keeper = self._some_thing(), self.random.choice(list(self.people))
        async with self._changing() as work:
            await sharing.stop_inheriting(await self._open(work, id_), [(keeper, Role.MANAGER)])
        self.oracle.things[id_].inherits = False
        self.oracle.things[id_].grants[keeper] = (4, ALWAYS[1])

    async def _inherit(self) -> None:
        stopped = [i for i, t in self.oracle.things.items() if not t.inherits] or list(self.oracle.things)
        id_ = self.random.choice(stopped)
        async with self._changing() as work:
            await sharing.inherit_again(await self._open(work, id_))
        self.oracle.things[id_].inherits = True

    async def _move(self) -> None:
        id_, target = self._some_thing(), self._some_thing("shelf")
        if id_ in self.roots:
            return
        async with self._changing() as work:
            moving = sharing.move(await self._open(work, id_), await self._open(work, target))
            if id_ in self.oracle.path(target):
                await self._must_refuse(moving)
            else:
                await moving
                self.oracle.things[id_].parent = target

    async def _bin(self) -> None:
        in_bin = [id_ for id_, thing in self.oracle.things.items() if thing.binned]
        id_ = self.random.choice(in_bin) if len(in_bin) > 3 else self._some_thing()
        if id_ in self.roots:
            return
        binned = not self.oracle.things[id_].binned
        async with self._changing() as work:
            await sharing.set_binned(await self._open(work, id_), binned=binned)
        self.oracle.things[id_].binned = binned

    async def _label(self) -> None:
        id_, label = self._some_thing(), self.random.randint(1, 5)
        async with self._changing() as work:
            await sharing.set_label(await self._open(work, id_), label)
        self.oracle.things[id_].label = label

    async def _release(self) -> None:
        held = [id_ for id_, thing in self.oracle.things.items() if thing.held]
        if held:
            id_ = self.random.choice(held)
            async with self._changing() as work:
                await sharing.release(await self._open(work, id_))
            self.oracle.things[id_].held = False

    async def _add_edge(self) -> None:
        child = self.random.choice([*self.people, *self.people, *self.guests, *self.containers[1:]])
        parent = self.random.choice(self.containers[1:])
        async with self._changing() as work:
            starts, ends = self._some_dates(work.now)
            adding = belonging.add_member(work, child, parent, starts=starts, ends=ends)
            if self.oracle.would_belong_to_itself(child, parent):
                await self._must_refuse(adding)
            else:
                self.oracle.edges[await adding] = plain.Edge(child, parent, starts, ends)

    async def _end_edge(self) -> None:
        id_ = self._some_edge()
        async with self._changing() as work:
            at = work.now + timedelta(days=self.random.choice((-3, 0, 2)))
            await belonging.end_member(work, id_, at=at)
        edge = self.oracle.edges[id_]
        self.oracle.edges[id_] = plain.Edge(edge.child, edge.parent, edge.starts, at)

    async def _remove_edge(self) -> None:
        gone = self.oracle.edges[self._some_edge()]
        async with self._changing() as work:
            await belonging.remove_member(work, gone.child, gone.parent)
        pair = gone.child, gone.parent
        self.oracle.edges = {i: e for i, e in self.oracle.edges.items() if (e.child, e.parent) != pair}

    async def _leave(self) -> None:
        """A person leaves the city hall: all that it belonged to ends now."""
        person = self.random.choice(list(self.people))
        async with self._changing() as work:
            for id_, edge in list(self.oracle.edges.items()):
                if edge.child == person and id_ > 0:
                    await belonging.end_member(work, id_, at=work.now)
                    self.oracle.edges[id_] = plain.Edge(person, edge.parent, edge.starts, work.now)

    async def _stay(self) -> None:
        """A guest stays until another day, or leaves now."""
        guest = self.random.choice(list(self.guests))
        async with self._changing() as work:
            until = work.now + timedelta(days=self.random.choice((0, 1, 4, 40)))
            await belonging.set_guests_until(work, [guest], until)
        self.oracle.guests[guest] = until

    @asynccontextmanager
    async def _changing(self) -> AsyncIterator[Work]:
        with suppress(_NothingDone):
            async with self.database.work(System("sample-city")) as work:
                yield work

    async def _must_refuse(self, doing: Awaitable[object]) -> None:
        try:
            await doing
        except (sharing.LastManager, sharing.InsideItself, belonging.BelongsToItself):
            # The statements before it stand in this transaction still: nothing of them may be committed.
            raise _NothingDone from None
        raise AssertionError("done, though it must be refused")

    async def _open(self, work: Work, id_: UUID) -> gate.Opened:  # type: ignore[type-arg]
        return await gate.open(work, MANAGE, id_)

    def _some_thing(self, kind: str | None = None) -> UUID:
        return self.random.choice([i for i, t in self.oracle.things.items() if kind in (None, t.kind)])

    def _some_edge(self) -> int:
        return self.random.choice([id_ for id_ in self.oracle.edges if id_ > 0])

    def _some_principal(self) -> int:
        everyone = [
            *self.people,
            *self.guests,
            *self.guests,
            *self.containers,
            *self.containers,
            *self.oracle.links,
        ]
        return self.random.choice(everyone)

    def _some_end(self, now: datetime) -> datetime | None:
        days = self.random.choice((None, None, 1, 5, 30))
        return None if days is None else now + timedelta(days=days)

    def _some_dates(self, now: datetime) -> tuple[datetime, datetime]:
        starts = self.random.choice((None, None, -400, -20, 1, 4))
        ends = self.random.choice((None, None, -10, 2, 6, 300))
        return (
            ALWAYS[0] if starts is None else now + timedelta(days=starts),
            ALWAYS[1] if ends is None else now + timedelta(days=ends),
        )


class _NothingDone(Exception):
    """Rolls a transaction back that the gate refused to finish."""


async def live(world: RandomWorld, checks: int) -> None:
    """Change and ask in turn until so many answers were compared."""
    wanted = world.checks + checks
    while world.checks < wanted:
        for _ in range(world.random.randint(4, 12)):
            await world.step()
        if world.random.random() < 0.1:
            clock.offset += timedelta(hours=world.random.randint(1, 30))
        for _ in range(2):
            await world.ask()
