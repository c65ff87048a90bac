"""What can stand against an app password, and against a client that uses one."""

from zencho.kernel.errors import Problem


class TooManyAppPasswords(Problem):
    """One person has `params["limit"]` of them, and no more."""

    status = 409


class UnknownAppPassword(Problem):
    """No such app password of this person: it was ended already."""

    status = 404


class OfAnotherProgram(Problem):
    """The app password belongs to another kind of program than the one that asks."""

    status = 403


class NotEncrypted(Problem):
    """A secret came over a line that others can read."""

    status = 403
