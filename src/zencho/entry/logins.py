"""The logins of the database, for commands that run beside a server or instead of one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zencho.kernel.settings import Settings
from zencho.postgres import supervisor
from zencho.postgres.place import MARKER, find_place, get_secret
from zencho.postgres.roles import APP, DATABASE, OWNER, WORKER, Dsns, socket_dsn


def dsns_of(settings: Settings, data: Path) -> Dsns:
    """The logins of a database that runs."""
    if not settings.is_embedded:
        return Dsns(settings.database_owner_url, settings.database_url, settings.database_worker_url)
    socket = find_place(data, run_as=settings.postgres_user).socket
    logins = [socket_dsn(role, get_secret(data, role), DATABASE, socket) for role in (OWNER, APP, WORKER)]
    return Dsns(*logins)


@contextmanager
def open_logins(settings: Settings) -> Iterator[Dsns | None]:
    """The logins of the database, which is started for as long as needed when no server runs.

    None where there is no data yet. Raises CannotStart.
    """
    data = settings.data
    if not settings.is_embedded:
        yield dsns_of(settings, data)
        return
    if not (data / MARKER).exists() or not os.access(data / "secrets", os.R_OK | os.X_OK):
        yield None
        return
    place = find_place(data.resolve(), run_as=settings.postgres_user)
    if not (place.cluster / "PG_VERSION").exists():
        yield None
    elif supervisor.find_cluster_processes(place):
        yield dsns_of(settings, data.resolve())
    else:
        cluster = supervisor.start(data, run_as=settings.postgres_user)
        try:
            yield cluster.dsns
        finally:
            cluster.stop()
