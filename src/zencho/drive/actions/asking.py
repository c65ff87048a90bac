"""Asking to be let in, and the answer."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from zencho.audit.record import record
from zencho.drive import rules
from zencho.drive.events import AccessAnswered, AccessAsked, ItemChanged
from zencho.drive.tables import (
    AccessRequest,
    Node,
)
from zencho.gate import sharing
from zencho.gate.opening import Opened
from zencho.gate.permissions import Role
from zencho.gate.tables import Thing
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref


async def ask_access(
    opened: Opened[UUID, Literal["access.ask"]],
    thing_id: UUID,
    *,
    reason: str,
    role: Role,
    until: datetime | None,
) -> None:
    """Ask those who manage a thing to be let in. The same statements run whether it exists or not.

    Asking again words the waiting request anew and rings nobody twice.
    """
    work, request_id = opened.work, new_id()
    person, principal = opened.thing, opened.standing.person
    wanted = select(
        literal(request_id),
        Thing.id,
        Thing.anchor,
        literal(person),
        literal(principal),
        literal(int(role)),
        literal(reason),
        literal(until, AccessRequest.until.type),
        literal(work.now),
    ).where(Thing.id == thing_id, Thing.kind.in_(rules.IN_DRIVE))
    columns = ["id", "thing_id", "anchor", "person", "principal", "role", "reason", "until", "asked_at"]
    statement = upsert(AccessRequest).from_select(columns, wanted)
    again = {name: statement.excluded[name] for name in ("role", "reason", "until")}
    row = (
        await work.db.execute(
            statement.on_conflict_do_update(
                index_elements=["thing_id", "principal"],
                index_where=AccessRequest.granted.is_(None),
                set_=again,
            ).returning(AccessRequest.id)
        )
    ).one_or_none()
    # Written down alike for what exists and what does not: the record is no oracle either.
    await record(work, "access.ask", Ref("thing", thing_id), role=int(role))
    if row is not None and row.id == request_id:
        work.announce(AccessAsked(thing_id, request_id, person))


async def answer_request(
    opened: Opened[Node, Literal["thing.share"]],
    request: AccessRequest,
    *,
    grant: bool,
    role: Role | None = None,
    ends: datetime | None = None,
) -> None:
    """Let the person in with `role` (as asked where None) until `ends`, or decline."""
    work = opened.work
    if grant:
        await sharing.give(opened, request.principal, role or Role(request.role), ends=ends or request.until)
        work.announce(ItemChanged(opened.thing.folder, opened.ref.id, opened.ref.kind))
    answered = {"granted": grant, "answered_at": work.now, "answered_by": work.actor.id}
    await work.db.execute(update(AccessRequest).where(AccessRequest.id == request.id).values(answered))
    await record(work, "access.grant" if grant else "access.decline", opened.ref, person=str(request.person))
    work.announce(
        AccessAnswered(opened.ref.kind, opened.ref.id, request.id, request.person, work.actor.id, grant)
    )
