"""The database for a command: that of a server that runs now, or our own for as long as the command takes."""

import fcntl
import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zencho.entry.logins import dsns_of
from zencho.entry.run import Store, bring_up_to_date, open_store
from zencho.entry.terminal import Terminal
from zencho.kernel.migrate import find_revision, head_revision
from zencho.kernel.settings import Settings
from zencho.kernel.starting import CannotStart
from zencho.postgres.place import find_holder


class SchemaDiffers(CannotStart):
    """The database is older or newer than this program."""


class OtherUser(CannotStart):
    """The data folder belongs to another user: what we write there, the server could not read."""


@contextmanager
def join_store(settings: Settings, terminal: Terminal) -> Iterator[Store]:
    """The logins of a running server's database; where none runs, the database is started and brought up to
    date.

    Raises CannotStart.
    """
    data = settings.data.resolve()
    if data.exists() and data.stat().st_uid != os.geteuid():
        raise OtherUser(data=data, owner=_name_of(data.stat().st_uid))
    if find_holder(data) is None:
        with open_store(settings, terminal) as store:
            bring_up_to_date(settings, store, terminal)
            yield store
        return
    os.umask(0o077)
    store = Store(dsns_of(settings, data), None)
    now, wanted = find_revision(store.dsns.owner), head_revision()
    if now != wanted:
        raise SchemaDiffers(current=now, wanted=wanted)
    yield store


@contextmanager
def alone(file: Path, taken: CannotStart) -> Iterator[None]:
    """Hold a file so that no second command does the same; it is free again however we end. Raises
    `taken`."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise taken from None
    try:
        yield
    finally:
        os.close(descriptor)


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
