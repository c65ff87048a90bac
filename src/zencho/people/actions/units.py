"""Units: making and renaming them."""

from typing import Literal
from uuid import UUID

from sqlalchemy import func, select

from zencho.audit.record import record
from zencho.gate import belonging
from zencho.gate.opening import Opened
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.people.events import UnitAdded, UnitRenamed
from zencho.people.problems import BlankName, UnknownUnit
from zencho.people.readings import folded, seat_name
from zencho.people.tables import Rank, Seat, Unit

Managed = Opened[UUID, Literal["people.manage"]]
Kind = Literal["agency", "bureau", "ward", "department", "section", "team"]


async def add_unit(
    opened: Managed,
    *,
    kind: Kind,
    name: str,
    reading: str,
    english: str = "",
    parent: UUID | None = None,
    place: str = "",
    telephone: str = "",
) -> UUID:
    """A unit below `parent`, last among its siblings -> its id. Raises UnknownUnit, BlankName."""
    work = opened.work
    if not name.strip() or not reading.strip():
        raise BlankName
    above = None if parent is None else await work.db.get(Unit, parent)
    if parent is not None and above is None:
        raise UnknownUnit
    id_ = new_id()
    principal = await belonging.add_principal(work, id_, "unit")
    siblings = await work.db.scalar(select(func.count()).select_from(Unit).where(Unit.parent == parent))
    unit = Unit(
        id=id_,
        principal=principal,
        parent=parent,
        above=[*(above.above if above else ()), id_],
        kind=kind,
        name=name.strip(),
        reading=reading.strip(),
        english=english.strip(),
        duty="",
        place=place,
        telephone=telephone,
        position=siblings or 0,
        folded=folded(name, reading, english),
    )
    work.db.add(unit)
    await work.db.flush()
    if above is not None:
        await belonging.add_member(work, principal, above.principal)
    await record(work, "unit.add", Ref("unit", id_), parent=str(parent) if parent else None)
    work.announce(UnitAdded(id_))
    return id_


async def rename_unit(
    opened: Managed,
    unit_id: UUID,
    *,
    name: str,
    reading: str,
    english: str,
    place: str | None = None,
    telephone: str | None = None,
) -> None:
    """Call a unit otherwise; its rights and where it stands in the tree stay.

    Place and telephone stay where None. Raises UnknownUnit, BlankName.
    """
    work = opened.work
    if not name.strip() or not reading.strip():
        raise BlankName
    unit = await work.db.get(Unit, unit_id)
    if unit is None:
        raise UnknownUnit
    unit.name, unit.reading, unit.english = name.strip(), reading.strip(), english.strip()
    unit.place = unit.place if place is None else place.strip()
    unit.telephone = unit.telephone if telephone is None else telephone.strip()
    unit.folded = folded(name, reading, english)
    seats = await work.db.execute(
        select(Seat, Rank).join(Rank, Rank.key == Seat.rank).where(Seat.unit == unit_id)
    )
    for seat, rank in seats:
        seat.folded = folded(seat_name(unit.name, rank.name), unit.reading, rank.english)
    await work.db.flush()
    await record(work, "unit.rename", Ref("unit", unit_id))
    work.announce(UnitRenamed(unit_id))
