"""Where a server may listen, and on what: loopback freely, anything else only with TLS or a proxy.

The port is taken before anything else starts, so that a taken one is said at once and by name.
"""

import ipaddress
import socket
from pathlib import Path

from zencho.kernel.settings import Settings
from zencho.kernel.starting import CannotStart


class PortTaken(CannotStart):
    """Another program listens on the port."""


class AddressNotProtected(CannotStart):
    """An address beyond this machine was asked for, without TLS and without a proxy."""


BACKLOG = 2048


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def refuse_unprotected(settings: Settings) -> None:
    """Raises AddressNotProtected for an address beyond this machine without TLS or a trusted proxy."""
    if not is_loopback(settings.host) and not settings.has_tls and not settings.behind_proxy:
        raise AddressNotProtected(host=settings.host)


def listen(host: str, port: int, *, command: str) -> list[socket.socket]:
    """Take the port -> sockets, all on one port number. Raises PortTaken, with `command` for the way out.

    A browser may reach `localhost` by either family, so loopback means both where the machine has both.
    """
    loopback = is_loopback(host)
    hosts = ["127.0.0.1", "::1"] if loopback and host in ("localhost", "127.0.0.1") else [host.strip("[]")]
    sockets: list[socket.socket] = []
    for each in hosts:
        family = socket.AF_INET6 if ":" in each else socket.AF_INET
        try:
            opened = _bind(each, sockets[0].getsockname()[1] if sockets else port, family)
        except OSError as error:
            if sockets and not _is_taken(error):
                continue  # no IPv6 on this machine
            for earlier in sockets:
                earlier.close()
            if sockets and port == 0:
                return listen(host, 0, command=command)  # the free port was free in one family only
            if not _is_taken(error):
                raise
            raise PortTaken(port=port, holder=_holder(port), retry=command.format(port=port + 1)) from error
        sockets.append(opened)
    return sockets


def _bind(host: str, port: int, family: socket.AddressFamily) -> socket.socket:
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        opened.bind((host, port))
        opened.listen(BACKLOG)
        opened.settimeout(0)
    except OSError:
        opened.close()
        raise
    return opened


def _is_taken(error: OSError) -> bool:
    return error.errno in (98, 13, 48)  # in use; a low port without the right to it; in use on macOS


def _holder(port: int) -> str:
    """` (name, process 123)` of who listens there, where /proc lets us see it; else nothing."""
    found = find_listener(port)
    return f" ({found[1]}, pid {found[0]})" if found else ""


def find_listener(port: int) -> tuple[int, str] | None:
    """-> (process id, its name) of the program that listens on a TCP port, as far as we may see."""
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            lines = Path(table).read_text().splitlines()[1:]
        except OSError:
            continue
        for fields in map(str.split, lines):
            if fields[3] == "0A" and int(fields[1].rpartition(":")[2], 16) == port:
                inodes.add(f"socket:[{fields[9]}]")
    for process in Path("/proc").glob("[0-9]*") if inodes else ():
        try:
            if any(str(entry.readlink()) in inodes for entry in (process / "fd").iterdir()):
                return int(process.name), (process / "comm").read_text().strip()
        except OSError:
            continue
    return None
