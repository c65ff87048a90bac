"""What can stand in the way of inviting and keeping guests."""

from zencho.kernel.errors import Problem


class GuestsAreOff(Problem):
    """This agency invites no guests."""

    status = 409


class GuestStaysTooLong(Problem):
    """The end lies too late; `params["most_days"]` is how many days from today a guest may stay."""

    status = 422


class GuestEndsInThePast(Problem):
    """The last day has passed already."""

    status = 422


class NotForGuests(Problem):
    """What is labelled so is not given to guests; `params["label"]`."""

    status = 409


class GuestHasEnded(Problem):
    """The account is over: it takes another last day first."""

    status = 409


class UnknownGuest(Problem):
    """No such guest, or not one whom this person vouches for."""

    status = 404


class CannotVouch(Problem):
    """Who is to vouch does not work here today."""

    status = 422
