"""When somebody signs in, and when everything of somebody goes to another."""

from sqlalchemy import select, update

from zencho.drive.events import DriveHandedOver
from zencho.gate.tables import Principal
from zencho.guests.actions import hand_over_guests
from zencho.guests.tables import Guest
from zencho.kernel.reactions import Reaction
from zencho.kernel.work import Work
from zencho.sessions.events import SessionBegan


async def note_sign_in(work: Work, event: SessionBegan) -> None:
    """When a guest was here last."""
    await work.db.execute(update(Guest).where(Guest.person == event.person).values(signed_in_at=work.now))


async def hand_over(work: Work, event: DriveHandedOver) -> None:
    """A person who takes over vouches for the guests too; a unit cannot: administrators find them."""
    taker = await work.db.scalar(select(Principal).where(Principal.id == event.principal))
    if taker is not None and taker.kind == "person" and taker.ref is not None:
        await hand_over_guests(work, event.person_id, taker.ref)


REACTIONS = (Reaction(SessionBegan, note_sign_in), Reaction(DriveHandedOver, hand_over))
