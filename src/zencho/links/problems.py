"""What can stand against a link. To whoever holds one it is never said whether it ended, was stopped, never
was, or may not be used on this folder: one answer for all."""

from zencho.kernel.errors import Problem


class LinkClosed(Problem):
    """The link takes nothing in (unknown, ended, stopped, full, or its folder is gone)."""

    status = 404


class WrongPassphrase(Problem):
    """The link asks for another word."""

    status = 422


class NothingToSend(Problem):
    """No file has arrived yet."""

    status = 422


class NoRoomLeft(Problem):
    """What the link leads to takes no more in for now. How much it holds is nothing to whoever sends."""

    status = 507


class TooManyFiles(Problem):
    """More than `params["most"]` files; how many of them others sent is told to nobody."""

    status = 409


class AlreadySent(Problem):
    """This was sent already; more is sent as another one."""

    status = 409


class UnknownFile(Problem):
    """No such file among those of this sending."""

    status = 404


class UnknownLink(Problem):
    """No such link of this folder."""

    status = 404


class LinkNotAllowed(Problem):
    """The agency allows links up to `params["most"]`: `off`, `agency` or `anyone`."""

    status = 403


class LinkNotForLabel(Problem):
    """What has the label `params["label"]` (rank) is opened to nobody without an account."""

    status = 409


class NoLink(Problem):
    """The thing has no link, or no longer."""

    status = 404


class LinkEndsTooLate(Problem):
    """A link lasts `params["most_days"]` days at most."""

    status = 422


class LinkStopped(Problem):
    """The link was stopped; a new one is to be made."""

    status = 409
