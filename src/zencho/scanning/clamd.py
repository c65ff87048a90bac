"""The little of clamd's protocol that we speak (clamd(8)): PING, VERSION, INSTREAM, each on a connection of
its own.

Its answers end with a zero byte. A stream goes in pieces, each behind its length (four bytes, big-endian),
and ends with a piece of length zero; nothing of it lies on a disk that both would have to reach.
"""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from zencho.kernel.starting import CannotStart

CONNECT_SECONDS = 5.0
SEND_SECONDS = 30.0  # for one piece
ANSWER_SECONDS = 180.0  # a nested archive takes long; clamd itself stops after two minutes
_PIECE_BYTES = 2**16
_MOST_ANSWER_BYTES = 4096
_ADDRESS = re.compile(
    r"unix:(?P<path>/.+)|tcp:(?P<host>[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):(?P<port>[0-9]{1,5})"
)
# What clamd did not look into, where it is told to say so (`AlertExceedsMax`).
_BEYOND_LIMITS = "Heuristics.Limits.Exceeded"


class ScannerAddressUnfit(CannotStart):
    """`address` is neither `unix:/path` nor `tcp:host:port`."""


class ScannerSilent(Exception):
    """Nobody answers there, or not as clamd does."""


class _Closed(Exception):
    """The other side takes nothing more."""


class TooLargeToScan(Exception):
    """More than the scanner takes, or more than it looks into."""


@dataclass(frozen=True, slots=True)
class Version:
    """What it says of itself; `signatures_at` is null where it has none of those that are published."""

    program: str
    signatures_at: datetime | None


class Scanner:
    """A clamd at an address. Raises ScannerAddressUnfit."""

    def __init__(self, address: str) -> None:
        found = _ADDRESS.fullmatch(address)
        if found is None:
            raise ScannerAddressUnfit(address=address)
        self.address, self._path = address, found["path"]
        self._host, self._port = (found["host"] or "").strip("[]"), int(found["port"] or 0)

    async def ask_version(self) -> Version:
        """Raises ScannerSilent."""
        if await self._ask(b"zPING\0") != "PONG":
            raise ScannerSilent
        return read_version(await self._ask(b"zVERSION\0"))

    async def scan(self, chunks: AsyncIterator[bytes]) -> str | None:
        """The name of what was found in these bytes; None where they are clean. Holds no more than one chunk.

        Raises ScannerSilent, TooLargeToScan, and what `chunks` raises.
        """
        with await self._connect() as connection:
            try:
                await _send_stream(connection, chunks)
            except _Closed:
                # It closed in the middle and has said why, or is gone.
                answer = await _receive(connection, CONNECT_SECONDS)
            else:
                answer = await _receive(connection, ANSWER_SECONDS)
        return read_verdict(answer)

    async def _ask(self, command: bytes) -> str:
        with await self._connect() as connection:
            try:
                await _send(connection, command)
            except _Closed as error:
                raise ScannerSilent from error
            return await _receive(connection, CONNECT_SECONDS)

    async def _connect(self) -> socket.socket:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                family, place = socket.AF_UNIX, self._path
                if not self._path:
                    [(family, _, _, _, place), *_] = await loop.getaddrinfo(
                        self._host, self._port, type=socket.SOCK_STREAM
                    )
                connection = socket.socket(family, socket.SOCK_STREAM)
                connection.settimeout(0)
                try:
                    await loop.sock_connect(connection, place)
                except BaseException:
                    connection.close()
                    raise
                return connection
        except OSError as error:  # and what the timeout raises
            raise ScannerSilent from error


def read_verdict(answer: str) -> str | None:
    """What an answer to INSTREAM says. Raises TooLargeToScan, and ScannerSilent for what is no verdict."""
    if answer == "stream: OK":
        return None
    found = re.fullmatch(r"stream: (\S.*) FOUND", answer)
    if found is None:
        raise TooLargeToScan if "size limit exceeded" in answer else ScannerSilent
    if found[1].startswith(_BEYOND_LIMITS):
        raise TooLargeToScan
    return found[1]


def read_version(answer: str) -> Version:
    """`ClamAV 1.4.3/27823/Fri Nov 27 08:31:02 2026`, or the program alone. Raises ScannerSilent."""
    program, *signatures = answer.split("/")
    if not program.startswith("ClamAV"):
        raise ScannerSilent
    at = None
    with suppress(ValueError, IndexError):
        at = datetime.strptime(signatures[1], "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    return Version(program, at)


async def _send_stream(connection: socket.socket, chunks: AsyncIterator[bytes]) -> None:
    await _send(connection, b"zINSTREAM\0")
    async for chunk in chunks:
        for start in range(0, len(chunk), _PIECE_BYTES):
            piece = chunk[start : start + _PIECE_BYTES]
            await _send(connection, len(piece).to_bytes(4, "big") + piece)
    await _send(connection, bytes(4))


async def _send(connection: socket.socket, content: bytes) -> None:
    try:
        async with asyncio.timeout(SEND_SECONDS):
            await asyncio.get_running_loop().sock_sendall(connection, content)
    except OSError as error:
        raise _Closed from error


async def _receive(connection: socket.socket, seconds: float) -> str:
    """An answer. Raises ScannerSilent where none comes whole."""
    received = bytearray()
    try:
        async with asyncio.timeout(seconds):
            while not received.endswith(b"\0") and len(received) < _MOST_ANSWER_BYTES:
                more = await asyncio.get_running_loop().sock_recv(connection, _MOST_ANSWER_BYTES)
                if not more:
                    break
                received += more
    except OSError as error:
        raise ScannerSilent from error
    answer, end, _ = bytes(received).partition(b"\0")
    if not end:
        raise ScannerSilent
    return answer.decode("utf-8", "replace").strip()
