"""What can stand in the way of signing in. None says whether an account exists."""

from zencho.kernel.errors import Problem


class WrongCredentials(Problem):
    """The number and password, the passkey or the link are not accepted; which part is never said."""

    status = 401


class LinkUsedOrEnded(Problem):
    """The one-time link was used already, has ended, or never was."""

    status = 401


class WrongPassword(Problem):
    """The present password is another one."""

    status = 422


class PasswordTooSimple(Problem):
    """The new password is too short or too even; `params["least"]` is the least number of characters."""

    status = 422


class PasskeyNotAccepted(Problem):
    """The new passkey could not be verified."""

    status = 422


class LastCredential(Problem):
    """Without this passkey there would be no way left to sign in."""

    status = 409


class UnknownPasskey(Problem):
    """No such passkey of this person."""

    status = 404


class UnknownSession(Problem):
    """No such session of this person."""

    status = 404
