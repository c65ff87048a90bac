"""Everything that somebody has goes to somebody else: nothing moves, so rights, links and addresses stay.

Their own drive becomes a shared drive of whoever takes over, who also manages what they managed by name.
It is done as the person themself, or for one who has left as System: nobody else could.
"""

from collections import Counter
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import text

from zencho.audit.record import record
from zencho.drive import rules, sharing
from zencho.drive.actions.rows import write_node
from zencho.drive.events import DriveHandedOver, ItemChanged
from zencho.drive.handover_shapes import HandedOver
from zencho.drive.names import clean_name, keys_of
from zencho.drive.problems import NothingToHandOver
from zencho.drive.queries.handover import Giver, list_managed
from zencho.drive.sharing import Change, Gift
from zencho.drive.tables import Node
from zencho.gate import opening as gate
from zencho.gate.permissions import Role
from zencho.gate.sharing import LastManager
from zencho.gate.tables import Principal, Thing
from zencho.gate.trying import attempt
from zencho.kernel.errors import Problem
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work
from zencho.people.rules import AGENCY_REF


async def hand_over(work: Work, giver: Giver, to: Principal, *, name: str, by: UUID | None) -> HandedOver:
    """All in one transaction; a place that cannot be handed over (it lies in the bin, its label asks for a
    stronger sign-in) stays as it is and is counted.

    Raises NothingToHandOver and what a name may raise.
    """
    cleaned, left_out, places = clean_name(name), Counter[str](), 0
    managed = await list_managed(work, giver)
    for each in managed:
        try:
            async with attempt(work):
                await _hand_over_place(work, each.id, giver, to)
            places += 1
        except Problem as problem:
            left_out[problem.code] += 1
    drive = await _hand_over_drive(work, giver, to, cleaned)
    if drive is None and not managed:
        raise NothingToHandOver
    ref = AGENCY_REF if drive is None else Ref("folder", drive)
    detail = {"person": str(giver.id), "to": str(to.ref), "by": None if by is None else str(by)}
    await record(work, "drive.hand_over", ref, **detail, places=places, left_out=dict(left_out))
    if drive is not None:
        work.announce(ItemChanged(None, drive, "folder"))
        work.announce(DriveHandedOver(drive, giver.id, to.id, str(work.request_id)))
    return HandedOver(drive=drive, places=places, left_out=dict(left_out))


async def _hand_over_place(work: Work, id_: UUID, giver: Giver, to: Principal) -> None:
    """To a person what the giver had. A whole unit gets it only where nobody would be left who manages it."""
    opened = await gate.open(work, rules.THING_SHARE, id_)
    taken = (giver.principal,)
    if to.kind == "unit":
        try:
            async with attempt(work):
                await sharing.change_sharing(opened, Change(taken=taken, is_told=False))
            return
        except LastManager:
            pass
    gift = Gift(to.id, Role.MANAGER, None)
    await sharing.change_sharing(opened, Change(gifts=(gift,), taken=taken, is_told=False))


async def _hand_over_drive(work: Work, giver: Giver, to: Principal, name: str) -> UUID | None:
    """The own drive becomes a shared drive -> its id, or None where nothing lies in it."""
    if giver.own is None or not await _has_things(work, giver.own):
        return None
    opened = await gate.open(work, rules.THING_SHARE, giver.own)
    gift = Gift(to.id, Role.MANAGER, None)
    await sharing.change_sharing(opened, Change(gifts=(gift,), taken=(giver.principal,), is_told=False))
    values = {"root": "shared", "owner": to.ref, "name": name, "revision": Node.revision + 1}
    await write_node(opened, values | asdict(keys_of(name)))
    # Whoever gave it away gets a new, empty one when they ask for theirs again.
    await work.db.execute(text("SELECT drive_let_go(:root)"), {"root": giver.own})
    return giver.own


async def _has_things(work: Work, own: UUID) -> bool:
    inside = Thing.__table__.select().where(Thing.parent == own).limit(1)
    return (await work.db.execute(inside)).first() is not None
