"""The socket itself: the handshake's gate, frames of all shapes, slow and greedy clients, shutdown."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import closing

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Frame, Opcode

from tests.kit.live import Live, Tab, open_live
from tests.kit.world import World
from zencho.gate.permissions import Role
from zencho.hub.connections import Subscription, send_to_all
from zencho.hub.frames import text_frame
from zencho.hub.sockets import MAX_FRAME_BYTES


@pytest.fixture
async def live(world: World) -> AsyncIterator[Live]:
    async with open_live(world) as made:
        yield made


async def _refusal(live: Live, path: str = "/live", **headers: str) -> int:
    with pytest.raises(InvalidStatus) as refused:
        async with connect(f"ws://127.0.0.1:{live.port}{path}", additional_headers=headers):
            pass
    return refused.value.response.status_code


async def test_handshake_is_refused(live: Live) -> None:
    person = await live.world.person()
    live.sessions[str(person.session_id)] = person
    ours, cookie = f"http://127.0.0.1:{live.port}", f"test={person.session_id}"
    assert await _refusal(live, "/elsewhere", Origin=ours, Cookie=cookie) == 404
    assert await _refusal(live, Origin="http://evil.example", Cookie=cookie) == 403
    assert await _refusal(live, Cookie=cookie) == 403
    assert await _refusal(live, Origin=ours, Cookie="test=nobody") == 401
    assert await _refusal(live, Origin=ours) == 401


async def test_handshake_as_firefox_sends_it(live: Live) -> None:
    person = await live.world.person()
    live.sessions[str(person.session_id)] = person
    reader, writer = await asyncio.open_connection("127.0.0.1", live.port)
    writer.write(
        f"GET /live HTTP/1.1\r\nHost: 127.0.0.1:{live.port}\r\nOrigin: http://127.0.0.1:{live.port}\r\n"
        f"Cookie: test={person.session_id}; other={'x' * 6000}\r\nConnection: keep-alive, Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
    )
    assert (await reader.readline()).startswith(b"HTTP/1.1 101")
    writer.close()


async def test_http_and_sockets_share_the_port(live: Live) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", live.port)
    writer.write(b"GET /openapi.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert (await reader.readline()).startswith(b"HTTP/1.1 200")
    writer.close()


async def _code_after(tab: Tab) -> int:
    with pytest.raises(ConnectionClosed) as closed:
        async with asyncio.timeout(5):
            while True:
                await tab.socket.recv()
    return closed.value.rcvd.code if closed.value.rcvd else 1006


@pytest.mark.parametrize(
    "payload",
    ["", "{", "[]", "null", "7", '{"type":"sub"}', '{"type":"sub","ref":"nonsense"}', '{"type":"x","ref":7}',
     '{"type":"dance","ref":"folder:018f0000-0000-7000-8000-000000000000"}', "[" * 100_000],
)  # fmt: skip
async def test_text_that_is_no_message_ends_the_connection(live: Live, payload: str) -> None:
    async with live.tab(await live.world.person()) as tab:
        await tab.socket.send(payload)
        assert await _code_after(tab) == 1002


async def test_binary_that_is_no_frame_ends_the_connection(live: Live) -> None:
    for payload in (b"", b"\xff" * 12):
        async with live.tab(await live.world.person()) as tab:
            await tab.socket.send(payload)
            assert await _code_after(tab) == 1002


async def test_binary_for_a_channel_one_does_not_have_is_ignored(live: Live) -> None:
    world = live.world
    person = await world.person()
    folder = await world.root((person.principal, Role.VIEWER))
    async with live.tab(person) as tab:
        await tab.socket.send(b"\x07anything")
        assert (await tab.listen(f"folder:{folder}"))["type"] == "subbed"


async def test_oversize_frame_is_refused(live: Live) -> None:
    async with live.tab(await live.world.person()) as tab:
        with pytest.raises(ConnectionClosed) as closed:
            await tab.socket.send(b"\0" * (MAX_FRAME_BYTES + 1))
            await _code_after(tab)
            raise ConnectionClosed(None, None)
        assert closed.value.rcvd is None or closed.value.rcvd.code == 1009


async def test_ping_is_answered(live: Live) -> None:
    async with live.tab(await live.world.person()) as tab:
        await tab.socket.send('{"type":"ping"}')
        assert await tab.wait_for("pong")


async def test_fragments_are_joined(live: Live) -> None:
    world = live.world
    person = await world.person()
    folder = await world.root((person.principal, Role.VIEWER))
    async with live.tab(person) as tab:
        await tab.socket.send(iter(['{"type":"sub",', f'"ref":"folder:{folder}"', "}"]))  # type: ignore[arg-type]
        assert (await tab.wait_for("subbed"))["seq"] == 0


async def test_fragments_that_never_end_are_refused(live: Live) -> None:
    async with live.tab(await live.world.person()) as tab:

        async def endless() -> AsyncIterator[bytes]:
            for _ in range(40):
                yield b"\0" * 100_000

        with pytest.raises(ConnectionClosed):
            await tab.socket.send(endless())
            await _code_after(tab)
            raise ConnectionClosed(None, None)


async def test_broken_frames_end_only_their_connection(live: Live) -> None:
    async with live.tab(await live.world.person()) as other:
        await other.wait_for("hello")
        for raw in (b"\x83\x85aaaaabbbb", b"\x81\xff" + b"\xff" * 12, b"\x00\x81abcdx"):
            async with live.tab(await live.world.person()) as tab:
                tab.socket.transport.write(raw)
                with pytest.raises(ConnectionClosed):
                    async with asyncio.timeout(5):
                        while True:
                            await tab.socket.recv()
        await other.socket.ping()


async def test_flood_is_cut(live: Live) -> None:
    async with live.tab(await live.world.person()) as tab:
        with pytest.raises(ConnectionClosed) as closed:
            for _ in range(5_000):
                await tab.socket.send(b"\x01x")
            await tab.socket.recv()
            await tab.socket.recv()
            await tab.socket.recv()
        assert closed.value.rcvd is None or closed.value.rcvd.code == 1008


def _send_each(subscriptions: list[Subscription], frame: bytes) -> None:
    for subscription in subscriptions:
        subscription.send(frame)


def _send_together(subscriptions: list[Subscription], frame: bytes) -> None:
    send_to_all(subscriptions, frame, otherwise=Subscription.send)


@pytest.mark.parametrize("send", [_send_each, _send_together])
async def test_a_client_that_does_not_read_is_cut_and_others_are_not(
    live: Live, send: Callable[[list[Subscription], bytes], None]
) -> None:
    world = live.world
    person, slow_one = await world.person(), await world.person()
    folder = await world.root((person.principal, Role.VIEWER), (slow_one.principal, Role.VIEWER))
    live.sessions[str(slow_one.session_id)] = slow_one
    with closing(socket.create_connection(("127.0.0.1", live.port))) as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.sendall(
            f"GET /live HTTP/1.1\r\nHost: 127.0.0.1:{live.port}\r\nOrigin: http://127.0.0.1:{live.port}\r\n"
            f"Cookie: test={slow_one.session_id}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )
        async with live.tab(person) as tab:
            await tab.listen(f"folder:{folder}")
            frame = Frame(Opcode.TEXT, f'{{"type":"sub","ref":"folder:{folder}"}}'.encode())
            slow.setblocking(False)
            loop = asyncio.get_running_loop()
            assert (await loop.sock_recv(slow, 4096)).startswith(b"HTTP/1.1 101")
            await loop.sock_sendall(slow, frame.serialize(mask=True))
            while len(live.hub.listeners.get(next(iter(live.hub.listeners)), ())) < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            blob = struct.pack("!BBQ", 0x81, 127, 100_010) + b'"' + b"x" * 100_008 + b'"'
            for _ in range(100):
                send(list(next(iter(live.hub.listeners.values()))), blob)
                await tab.socket.recv()
            async with asyncio.timeout(10):
                while {c.actor.id for c in live.hub.connections} != {person.id}:  # noqa: ASYNC110
                    await asyncio.sleep(0.02)


async def test_who_is_held_gets_nothing_of_what_goes_to_all(live: Live) -> None:
    world = live.world
    one, two = await world.person(), await world.person()
    folder = await world.root((one.principal, Role.VIEWER), (two.principal, Role.VIEWER))
    async with live.tab(one) as first, live.tab(two) as second:
        for tab in (first, second):
            await tab.listen(f"folder:{folder}")
        listeners = list(next(iter(live.hub.listeners.values())))
        held = next(each for each in listeners if each.connection.actor.id == two.id)
        held.hold()
        _send_together(listeners, text_frame({"type": "told"}))
        await first.wait_for("told")
        assert await second.stays_silent()
        held.release()
        await second.wait_for("told")


async def test_shutdown_says_come_again(live: Live) -> None:
    async with live.tab(await live.world.person()) as tab:
        await tab.wait_for("hello")
        live.server.should_exit = True
        assert await _code_after(tab) == 1012
