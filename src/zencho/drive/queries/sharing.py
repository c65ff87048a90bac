"""Who can see a thing and why, in the shapes the page draws, and who waits to be let in."""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text

from zencho.drive import rules, shapes
from zencho.drive.queries.items import role_name
from zencho.drive.tables import AccessRequest, Node
from zencho.gate import audience, reasons
from zencho.gate import opening as gate
from zencho.gate.audience import Share
from zencho.gate.belonging import find_principal
from zencho.gate.opening import Opened
from zencho.gate.permissions import PERMISSIONS, Permission, Role
from zencho.gate.tables import EVERYONE, Principal, Thing
from zencho.kernel.errors import InvalidRequest, Problem
from zencho.kernel.work import Work

_AGENCY_WIDE = shapes.Party(kind="everyone", id=None)


class NoSuchParty(Problem):
    """No person, unit, post or group of that id."""

    status = 404


class NoLongerWaiting(Problem):
    """The request was answered meanwhile, or was never made here."""

    status = 409


async def find_party(work: Work, party: shapes.Party) -> int:
    """The principal of a party that something may be given to by name. Raises NoSuchParty; links have acts of
    their own."""
    if party == _AGENCY_WIDE:
        return EVERYONE
    found = None if party.id is None else await find_principal(work, party.id)
    if found is None or found.kind != party.kind or found.kind == "link":
        raise NoSuchParty
    return found.id


async def get_sharing(opened: Opened[Node, Any]) -> shapes.Sharing:
    """All that is given here and above."""
    work, anchor = opened.work, await _anchor_now(opened)
    shares = (await audience.list_shares(work, [anchor]))[anchor]
    path = await reasons.list_path(work, opened.ref.id)
    inside, apart = None, None
    if opened.role >= Role.MANAGER:
        inside, apart = await _count_below(work, opened.ref.kind, anchor)
    shown = await _Places.of(work, path)
    listed = [shown.share(share) for share in shares]
    return shapes.Sharing(
        shares=sorted(listed, key=lambda share: share.inherited),
        people=(await audience.count_people(work, {anchor: shares}))[anchor],
        inherits=await audience.is_inheriting(work, anchor) or shown.owner_of(anchor) != opened.ref.id,
        has_parent=opened.thing.folder is not None,
        inside=inside,
        apart=apart,
    )


async def get_reasons(opened: Opened[Node, Any], person: UUID, permission: str) -> shapes.Reasons:
    """Why one person may or may not. Raises NoSuchParty, InvalidRequest for an unknown permission."""
    work = opened.work
    principal = await find_principal(work, person)
    if principal is None or principal.kind != "person":
        raise NoSuchParty
    wanted = PERMISSIONS.get(permission)
    if wanted is None or (wanted.kinds is not None and opened.ref.kind not in wanted.kinds):
        raise InvalidRequest(fields=["permission"])
    found = await reasons.explain(work, opened, principal, wanted)
    places = await _Places.of(work, await reasons.list_path(work, opened.ref.id))
    parties = await _parties(work, {edge.parent for chain in found.chains for edge in chain.edges})
    parties[principal.id] = shapes.Party(kind="person", id=person)
    return shapes.Reasons(
        person=person,
        permission=permission,
        allowed=found.allowed,
        role=None if found.role is Role.NONE else role_name(found.role),
        rules=list(found.rules),
        conditions=dict(found.conditions),
        until=found.until,
        chains=[_chain(chain, parties, places) for chain in found.chains],
        remedy=None if found.remedy is None else _remedy(found.remedy, wanted, places),
    )


def _chain(chain: reasons.Chain, parties: Mapping[int, shapes.Party], places: "_Places") -> shapes.Chain:
    return shapes.Chain(
        links=[
            shapes.Link(
                party=parties[edge.child],
                belongs_to=parties[edge.parent],
                starts=edge.starts,
                ends=edge.ends,
            )
            for edge in chain.edges
        ],
        share=places.share(chain.share),
        down=[id_ if id_ in places.seen else None for id_ in chain.down],
    )


def _remedy(remedy: reasons.Remedy, permission: Permission[Any, str], places: "_Places") -> shapes.Remedy:
    needs = dict(remedy.needs)
    role = needs.pop("role", None)
    return shapes.Remedy(
        take=[places.share(share) for share in remedy.take],
        give=None if role is None else role_name(role),
        needs=needs,
        people=remedy.people,
    )


class _Places:
    """Where grants stand, as far as the actor sees those things."""

    def __init__(self, path: Sequence[reasons.Step], seen: Set[UUID]) -> None:
        self._path, self.seen = path, seen

    @classmethod
    async def of(cls, work: Work, path: Sequence[reasons.Step]) -> "_Places":
        """For one thing and all above it."""
        return cls(path, (await gate.visible_of(work, rules.THING_READ, [step.id for step in path])).ids)

    def owner_of(self, anchor: int) -> UUID:
        """The thing an anchor was made for."""
        return reasons.down_from(self._path, anchor)[0]

    def share(self, share: Share) -> shapes.Share:
        """A grant as it travels."""
        where = self.owner_of(share.stands_at)
        return shapes.Share(
            party=shapes.Party(kind=share.kind, id=share.ref),
            role=role_name(share.role),
            people=share.people,
            ends=share.ends,
            inherited=where != self._path[0].id,
            where=where if where in self.seen else None,
            given_by=share.given_by,
            given_at=share.given_at,
        )


async def list_requests(opened: Opened[Node, Any]) -> shapes.AccessRequests:
    """Requests that wait at one thing."""
    return await _requests(opened.work, [opened.ref.id])


async def list_requests_for_me(work: Work) -> shapes.AccessRequests:
    """Requests that wait at any thing whose sharing the actor manages."""
    waiting = Thing.id.in_(select(func.drive_requested()))
    seen = await gate.visible(work, rules.THING_SHARE, waiting)
    ids = list(await work.db.scalars(select(Thing.id).where(seen.clause)))
    return await _requests(work, ids)


async def find_request(opened: Opened[Node, Any], id_: UUID) -> AccessRequest | None:
    """A request that waits at an opened thing."""
    return await opened.work.db.scalar(
        select(AccessRequest).where(
            AccessRequest.id == id_,
            AccessRequest.thing_id == opened.ref.id,
            AccessRequest.granted.is_(None),
        )
    )


async def _requests(work: Work, ids: Iterable[UUID]) -> shapes.AccessRequests:
    rows = await work.db.execute(
        select(AccessRequest, Node.kind, Node.name)
        .join(Node, Node.thing_id == AccessRequest.thing_id)
        .where(AccessRequest.thing_id.in_(list(ids)), AccessRequest.granted.is_(None))
        .order_by(AccessRequest.asked_at, AccessRequest.id)
    )
    return shapes.AccessRequests(
        requests=[
            shapes.AccessRequest(
                id=row.AccessRequest.id,
                thing=row.AccessRequest.thing_id,
                kind=row.kind,
                name=row.name,
                person=row.AccessRequest.person,
                reason=row.AccessRequest.reason,
                role=role_name(row.AccessRequest.role),
                until=row.AccessRequest.until,
                asked_at=row.AccessRequest.asked_at,
            )
            for row in rows
        ]
    )


async def _anchor_now(opened: Opened[Node, Any]) -> int:
    """Sharing a file by itself gives it an anchor of its own: read where it hangs after the change."""
    anchor = await opened.work.db.scalar(select(Thing.anchor).where(Thing.id == opened.ref.id))
    return anchor or opened.anchor


async def _count_below(work: Work, kind: str, anchor: int) -> tuple[int, int]:
    """Things inside, and how many of them have rules of their own. Only folders hold things, and each is
    an anchor: the anchors are walked, of which there are far fewer."""
    if kind != "folder":
        return 0, 0
    row = (
        await work.db.execute(
            text(
                "WITH RECURSIVE below AS (SELECT CAST(:top AS integer) AS id UNION ALL"
                " SELECT a.id FROM anchor a JOIN below b ON a.parent = b.id), here AS"
                " (SELECT id, (SELECT count(*) FROM thing t WHERE t.anchor = below.id) AS things FROM below)"
                " SELECT sum(things)::bigint - 1 AS things,"
                " array_agg(id) FILTER (WHERE things > 0) AS anchors FROM here"
            ),
            {"top": anchor},
        )
    ).one()
    anchors = set(row.anchors or ()) - {anchor}
    return row.things, len(await audience.list_apart(work, anchors))


async def _parties(work: Work, principals: Iterable[int]) -> dict[int, shapes.Party]:
    rows = await work.db.execute(select(Principal).where(Principal.id.in_(list(principals))))
    return {each.id: shapes.Party(kind=each.kind, id=each.ref) for each in rows.scalars()}
