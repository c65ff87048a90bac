"""Live sockets on uvicorn's own port: picows' protocol, given to uvicorn as `Config(ws=…)`.

uvicorn builds the class for each upgrade, calls `connection_made` and `data_received(handshake)`. We stop
reading, ask the hub's gate (it may wait for the database), and only then let picows answer. Both sides
are undocumented, so both are pinned and `tests/hub/test_sockets.py` runs on every upgrade. picows refuses
Firefox's `Connection: keep-alive, Upgrade`, and a refusal must not be sent while reading is stopped.
"""

import asyncio
import logging
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar

from picows import (
    WSFrame,
    WSListener,
    WSMsgType,
    WSTransport,
    WSUpgradeRequest,
    WSUpgradeResponse,
    WSUpgradeResponseWithListener,
)
from picows.picows import WSProtocol, _parse_http_request  # type: ignore[attr-defined]

from zencho.hub.connections import SOFT_BYTES, Connection
from zencho.kernel.logs import log

MAX_FRAME_BYTES = 2 * 1024 * 1024 + 4096
GATE_SECONDS = 5.0
# Left to itself the kernel keeps megabytes for a client that does not read, and for minutes.
SEND_BUFFER_BYTES = 64 * 1024
UNREAD_MILLISECONDS = 30_000
ABORT_SECONDS = 1.0

# picows makes a logger for each connection unless it is given an adapter, and logs what is sent.
_silent = logging.LoggerAdapter(logging.getLogger("zencho.hub.sockets"), {})
_silent.logger.setLevel(logging.CRITICAL)


class Refusal(Exception):
    """The handshake is refused with this HTTP status."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class Side:
    """The hub as a socket sees it. `gate` answers a handshake (path, headers by lower-case name) or raises
    Refusal; `received` gets whole messages."""

    gate: Callable[[str, Mapping[str, str]], Awaitable[Connection]]
    connected: Callable[[Connection], None]
    received: Callable[[Connection, bytes, bool], None]
    closed: Callable[[Connection], None]


class _Listener(WSListener):
    """Takes picows' frames to the hub; joins fragments, which picows hands over one by one."""

    __slots__ = ("_side", "_transport", "connection")

    def __init__(self, connection: Connection, side: Side) -> None:
        self.connection = connection
        self._side = side
        self._transport: WSTransport | None = None

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._transport = transport
        transport.underlying_transport.set_write_buffer_limits(high=SOFT_BYTES)
        self.connection.wire = self
        self.connection.is_open = True
        self.resume_writing()
        self._side.connected(self.connection)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        connection = self.connection
        connection.heard = asyncio.get_running_loop().time()
        kind = frame.msg_type
        if kind == WSMsgType.PING:
            transport.send_pong(frame.get_payload_as_bytes())
        elif kind == WSMsgType.CLOSE:
            self.close(1000)
        elif kind != WSMsgType.PONG and connection.is_open:
            self._take(frame, kind)

    def _take(self, frame: WSFrame, kind: WSMsgType) -> None:
        connection = self.connection
        payload = frame.get_payload_as_bytes()
        is_more = kind == WSMsgType.CONTINUATION
        if not connection.has_budget(len(payload)):
            connection.close(1008, "flood")
        elif is_more and not connection.pieces and not connection.pieces_are_text:
            connection.close(1002, "malformed")
        elif frame.fin and not is_more:
            self._side.received(connection, payload, kind == WSMsgType.TEXT)
        else:
            if not is_more:
                connection.pieces_are_text = kind == WSMsgType.TEXT
            connection.pieces += payload
            if len(connection.pieces) > MAX_FRAME_BYTES:
                connection.close(1009, "too_large")
            elif frame.fin:
                whole, connection.pieces = bytes(connection.pieces), bytearray()
                is_text, connection.pieces_are_text = connection.pieces_are_text, False
                self._side.received(connection, whole, is_text)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self.connection.is_open, self.connection.push = False, None
        self.connection.wire = None
        self._side.closed(self.connection)

    def pause_writing(self) -> None:
        """More waits than the soft mark: from now on it is looked at with each write."""
        self.connection.push = None

    def resume_writing(self) -> None:
        """Little waits: what comes may be written without a look."""
        if self.connection.is_open and self._transport is not None:
            self.connection.push = self._transport.underlying_transport.write

    def write(self, frame: bytes) -> None:
        assert self._transport is not None
        self._transport.underlying_transport.write(frame)

    def waiting_bytes(self) -> int:
        assert self._transport is not None
        return self._transport.underlying_transport.get_write_buffer_size()

    def ping(self) -> None:
        assert self._transport is not None
        self._transport.send_ping()

    def close(self, code: int) -> None:
        """Send the code and end within a second, whether the other side answers or not."""
        transport = self._transport
        assert transport is not None
        transport.send(WSMsgType.CLOSE, code.to_bytes(2, "big"))
        transport.underlying_transport.close()
        asyncio.get_running_loop().call_later(ABORT_SECONDS, transport.underlying_transport.abort)

    def abort(self) -> None:
        assert self._transport is not None
        self._transport.underlying_transport.abort()


class LiveProtocol(WSProtocol):  # type: ignore[misc]
    """One upgrade: the gate, then picows. `side` is set by `make_protocol`."""

    side: ClassVar[Side]

    def __init__(self, *, config: Any, server_state: Any, app_state: Any) -> None:
        # The arguments of picows 2.3.1 by position; the names are its own.
        host_port = ws_path = extra_headers = None
        is_client_side = enable_auto_ping = enable_auto_pong = False
        disconnect_on_exception = True
        super().__init__(
            host_port, ws_path, is_client_side, self._answer, _silent, disconnect_on_exception,
            GATE_SECONDS + 1, enable_auto_ping, 30.0, 10.0, 0, enable_auto_pong,
            MAX_FRAME_BYTES, extra_headers, 2048,
        )  # fmt: skip
        self._state_of_server = server_state
        self._asyncio_transport: asyncio.Transport | None = None
        self._outcome: Connection | Refusal = Refusal(HTTPStatus.SERVICE_UNAVAILABLE)

    def connection_made(self, transport: asyncio.Transport) -> None:
        self._asyncio_transport = transport
        self._state_of_server.connections.add(self)
        _bound_buffers(transport)
        super().connection_made(transport)

    def data_received(self, handshake: bytes) -> None:
        """uvicorn's rebuilt request; from then on the transport fills picows' own buffer."""
        assert self._asyncio_transport is not None
        self._asyncio_transport.pause_reading()
        task = asyncio.get_running_loop().create_task(self._ask(handshake))
        self._state_of_server.tasks.add(task)
        task.add_done_callback(self._state_of_server.tasks.discard)

    async def _ask(self, handshake: bytes) -> None:
        try:
            request = _parse_http_request(handshake.partition(b"\r\n\r\n")[0])
            headers = {name.lower(): value for name, value in request.headers.items()}
            async with asyncio.timeout(GATE_SECONDS):
                self._outcome = await self.side.gate(request.path.decode("latin-1"), headers)
        except Refusal as refusal:
            self._outcome = refusal
        except TimeoutError:
            self._outcome = Refusal(HTTPStatus.SERVICE_UNAVAILABLE)
        except Exception as error:
            log.error("live_handshake", exc_info=error)
            self._outcome = Refusal(HTTPStatus.INTERNAL_SERVER_ERROR)
        transport = self._asyncio_transport
        if transport is None or transport.is_closing():
            return
        transport.resume_reading()  # before a refusal too: a TLS close waits to read the other side's
        rest = memoryview(handshake)
        while rest:  # picows' buffer grows as it fills
            buffer = self.get_buffer(len(rest))
            size = min(len(buffer), len(rest))
            buffer[:size], rest = rest[:size], rest[size:]
            self.buffer_updated(size)

    def _answer(self, request: WSUpgradeRequest) -> Any:
        if isinstance(self._outcome, Refusal):
            response = WSUpgradeResponse.create_error_response(self._outcome.status)
            return WSUpgradeResponseWithListener(response, None)
        request.headers["Connection"] = "upgrade"
        return _Listener(self._outcome, self.side)

    def connection_lost(self, error: Exception | None) -> None:
        self._state_of_server.connections.discard(self)
        self._asyncio_transport = None
        super().connection_lost(error)

    def shutdown(self) -> None:
        """uvicorn stops: say so (1012), the tab comes back to the next server."""
        if isinstance(self.listener, _Listener):
            self.listener.connection.close(1012, "restart")
        elif self._asyncio_transport is not None:
            self._asyncio_transport.close()


def make_protocol(side: Side) -> type:
    """The class for `uvicorn.Config(ws=…)`."""
    return type("LiveProtocolOfHub", (LiveProtocol,), {"side": side})


def _bound_buffers(transport: asyncio.Transport) -> None:
    sock = transport.get_extra_info("socket")
    if sock is not None and sock.family != socket.AF_UNIX:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD_MILLISECONDS)
