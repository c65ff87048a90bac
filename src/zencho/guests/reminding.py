"""Three days before a guest's account ends, whoever vouches for them is told."""

from datetime import timedelta

from zencho.guests.queries import list_ending
from zencho.kernel import clock
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work
from zencho.notices.actions import ring
from zencho.notices.reactions import principals_of

BEFORE = timedelta(days=3)
_LATE = timedelta(days=1)  # a server that stood still for a day still reminds


async def remind_of_guests(work: Work) -> None:
    """Tell who vouches, once for each last day."""
    latest = work.now + BEFORE
    for ending in await list_ending(work, after=latest - _LATE, until=latest):
        if ending.voucher is None:
            continue
        ends = ending.guest_until.isoformat()
        await ring(
            work,
            await principals_of(work, [ending.voucher]),
            "guest_ends",
            Ref("person", ending.person),
            by=None,
            cause=f"guest_ends:{ending.person}:{ends}",
            last_day=str(clock.day_of(ending.guest_until - timedelta(microseconds=1))),
        )
