"""Sharing several things at once: who has as much already, or a higher role, keeps what they have."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from zencho.drive import shapes
from zencho.gate.permissions import Role
from zencho.kernel.clock import end_of_day


class Lacking(NamedTuple):
    """What is to be given on one thing, and what takes exactly that back."""

    give: list[shapes.Give]
    back: shapes.SharingChange


def find_lacking(now: shapes.Sharing, wanted: Sequence[shapes.Give], zone: ZoneInfo) -> Lacking:
    """Of the gifts those that the thing, as shared now, does not hold already, on it or above it.

    A lower role that stands on the thing is replaced, and the way back puts it as it was.
    """
    own = {_key(share.party): share for share in now.shares if not share.inherited}
    give: list[shapes.Give] = []
    back: list[shapes.Give] = []
    gone: list[shapes.Party] = []
    for gift in wanted:
        if any(_holds(share, gift, zone) for share in now.shares):
            continue
        give.append(gift)
        kept = own.get(_key(gift.party))
        if kept is None:
            gone.append(gift.party)
        else:
            back.append(shapes.Give(party=kept.party, role=kept.role, ends_on=_last_day(kept.ends, zone)))
    return Lacking(give, shapes.SharingChange(give=back, take=gone))


def _key(party: shapes.Party) -> tuple[str, str]:
    return party.kind, str(party.id)


def _rank(role: str) -> Role:
    return Role[role.upper()]


def _holds(share: shapes.Share, gift: shapes.Give, zone: ZoneInfo) -> bool:
    """Whether the share gives as much, as long. A higher role on the thing itself is never lowered."""
    if _key(share.party) != _key(gift.party) or _rank(share.role) < _rank(gift.role):
        return False
    if share.ends is None or (not share.inherited and _rank(share.role) > _rank(gift.role)):
        return True
    return gift.ends_on is not None and share.ends >= end_of_day(gift.ends_on, zone)


def _last_day(ends: datetime | None, zone: ZoneInfo) -> date | None:
    return None if ends is None else (ends - timedelta(seconds=1)).astimezone(zone).date()
