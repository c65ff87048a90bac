"""Uploads over a real port: a public client, a server that is killed, a full disk, a line that breaks."""

import asyncio
import base64
import hashlib
import json
import os
import random
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path

import httpx
import pytest
from tests.drive.conftest import Section
from tests.drive.test_uploads import BYTES, TUS, blobs, say
from tests.kit.serving import serve

from zencho.drive import growing
from zencho.kernel.blobs import PART_BYTES

CONTENT = random.Random(3).randbytes(PART_BYTES * 2 + 4321)


@asynccontextmanager
async def browser(section: Section, port: int) -> AsyncIterator[httpx.AsyncClient]:
    cookie = {"cookie": section["編集"].headers["cookie"]}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=cookie) as client:
        yield client


async def until_offset(client: httpx.AsyncClient, path: str, least: int) -> int:
    """Once the server is there and holds this much, how much it is."""
    async with asyncio.timeout(30):
        while True:
            try:
                answer = await client.head(path, headers=TUS)
                offset = int(answer.headers.get("Upload-Offset", -1))
                if offset >= least:
                    return offset
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)


def head_of(section: Section, method: str, path: str, headers: dict[str, str]) -> bytes:
    said = {"Host": "127.0.0.1", "Cookie": section["編集"].headers["cookie"]} | headers
    lines = "".join(f"{key}: {value}\r\n" for key, value in said.items())
    return f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode()


async def start(module: str, *arguments: str, is_heard: bool = False) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments,
        cwd=Path(__file__).parents[2], stdout=asyncio.subprocess.PIPE if is_heard else None,
    )  # fmt: skip


async def begin(section: Section, client: httpx.AsyncClient, size: int) -> str:
    said = {"Upload-Length": str(size), "Upload-Metadata": say(name="大きい.bin")}
    answer = await client.post(f"/api/folders/{section.root}/uploads", headers=TUS | said)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


async def test_a_public_client(section: Section, tmp_path: Path) -> None:
    """tuspy, as its users call it: in parts with checksums, broken off and gone on with by another."""
    (tmp_path / "資料.bin").write_bytes(CONTENT)
    async with serve(section.office.app, section.world.dsns) as served:
        url = f"http://127.0.0.1:{served.port}/api/folders/{section.root}/uploads"
        cookie = section["編集"].headers["cookie"]
        client_ = await start("tests.kit.tus_client", url, cookie, str(tmp_path / "資料.bin"), is_heard=True)
        said, _ = await client_.communicate()
        assert client_.returncode == 0
        url = said.decode().strip()
        async with browser(section, served.port) as client:
            made = (await client.head(url, headers=TUS)).headers["Content-Location"]
            kept = await client.get(f"/api/files/{made.rpartition('/')[2]}/content")
    assert hashlib.sha256(kept.content).digest() == hashlib.sha256(CONTENT).digest()
    assert await section.names() == ["資料.bin"]


async def test_a_line_that_breaks_keeps_what_came(section: Section) -> None:
    async with (
        serve(section.office.app, section.world.dsns) as served,
        browser(section, served.port) as client,
    ):
        path = await begin(section, client, len(CONTENT))
        headers = BYTES | {"Upload-Offset": "0", "Content-Length": str(len(CONTENT))}
        _, writer = await asyncio.open_connection("127.0.0.1", served.port)
        writer.write(head_of(section, "PATCH", path, headers) + CONTENT[: PART_BYTES + 1000])
        await writer.drain()
        # Meanwhile nobody else writes, and the first part is told as soon as it is durable.
        part = await until_offset(client, path, PART_BYTES)
        busy = await client.patch(path, headers=BYTES | {"Upload-Offset": str(part)}, content=b"x")
        assert (busy.status_code, busy.json()["code"]) == (423, "upload_busy")
        writer.close()
        await writer.wait_closed()
        offset = await until_offset(client, path, PART_BYTES + 1000)
        rest = BYTES | {"Upload-Offset": str(offset), "Prefer": "return=representation"}
        for _ in range(50):
            done = await client.patch(path, headers=rest, content=CONTENT[offset:])
            if done.status_code != 423:
                break
            await asyncio.sleep(0.05)
        kept = await client.get(f"/api/files/{done.json()['id']}/content")
        assert kept.content == CONTENT


async def test_the_server_is_killed(section: Section, tmp_path: Path) -> None:
    """kill -9 in the middle of a part: what the next one tells is durable, and what comes of it is right."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = tmp_path / "server.json"
    dsns = section.world.dsns
    settings = section.office.app.state.settings
    told.write_text(json.dumps({"dsns": asdict(dsns), "port": port, "data": str(settings.data)}))
    server = await start("tests.kit.killable", str(told))
    try:
        async with browser(section, port) as client:
            async with asyncio.timeout(60):
                while True:
                    try:
                        await client.get("/healthz")
                        break
                    except httpx.TransportError:
                        await asyncio.sleep(0.1)
            path = await begin(section, client, len(CONTENT))
            headers = BYTES | {"Upload-Offset": "0", "Content-Length": str(len(CONTENT))}
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(head_of(section, "PATCH", path, headers) + CONTENT[: PART_BYTES + 5000])
            await writer.drain()
            await until_offset(client, path, PART_BYTES)
            os.kill(server.pid, signal.SIGKILL)
            await server.wait()
            writer.close()
            # A power cut may leave anything behind what was acknowledged.
            [blob] = blobs(section)
            with blob.open("ab") as file:
                file.write(b"junk" * 99)
            server = await start("tests.kit.killable", str(told))
            offset = await until_offset(client, path, 0)
            assert offset >= PART_BYTES
            rest = BYTES | {"Upload-Offset": str(offset), "Prefer": "return=representation"}
            done = await client.patch(path, headers=rest, content=CONTENT[offset:], timeout=60)
            assert done.status_code == 200, done.text
            kept = await client.get(f"/api/files/{done.json()['id']}/content")
            assert kept.content == CONTENT
    finally:
        server.kill()
        await server.wait()


async def test_a_disk_that_is_full(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    """In each stage: said, nothing half-visible, and gone on with once there is room."""
    folder = f"/api/folders/{section.root}/uploads"
    said = {"Upload-Length": "6", "Upload-Metadata": say(name="a.txt")}
    path = (await section["編集"].post(folder, headers=TUS | said)).headers["Location"]
    for function in ("open", "pwrite", "fdatasync", "fsync"):
        if function == "fdatasync":  # the file is there by now
            assert (await send(section, path, 0, b"abc")).status_code == 204

        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(growing.os if function != "fsync" else os, function, full)
            offset = 3 if function in ("fdatasync", "fsync") else 0
            if function != "fsync":
                answer = await send(section, path, offset, b"def")
                assert (answer.status_code, answer.json()["code"]) == (507, "disk_full"), function
            if function != "fdatasync":
                small = await section["編集"].post(folder, headers=BYTES | said, content=b"abcdef")
                assert (small.status_code, small.json()["code"]) == (507, "disk_full"), function
        assert await section.names() == []
    assert (await send(section, path, 3, b"def")).status_code == 204
    assert await section.names() == ["a.txt"]
    assert len(blobs(section)) == 1


async def send(section: Section, path: str, offset: int, content: bytes) -> httpx.Response:
    headers = BYTES | {"Upload-Offset": str(offset)}
    return await section["編集"].patch(path, headers=headers, content=content)


async def test_bytes_that_rotted_are_noticed(section: Section) -> None:
    folder = f"/api/folders/{section.root}/uploads"
    said = {"Upload-Length": "6", "Upload-Metadata": say(name="a.txt")}
    path = (await section["編集"].post(folder, headers=TUS | said)).headers["Location"]
    await send(section, path, 0, b"abc")
    [blob] = blobs(section)
    growing._known.clear()  # as after a restart
    blob.write_bytes(b"abX")
    answer = await send(section, path, 3, b"def")
    assert (answer.status_code, answer.json()["code"]) == (410, "upload_damaged")
    assert base64.b64decode(said["Upload-Metadata"].split(" ")[1]) == b"a.txt"
    assert await section.names() == []
