"""What can keep the product from starting: named facts, worded for people by `zencho.entry`.

Every subclass says what is so and carries the values a sentence needs. Nothing here is a `Problem`
of a request: these are met on the terminal, by whoever starts the server.
"""

import re
from typing import ClassVar


class CannotStart(Exception):
    """The start stops here; `code` finds the sentence, `params` fill it."""

    code: ClassVar[str] = "cannot_start"

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def __init__(self, **params: object) -> None:
        self.params = {name: str(value) for name, value in params.items()}
        super().__init__(" ".join([self.code, *(f"{name}={value}" for name, value in self.params.items())]))


class DataFolderInUse(CannotStart):
    """Another server holds the data folder; `pid` is its process."""


class DataFolderNotOurs(CannotStart):
    """The folder holds something else than our data: it lacks our marker file."""


class DataFolderNotWritable(CannotStart):
    """This user may not write in the data folder."""


class SocketFolderTaken(CannotStart):
    """The folder for the database's socket belongs to somebody else."""


class PostgresMissing(CannotStart):
    """Neither the wheel's nor the system's PostgreSQL is installed."""


class PostgresVersionDiffers(CannotStart):
    """The cluster was made by another major version than the binaries found."""


class PostgresFailed(CannotStart):
    """PostgreSQL ended instead of starting; `log` is the file that says why."""


class NoUserForPostgres(CannotStart):
    """Started as root, and no ordinary user is known to run PostgreSQL as."""
