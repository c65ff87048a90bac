"""When somebody signs in, and when everything of somebody goes to another."""

from zencho.drive.events import DriveHandedOver
from zencho.guests.actions import hand_over_guests, note_sign_in
from zencho.kernel.reactions import Reaction
from zencho.kernel.work import Work
from zencho.sessions.events import SessionBegan


async def keep_sign_in(work: Work, event: SessionBegan) -> None:
    """When a guest was here last."""
    await note_sign_in(work, event.person)


async def hand_over(work: Work, event: DriveHandedOver) -> None:
    """Who takes over vouches for the guests too."""
    await hand_over_guests(work, event.person_id, event.principal)


REACTIONS = (Reaction(SessionBegan, keep_sign_in), Reaction(DriveHandedOver, hand_over))
