"""One prepared statement on a connection of its own, spoken to libpq directly.

Every keystroke of everyone is one call of it. The driver's cursor looks at each parameter, waits by a new
registration with the loop each time and builds rows: that was most of what a stored update cost.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

from psycopg import AsyncConnection, OperationalError
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus

NAME = b"coedit_store_call"


class Statement:
    """Prepared once for the life of the connection; one call at a time. Parameters and values are text."""

    def __init__(self, connection: AsyncConnection[Any]) -> None:
        self._pgconn = connection.pgconn
        self._loop = asyncio.get_running_loop()
        self._readable: asyncio.Future[None] | None = None
        self._socket: int | None = self._pgconn.socket
        self._loop.add_reader(self._socket, self._wake)

    @classmethod
    async def prepare(cls, connection: AsyncConnection[Any], types: Sequence[str], sql: str) -> "Statement":
        """`connection` belongs to the statement from now on."""
        await connection.execute(f"PREPARE {NAME.decode()} ({', '.join(types)}) AS {sql}")
        return cls(connection)

    async def call(self, parameters: Sequence[str]) -> list[tuple[str, ...]]:
        """The rows. Raises psycopg's errors; OperationalError where the connection is lost."""
        try:
            await self._send(parameters)
        except OperationalError:
            self.close()  # at once: the number of a closed socket is soon somebody else's
            raise
        pgconn = self._pgconn
        rows: list[tuple[str, ...]] = []
        failure = None
        while (result := pgconn.get_result()) is not None:
            if result.status == ExecStatus.TUPLES_OK:
                columns = range(result.nfields)
                rows += (
                    tuple((result.get_value(row, column) or b"").decode() for column in columns)
                    for row in range(result.ntuples)
                )
            else:
                failure = error_from_result(result)
        if failure is not None:
            raise failure
        return rows

    async def _send(self, parameters: Sequence[str]) -> None:
        """Send, and wait until the whole answer is here."""
        pgconn = self._pgconn
        pgconn.send_query_prepared(NAME, [parameter.encode() for parameter in parameters])
        while pgconn.flush():
            # The socket is full (a paste of megabytes): the server reads on, and may speak meanwhile.
            await asyncio.sleep(0.001)
            pgconn.consume_input()
        while pgconn.is_busy():
            self._readable = self._loop.create_future()
            await self._readable
            pgconn.consume_input()

    def _wake(self) -> None:
        waiting, self._readable = self._readable, None
        if waiting is not None and not waiting.done():
            waiting.set_result(None)
        elif waiting is None:
            # Nobody asked: the server said something by itself, or went away. The next call finds out.
            try:
                self._pgconn.consume_input()
            except OperationalError:
                self.close()

    def close(self) -> None:
        """Stop listening; the connection is closed by its owner."""
        if self._socket is not None:
            self._loop.remove_reader(self._socket)
            self._socket = None
