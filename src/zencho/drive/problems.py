"""What can stand against an act in the drive; names have theirs in `names`."""

from zencho.kernel.errors import Problem


class RootStays(Problem):
    """The root of a drive is neither moved nor deleted."""

    status = 409


class NotInBin(Problem):
    """It does not lie in the bin by itself: what it lies in was put there, or it lives."""

    status = 409


class KeptByOthers(Problem):
    """Something inside is managed by others alone; what it is, or whose, is not said."""

    status = 409


class TooManyStarred(Problem):
    """One person keeps `params["limit"]` things at hand, and no more."""

    status = 409


class LabelOnlyRises(Problem):
    """Only who manages the sharing may lower a label."""

    status = 403


class NoSuchUnit(Problem):
    """No unit or person of that id."""

    status = 404


class NoSuchDrive(Problem):
    """No shared drive of that id."""

    status = 404


class CannotReceive(Problem):
    """Things are handed over to a unit, or to somebody else who works here today."""

    status = 422


class NothingToHandOver(Problem):
    """Their own drive is empty, and they manage nothing by name."""

    status = 409


class StillHere(Problem):
    """Whoever has a post hands over what is theirs by themselves."""

    status = 409


class NoSuchVersion(Problem):
    """The file has no version of that number; `params["number"]`. Some go with age."""

    status = 404


class NotAside(Problem):
    """That version does not wait beside the current one: somebody has chosen already, or it never did."""

    status = 409


class SharedByItself(Problem):
    """The file is shared by itself: what is taken out of it into its folder would be seen by others."""

    status = 409


class CannotBeCopied(Problem):
    """Things of this kind have no copies."""

    status = 409


class TreeTooDeep(Problem):
    """More folders within each other than `params["limit"]`."""

    status = 422


class DriveFull(Problem):
    """The drive has less room than this takes; `params`: needed_bytes, free_bytes, limit_bytes.

    Nothing of it was kept, and it may be tried again once there is room.
    """

    status = 507


class UploadTooLarge(Problem):
    """A larger file than may be taken in; `params["limit_gib"]`."""

    status = 413


class TooMuchUnderWay(Problem):
    """One person's unfinished uploads would be more than `params`: limit_gib, limit_count."""

    status = 413


class UploadMoved(Problem):
    """Another request went on with this upload meanwhile: ask where it stands."""

    status = 409


class MoreThanAnnounced(Problem):
    """More bytes come than the upload was to have; `params["size_bytes"]`."""

    status = 400


class UploadStalled(Problem):
    """Nothing came for a while. What was acknowledged is kept; the upload can be gone on with."""

    status = 408


class UploadIncomplete(Problem):
    """Fewer or more bytes came than were announced; `params`: expected, received. Nothing was kept."""

    status = 400


class BytesNotMarked(Problem):
    """The bytes of an upload travel as `params["content_type"]`."""

    status = 415
