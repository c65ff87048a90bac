"""Who is rung when something happens elsewhere. Rights are asked when the notice is read, not here."""

from collections.abc import Iterable
from uuid import UUID

from zencho.comments.events import CommentSaid
from zencho.documents.events import PersonMentioned
from zencho.drive.events import AccessAnswered, AccessAsked, DriveHandedOver, DriveNearlyFull
from zencho.gate.belonging import find_principal
from zencho.gate.events import AccessGiven
from zencho.gate.relations import find_ref, list_managers, list_persons
from zencho.kernel.reactions import Reaction
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work
from zencho.links.events import FilesReceived
from zencho.notices.actions import finish_for_all, ring
from zencho.people.rules import AGENCY, AGENCY_REF
from zencho.scanning.events import FilesScanned, ScannerAnswered, ScannerFellSilent

# What is shared with more people than this does not ring: it is found under 共有されたもの.
MOST_RUNG = 200


async def ring_for_share(work: Work, event: AccessGiven) -> None:
    """Tell those who were given something."""
    persons = await list_persons(work, event.principal, limit=MOST_RUNG + 1)
    if len(persons) > MOST_RUNG:
        return
    await ring(
        work,
        persons,
        "shared",
        Ref(event.thing_kind, event.thing_id),
        by=event.given_by,
        cause=f"shared:{event.thing_id}:{event.principal}:{event.request_id}",
        role=event.role,
    )


async def ring_for_request(work: Work, event: AccessAsked) -> None:
    """Tell those who manage the thing that somebody asks to be let in."""
    thing = await find_ref(work, event.thing_id)
    if thing is None:
        return
    await ring(
        work,
        await list_managers(work, event.thing_id, limit=MOST_RUNG),
        "access_asked",
        thing,
        by=event.asked_by,
        cause=_asked(event.request_id),
        request_id=str(event.request_id),
    )


async def ring_for_answer(work: Work, event: AccessAnswered) -> None:
    """Tell the one who asked; the request no longer waits for the others who manage the thing."""
    await finish_for_all(work, _asked(event.request_id))
    await ring(
        work,
        await principals_of(work, [event.asked_by]),
        "access_granted" if event.granted else "access_declined",
        Ref(event.thing_kind, event.thing_id),
        by=event.answered_by,
        cause=f"answered:{event.request_id}",
    )


async def ring_for_mention(work: Work, event: PersonMentioned) -> None:
    """Tell who was mentioned."""
    await ring(
        work,
        await principals_of(work, [event.person_id]),
        "mentioned",
        Ref("document", event.thing_id),
        by=event.by,
        cause=event.cause,
    )


async def ring_for_reception(work: Work, event: FilesReceived) -> None:
    """Tell whoever made the link, and those who manage the folder, that files came by it."""
    persons = {
        *await list_managers(work, event.thing_id, limit=MOST_RUNG),
        *await principals_of(work, [event.made_by]),
    }
    await ring(
        work,
        persons,
        "received",
        Ref("folder", event.thing_id),
        by=None,
        cause=f"received:{event.reception_id}",
        files=event.files,
    )


async def ring_for_scanned(work: Work, event: FilesScanned) -> None:
    """The same for what was looked for viruses in first; one bell, which says where something was found."""
    persons = {
        *await list_managers(work, event.thing_id, limit=MOST_RUNG),
        *await principals_of(work, [event.asked_by]),
    }
    folder = Ref("folder", event.thing_id)
    if event.found:
        cause = f"virus_found:{event.thing_id}:{event.found}"
        await ring(work, persons, "virus_found", folder, by=None, cause=cause, found=event.found)
    else:
        cause = f"received:{event.thing_id}"
        await ring(work, persons, "received", folder, by=None, cause=cause, files=event.files)


async def ring_for_silence(work: Work, event: ScannerFellSilent) -> None:
    """Tell administrators that files wait and nothing looks into them."""
    managers = await list_managers(work, AGENCY, limit=MOST_RUNG)
    await ring(work, managers, "scanner_silent", AGENCY_REF, by=None, cause=_silent(event.since))


async def settle_silence(work: Work, event: ScannerAnswered) -> None:
    """It waits for nobody any more."""
    await finish_for_all(work, _silent(event.since))


async def ring_for_comment(work: Work, event: CommentSaid) -> None:
    """Tell who is mentioned, who is answered, and those whom every comment on the thing concerns."""
    told = {"mentioned": event.mentioned, "answered": event.answered, "commented": event.concerned}
    for kind, people in told.items():
        await ring(
            work,
            await principals_of(work, people),
            kind,
            Ref(event.thing_kind, event.thing_id),
            by=event.by,
            cause=f"comment:{event.comment_id}",
            comment=str(event.comment_id),
        )


async def ring_for_full_drive(work: Work, event: DriveNearlyFull) -> None:
    """Tell those who manage the drive that little room is left, once for each time it fills."""
    await ring(
        work,
        await list_managers(work, event.drive_id, limit=MOST_RUNG),
        "nearly_full",
        Ref("folder", event.drive_id),
        by=None,
        cause=f"nearly_full:{event.drive_id}:{event.since}",
    )


async def ring_for_handover(work: Work, event: DriveHandedOver) -> None:
    """Tell those who have somebody's things now."""
    await ring(
        work,
        await list_persons(work, event.principal, limit=MOST_RUNG),
        "handed_over",
        Ref("folder", event.drive_id),
        by=event.person_id,
        cause=f"handed_over:{event.drive_id}:{event.cause}",
    )


def _silent(since: str) -> str:
    return f"scanner_silent:{since}"


def _asked(request_id: UUID) -> str:
    return f"asked:{request_id}"


async def principals_of(work: Work, people: Iterable[UUID]) -> list[int]:
    """The principals of these people, as far as there are any."""
    found = [await find_principal(work, each) for each in people]
    return [each.id for each in found if each is not None]


REACTIONS = (
    Reaction(AccessGiven, ring_for_share),
    Reaction(AccessAsked, ring_for_request),
    Reaction(AccessAnswered, ring_for_answer),
    Reaction(PersonMentioned, ring_for_mention),
    Reaction(FilesReceived, ring_for_reception),
    Reaction(FilesScanned, ring_for_scanned),
    Reaction(ScannerAnswered, settle_silence),
    Reaction(ScannerFellSilent, ring_for_silence),
    Reaction(CommentSaid, ring_for_comment),
    Reaction(DriveHandedOver, ring_for_handover),
    Reaction(DriveNearlyFull, ring_for_full_drive),
)
