"""A second evaluator: the gate's answers worked out again, naively, from what was done.

It imports nothing of the product and keeps no closure: each question walks the edges, the tree and the
dates anew. The guard rails and the roles that carry each permission are stated again by hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

Answer = Literal["open", "refused", "unseen"]
MANAGER = 4

# permission -> (least role, kinds or None for any, allowed outside the bin, allowed in the bin, allowed
# unless held, allowed while held, allowed to guests too)
RULES: dict[str, tuple[int, frozenset[str] | None, bool, bool, bool, bool, bool]] = {
    "probe.read": (1, None, True, False, True, True, True),
    "probe.comment": (2, frozenset({"book"}), True, False, True, False, True),
    "probe.write": (3, None, True, False, True, False, True),
    "probe.manage": (4, None, True, True, True, True, False),
    "probe.shelve": (3, frozenset({"shelf"}), True, False, True, False, False),
    "probe.restore": (3, None, False, True, True, True, True),
    "probe.discard": (3, frozenset({"book"}), True, False, False, True, False),
}


@dataclass(frozen=True)
class Asker:
    """Who asks: `kind` Person, LinkHolder or Sender, with what the guard rails read."""

    kind: str
    principal: int
    links: tuple[int, ...]
    assurance: int
    device: int
    place: str
    guest: bool = False


@dataclass(frozen=True)
class Edge:
    """`child` belongs to `parent` from `starts` until before `ends`."""

    child: int
    parent: int
    starts: datetime
    ends: datetime


@dataclass
class Thing:
    """A node of the tree with what was given on it: principal -> (role, until before)."""

    kind: str
    parent: UUID | None
    label: int
    binned: bool = False
    held: bool = False
    inherits: bool = True
    grants: dict[int, tuple[int, datetime]] = field(default_factory=dict)


@dataclass
class Oracle:
    """All that was done, as plain values; `guests` until before when."""

    guests: dict[int, datetime] = field(default_factory=dict)
    links: set[int] = field(default_factory=set)
    edges: dict[int, Edge] = field(default_factory=dict)
    things: dict[UUID, Thing] = field(default_factory=dict)
    _me: tuple[Asker, datetime, set[int]] | None = None

    def answer(self, asker: Asker, permission: str, id_: UUID, now: datetime) -> Answer:
        """What the gate must say."""
        thing = self.things.get(id_)
        if thing is None:
            return "unseen"
        least, kinds, outside, inside, unheld, held, for_guests = RULES[permission]
        role = self.role(asker, id_, now)
        if role == 0 or (kinds is not None and thing.kind not in kinds):
            return "unseen"
        if role < least or not (inside if self.in_bin(id_) else outside):
            return "refused"
        if not ((held and asker.kind != "LinkHolder") if thing.held else unheld):
            return "refused"
        if asker.guest and not for_guests:
            return "refused"
        return "refused" if _guarded(asker, role, thing.label) else "open"

    def role(self, asker: Asker, id_: UUID, now: datetime) -> int:
        """The strongest role given here, or above and inherited, to anyone the asker counts as."""
        me = self.counts_as(asker, now)
        roles = [
            role
            for thing in self.inherited_from(id_)
            for principal, (role, ends) in thing.grants.items()
            if principal in me and now < ends
        ]
        return max(roles, default=0)

    def counts_as(self, asker: Asker, now: datetime) -> set[int]:
        """The person, and all that it belongs to now, directly or through others."""
        if self._me is not None and self._me[:2] == (asker, now):
            return self._me[2]
        me = set(asker.links)
        waiting = [asker.principal] if asker.principal else []
        if asker.principal in self.guests:
            # Themselves, until their day; what they may have been put into counts for nothing.
            waiting = []
            me |= {asker.principal} if now < self.guests[asker.principal] else set()
        while waiting:
            each = waiting.pop()
            me.add(each)
            waiting += [
                edge.parent
                for edge in self.edges.values()
                if edge.child == each and edge.starts <= now < edge.ends and edge.parent not in me
            ]
        self._me = asker, now, me
        return me

    def inherited_from(self, id_: UUID) -> Iterator[Thing]:
        """The thing and those above it whose grants count here."""
        thing = self.things[id_]
        yield thing
        while thing.inherits and thing.parent is not None:
            thing = self.things[thing.parent]
            yield thing

    def in_bin(self, id_: UUID) -> bool:
        """Whether it or anything above it lies in the bin."""
        return any(self.things[each].binned for each in self.path(id_))

    def path(self, id_: UUID) -> Iterator[UUID]:
        """The thing and all above it."""
        at: UUID | None = id_
        while at is not None:
            yield at
            at = self.things[at].parent

    def is_managed(self, id_: UUID) -> bool:
        """Whether anybody but a link manages it, and for ever."""
        return any(
            role == MANAGER and ends.year == 9999 and principal not in self.links
            for thing in self.inherited_from(id_)
            for principal, (role, ends) in thing.grants.items()
        )

    def would_belong_to_itself(self, child: int, parent: int) -> bool:
        """Whether `parent` belongs to `child` already, at any time."""
        above, waiting = set(), [parent]
        while waiting:
            each = waiting.pop()
            above.add(each)
            waiting += [e.parent for e in self.edges.values() if e.child == each and e.parent not in above]
        return child in above

    def moments(self) -> list[datetime]:
        """All dates at which some answer may change."""
        edges = {moment for edge in self.edges.values() for moment in (edge.starts, edge.ends)}
        given = {ends for thing in self.things.values() for _, ends in thing.grants.values()}
        stays = set(self.guests.values())
        return sorted(moment for moment in edges | given | stays if 1 < moment.year < 9999)


def _guarded(asker: Asker, role: int, label: int) -> bool:
    """3B and above needs a strong sign-in, 3A a known device; links stop at 2 and never manage; whoever may
    only send may nothing of all this; guests stop at 3C."""
    if asker.kind == "Sender":
        return True
    if asker.guest and label >= 4:
        return True
    if asker.kind == "Person":
        return (label >= 4 and asker.assurance < 2) or (label >= 5 and asker.device < 1)
    return asker.kind == "LinkHolder" and (label >= 3 or role >= 4)
