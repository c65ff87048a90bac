"""Opening a thing: load and check in one call. What comes back is the only proof that acts accept.

    opened = await gate.open(work, FOLDER_DELETE, folder_id)     # Opened[Node, Literal["folder.delete"]]
    visible = await gate.visible(work, THING_READ, Thing.parent == folder_id)
    visible = await gate.visible_of(work, THING_READ, ids)

One statement finds the relation (SQL), Cedar says whether it may be used now. Missing and unseen end
after the same statements with the same answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Row,
    Text,
    and_,
    cast,
    false,
    func,
    literal,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from zencho.audit.record import allows, record_refusal
from zencho.gate import relations
from zencho.gate.actors import Anonymous, AnyActor, LinkHolder, Person, Sender, System
from zencho.gate.explaining import smallest_change
from zencho.gate.permissions import KINDS, P_co, Permission, Role, T_co
from zencho.gate.policy import SHIPPED, Facts, Policies, facts_of
from zencho.gate.tables import Thing
from zencho.kernel.errors import NotSignedIn, Problem
from zencho.kernel.refs import Ref
from zencho.kernel.work import Database, Work

P = TypeVar("P", bound=str)
T = TypeVar("T")


class Unseen(Problem):
    """Missing, or not for this actor to know of: the two are never told apart."""

    status = 404
    code = "not_found"


class Refused(Problem):
    """Seen, but not allowed.

    `params`: permission, rules that spoke, `needs` = a smallest change that flips it (or null).
    """

    status = 403


@dataclass(frozen=True, slots=True)
class Standing:
    """What an allow rested on, so that a writer can check at commit that it still holds.

    `until` is the next moment at which a date alone may change the answer (None = never).
    """

    anchor: int
    anchor_epoch: int
    person: int
    person_epoch: int
    policy_version: int
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Opened(Generic[T_co, P_co]):
    """A thing opened for one permission in one transaction. Only the gate makes these."""

    work: Work
    thing: T_co
    ref: Ref
    permission: Permission[T_co, P_co]
    role: Role
    anchor: int
    label: int
    standing: Standing
    facts: Facts


# The newest version that each database of this process was seen to have.
_policies: WeakKeyDictionary[Database, Policies] = WeakKeyDictionary()


Sort = tuple[str, int, bool, bool]  # kind, label, lies in the bin itself, is held
LABELS = 2**16  # a label is a smallint: no two of them share a number below
# Tells the wall who asks, and learns the policy version. Whoever finds out who asks may put these words into
# the very statement that finds it, with an expression for the principal, and say so by `keep_prepared`.
PREPARING = (
    "set_config('zencho.person', {principal}, true), set_config('zencho.read', '{{}}', true),"
    " set_config('zencho.write', '{{}}', true), (SELECT max(version) FROM policy) AS version"
)
_PREPARE = "SELECT " + PREPARING.format(principal="%(person)s")
_TELL_WALL = "SELECT set_config('zencho.read', %(read)s, true), set_config('zencho.write', %(write)s, true)"


async def prepare(work: Work) -> None:
    """First in every transaction: tell the wall who asks and learn the policy version, in one statement."""
    actor = actor_of(work)
    if work.scratch.pop("prepared", None) is actor:
        return
    [row] = await work.ask(_PREPARE, person=str(actor.principal or ""))
    work.scratch |= {"policy_version": row.version or 0, "read": set(), "write": set()}


def keep_prepared(work: Work, actor: AnyActor, version: int | None) -> None:
    """The words of `PREPARING` were said for this actor: `prepare` need not say them again."""
    work.scratch |= {"policy_version": version or 0, "read": set(), "write": set(), "prepared": actor}


def actor_of(work: Work) -> AnyActor:
    """The actor of a transaction, as the gate knows actors."""
    actor = work.actor
    assert hasattr(actor, "assurance"), "actors are made by zencho.gate.actors"
    return actor  # type: ignore[return-value]


def is_guest(work: Work) -> bool:
    """Whether a guest asks: what tells of the agency's people is left out for them."""
    return bool(getattr(actor_of(work), "is_guest", False))


async def policies(work: Work) -> Policies:
    """The policies of this transaction's version, loaded once per version."""
    version = work.scratch["policy_version"]
    loaded = _policies.get(work.database)
    if loaded is None or loaded.version != version:
        stored = await work.db.scalar(text("SELECT text FROM policy WHERE version = :v"), {"v": version})
        loaded = Policies(version, SHIPPED if stored is None else stored)
        _policies[work.database] = loaded
    return loaded


async def open(  # noqa: A001 - opening is what a gate does; used as `gate.open`
    work: Work, permission: Permission[T, P], id_: UUID
) -> Opened[T, P]:
    """Load and check. Raises Unseen (404), Refused (403) or NotSignedIn."""
    work.permissions.add(permission.name)
    actor = actor_of(work)
    least = _least(actor, permission)
    row = await relations.open_relation(work, actor, id_, least=least, writes=permission.writes)
    ref = Ref(row.kind if row else "thing", id_)
    role = Role.NONE if row is None else _role(actor, row.role)
    if row is None or role is Role.NONE or _other_kind(permission, row.kind):
        await _close_wall(work, row)
        await _refuse(work, permission, ref, ())
        if isinstance(actor, Anonymous):
            raise NotSignedIn
        raise Unseen
    book = await policies(work)
    facts = facts_of(actor, role, row.label, row.kind, binned=row.binned, held=row.held)
    decision = book.decide(permission, facts)
    if not decision.allowed:
        await _close_wall(work, row)
        await _refuse(work, permission, ref, decision.rules)
        needs = smallest_change(book, permission, facts)
        raise Refused(permission=permission.name, rules=list(decision.rules), needs=needs)
    allows.count(str(actor.id or actor.kind), permission.name, row.anchor, f"{facts.role}.{facts.label}")
    work.scratch["read"].add(row.anchor)
    if permission.writes:
        work.scratch["write"].add(row.anchor)
    if row.reads is None:  # a rule let through what the role alone does not
        await _tell_wall(work)
    standing = Standing(
        row.anchor, row.epoch, actor.principal, row.person_epoch or 0, book.version, row.until
    )
    thing = await permission.load(work, id_)
    return Opened(work, thing, ref, permission, role, row.anchor, row.label, standing, facts)


async def open_self(work: Work, permission: Permission[UUID, P], *, label: int = 1) -> Opened[UUID, P]:
    """Open what belongs to the signed-in person alone (sessions, settings); what was made of things has a
    `label`, for which the guard rails hold. Raises NotSignedIn, Refused."""
    work.permissions.add(permission.name)
    actor = actor_of(work)
    if not isinstance(actor, Person):
        raise NotSignedIn
    book = await policies(work)
    facts = facts_of(actor, Role.MANAGER, label, "self", binned=False, held=False)
    decision = book.decide(permission, facts)
    ref = Ref("person", actor.id)
    if not decision.allowed:
        await _refuse(work, permission, ref, decision.rules)
        raise Refused(permission=permission.name, rules=list(decision.rules), needs=None)
    standing = Standing(0, 0, actor.principal, 0, book.version, None)
    return Opened(work, actor.id, ref, permission, Role.MANAGER, 0, label, standing, facts)


@dataclass(frozen=True, slots=True)
class Visible:
    """What of `thing` may be listed: `clause` filters rows, `roles` is the actor's role by anchor, `ids` the
    things where they were asked for by id."""

    clause: ColumnElement[bool]
    roles: Mapping[int, Role]
    policies: Policies
    actor: AnyActor
    ids: frozenset[UUID] = frozenset()

    def abilities(self, kind: str, anchor: int, label: int, *, binned: bool, held: bool) -> list[str]:
        """The permissions this actor has on such a thing, by name."""
        facts = facts_of(self.actor, self.roles[anchor], label, kind, binned=binned, held=held)
        return abilities_of(self.policies, facts)


async def visible(work: Work, permission: Permission[Any, str], among: ColumnElement[bool]) -> Visible:
    """The filter for lists, counts and search: exactly the things of `among` (a condition on Thing) that
    `open` would open. The wall is opened for their anchors. Raises NotSignedIn."""
    actor = _asking_for_many(work, permission)
    book, least = await policies(work), _least(actor, permission)
    rows = await relations.open_sorts(work, actor, among, least=least)
    allowed: dict[Sort, set[int]] = {}
    roles: dict[int, Role] = {}
    for row, role in _list_allowed(book, permission, actor, rows):
        allowed.setdefault((row.kind, row.label, row.own_binned, row.held), set()).add(row.anchor)
        roles[row.anchor] = role
    await _keep_wall(work, rows, least, roles)
    return Visible(and_(among, _clause(allowed)), roles, book, actor)


async def visible_of(work: Work, permission: Permission[Any, str], ids: Iterable[UUID]) -> Visible:
    """The same for things that are named by id; `Visible.ids` are those of them that `open` would open."""
    actor = _asking_for_many(work, permission)
    book, least = await policies(work), _least(actor, permission)
    rows = await relations.open_relations(work, actor, ids, least=least)
    allowed = list(_list_allowed(book, permission, actor, rows))
    seen = frozenset(row.id for row, _ in allowed)
    roles = {row.anchor: role for row, role in allowed}
    await _keep_wall(work, rows, least, roles)
    return Visible(relations.among_ids(Thing.id, seen), roles, book, actor, seen)


def _asking_for_many(work: Work, permission: Permission[Any, str]) -> AnyActor:
    work.permissions.add(permission.name)
    actor = actor_of(work)
    if isinstance(actor, Anonymous):
        raise NotSignedIn
    return actor


def _list_allowed(
    book: Policies, permission: Permission[Any, str], actor: AnyActor, rows: Sequence[Row[Any]]
) -> Iterator[tuple[Row[Any], Role]]:
    for row in rows:
        role = _role(actor, row.role)
        if role is not Role.NONE:
            facts = facts_of(actor, role, row.label, row.kind, binned=row.binned, held=row.held)
            if book.decide(permission, facts).allowed:
                yield row, role


def _clause(allowed: Mapping[Sort, set[int]]) -> ColumnElement[bool]:
    """Exactly the things of these (kind, label, own_binned, held) at these anchors, in the same words for any
    number of them: what is asked with it is compiled and planned once."""
    if not allowed:
        return false()
    kinds = tuple(sorted(KINDS.keys() | {kind for kind, *_ in allowed}))
    codes = [
        ((anchor * 64 + kinds.index(kind) + 1) * LABELS + label) * 4 + binned * 2 + held
        for (kind, label, binned, held), anchors in allowed.items()
        for anchor in anchors
    ]
    return and_(
        relations.among_integers(Thing.anchor, set().union(*allowed.values())),
        relations.among_integers(_code(kinds), codes, big=True),
    )


@lru_cache(maxsize=64)
def _code(kinds: tuple[str, ...]) -> ColumnElement[int]:
    """Anchor, kind, label, own_binned and held of a thing as one number. Never NULL: an unknown kind would be
    neither visible nor, where a caller asks for the rest, invisible."""
    assert len(kinds) < 64
    kind = func.coalesce(func.array_position(literal(list(kinds), ARRAY(Text)), Thing.kind), 0)
    in_bin = cast(Thing.binned_at.is_not(None), Integer)
    sort = (cast(Thing.anchor, BigInteger) * 64 + kind) * LABELS + Thing.label
    return sort * 4 + in_bin * 2 + cast(Thing.held, Integer)


async def abilities(work: Work, ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """What the page may offer on each thing; things unseen are left out."""
    actor = actor_of(work)
    book = await policies(work)
    return {
        row.id: abilities_of(
            book, facts_of(actor, role, row.label, row.kind, binned=row.binned, held=row.held)
        )
        for row in await relations.list_relations_of(work, actor, ids)
        if (role := _role(actor, row.role)) is not Role.NONE
    }


async def abilities_here(opened: Opened[Any, Any]) -> list[str]:
    """The same for a thing as it stood when it was opened."""
    return abilities_of(await policies(opened.work), opened.facts)


async def is_for_managers(opened: Opened[Any, Any], permission: Permission[Any, str]) -> bool:
    """Whether those who manage the thing are let do this, at least from where the policies trust most: what
    those who only read it are to be told of."""
    surest = replace(opened.facts, role=int(Role.MANAGER), assurance=2, device=2)
    return (await policies(opened.work)).decide(permission, surest).allowed


async def is_for_guests(opened: Opened[Any, Any], permission: Permission[Any, str]) -> bool:
    """Whether a guest with the role for it is let do this, at least from where the policies trust most."""
    role = int(permission.role)
    surest = replace(opened.facts, actor="Person", role=role, assurance=2, device=2, guest=True)
    return (await policies(opened.work)).decide(permission, surest).allowed


def abilities_of(book: Policies, facts: Facts) -> list[str]:
    """Names of the permissions allowed under these facts."""
    return list(book.list_abilities(facts))


async def open_wall(work: Work, *, read: Iterable[int], write: Iterable[int]) -> None:
    """Let this transaction's statements reach rows at these anchors (row-level security reads the lists)."""
    reads: set[int] = work.scratch["read"]
    writes: set[int] = work.scratch["write"]
    before = len(reads), len(writes)
    reads.update(read, write)
    writes.update(write)
    if (len(reads), len(writes)) != before:
        await _tell_wall(work)


async def _keep_wall(work: Work, rows: Sequence[Row[Any]], least: int, allowed: Iterable[int]) -> None:
    """The statement that found these relations opened the wall where the role is `least`: it is told again
    where the policies say otherwise."""
    reads: set[int] = work.scratch["read"]
    told = reads | {row.anchor for row in rows if row.role >= least}
    reads.update(allowed)
    if told != reads:
        await _tell_wall(work)


async def _close_wall(work: Work, row: Row[Any] | None) -> None:
    """Where the role sufficed the wall stands open for a thing that is refused."""
    if row is not None and row.reads is not None:
        await _tell_wall(work)


async def _tell_wall(work: Work) -> None:
    """The wall knows what this transaction keeps as opened, and nothing more."""
    await work.ask(_TELL_WALL, read=_array(work.scratch["read"]), write=_array(work.scratch["write"]))


def _array(values: Iterable[int]) -> str:
    return "{" + ",".join(map(str, values)) + "}"


def _role(actor: AnyActor, role: int | None) -> Role:
    return Role.MANAGER if isinstance(actor, System) else Role(role or 0)


def _least(actor: AnyActor, permission: Permission[Any, str]) -> int:
    """The role from which the wall opens in the statement that finds the relation."""
    return 0 if isinstance(actor, System) else max(int(permission.role), 1)


def _other_kind(permission: Permission[Any, str], kind: str) -> bool:
    return permission.kinds is not None and kind not in permission.kinds


async def _refuse(work: Work, permission: Permission[Any, str], ref: Ref, rules: tuple[str, ...]) -> None:
    if isinstance(work.actor, Anonymous | LinkHolder | Sender):
        # Whoever is not signed in could fill the record at will: those are counted, not written one by one.
        allows.count(work.actor.kind, f"refused {permission.name}", 0, "")
    else:
        await record_refusal(work, permission.name, ref, rules)
