"""Who of those that something is given to has opened it, for whoever manages it."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from sqlalchemy import ARRAY, Integer, Uuid, bindparam, text

from zencho.drive import shapes
from zencho.drive.openings_shapes import Opening, Openings, OpeningsOf, PersonOpening
from zencho.drive.tables import Node
from zencho.gate import audience
from zencho.gate.opening import Opened

Managed = Opened[Node, Literal["thing.openings"]]
_COUNTS = text("SELECT * FROM drive_count_openings(:thing, :principals, :moment)").bindparams(
    bindparam("principals", type_=ARRAY(Integer))
)
_EACH = text("SELECT * FROM drive_list_openings(:thing, :people)").bindparams(
    bindparam("people", type_=ARRAY(Uuid))
)


async def list_openings(opened: Managed) -> Openings:
    """For each share that counts here, how many of its people have opened the thing."""
    work, id_ = opened.work, opened.ref.id
    shares = (await audience.list_shares(work, [opened.anchor]))[opened.anchor]
    wanted = {"thing": id_, "principals": [share.principal for share in shares], "moment": work.now}
    counts = {row.principal: row for row in await work.db.execute(_COUNTS, wanted)}
    once = {share.principal: share for share in shares}
    return Openings(
        shares=[
            Opening(
                party=shapes.Party(kind=share.kind, id=share.ref),
                people=share.people,
                opened=counts[principal].opened if principal in counts else 0,
                last=counts[principal].last if principal in counts else None,
            )
            for principal, share in once.items()
        ]
    )


async def list_openings_of(opened: Managed, people: Sequence[UUID]) -> OpeningsOf:
    """When each of these people opened it last; those who may not see it now are left out."""
    readers = await audience.list_readers_among(opened.work, opened.anchor, people)
    wanted = {"thing": opened.ref.id, "people": list(readers)}
    last = {row.person: row.opened_at for row in await opened.work.db.execute(_EACH, wanted)}
    return OpeningsOf(
        people=[PersonOpening(person=each, opened_at=last.get(each)) for each in people if each in readers]
    )
