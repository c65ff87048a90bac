"""What can stand in the way of a change of the organisation."""

from zencho.kernel.errors import Problem


class NumberTaken(Problem):
    """Somebody else has this 職員番号 already."""

    status = 409


class UnknownUnit(Problem):
    """No such unit."""

    status = 404


class UnknownPerson(Problem):
    """No such person."""

    status = 404


class UnknownPost(Problem):
    """No such post."""

    status = 404


class UnknownGroup(Problem):
    """No such group."""

    status = 404


class UnknownRank(Problem):
    """No such rank; `params["rank"]` is what was asked for."""

    status = 422


class UnknownMember(Problem):
    """Nobody of this id could belong to a group."""

    status = 422


class EndsBeforeStart(Problem):
    """The last day lies before the first."""

    status = 422


class AbsenceOverlaps(Problem):
    """Another absence of the same person covers one of these days; `params` hold its days."""

    status = 409


class AbsencePassed(Problem):
    """The last day has passed already."""

    status = 422


class UnknownAbsence(Problem):
    """No such absence of this person."""

    status = 404


class StandsInForSelf(Problem):
    """A person cannot stand in for themselves."""

    status = 422


class BlankName(Problem):
    """A name or reading holds no character."""

    status = 422
