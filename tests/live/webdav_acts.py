"""What a program does by WebDAV, for `test_every_act`."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from tests.webdav.conftest import Client, Mount

PATH = "/dav{rest:path}"
NO_ACT = {
    "POST /api/me/app-passwords": "one's own, which nobody else is shown: tests/webdav/test_passwords.py",
    "DELETE /api/me/app-passwords/{password_id}": "the same ended",
    f"PROPFIND {PATH}": "reads",
    f"PROPPATCH {PATH}": "what programs note, which nobody is shown: tests/webdav/test_properties.py",
}
Act = Callable[[Any], Awaitable[None]]


@asynccontextmanager
async def _open(stage: Any) -> AsyncIterator[tuple[Client, str]]:
    """A program of the manager's, and the name of a file in the drive."""
    name = (await stage.do("GET", f"/api/things/{stage.ids['file']}"))["item"]["name"]
    async with stage.section.office.browser() as nobody:
        yield await Mount(stage.section, nobody).make("管理"), name


def _asks(method: str, path: str = "{name}", **more: Any) -> Act:
    async def act(stage: Any) -> None:
        async with _open(stage) as (client, name):
            answer = await client.ask(method, path.format(name=name), **more)
            assert answer.status_code < 300, answer.text

    return act


def _carries(method: str, to: str) -> Act:
    async def act(stage: Any) -> None:
        async with _open(stage) as (client, name):
            answer = await (client.move if method == "MOVE" else client.copy)(name, to)
            assert answer.status_code < 300, answer.text

    return act


async def _lock(stage: Any) -> None:
    async with _open(stage) as (client, name):
        assert (await client.lock(name)).status_code == 200


async def _save_locked(stage: Any) -> None:
    async with _open(stage) as (client, name):
        token = (await client.lock(name)).headers["lock-token"]
        assert (
            await client.ask("PUT", name, content=b"held", headers={"if": f"({token})"})
        ).status_code == 204
        assert (await client.ask("UNLOCK", name, headers={"lock-token": token})).status_code == 204


async def _save_by_renaming(stage: Any) -> None:
    async with _open(stage) as (client, name):
        assert (await client.put("~WRD0001.tmp", b"newer")).status_code == 201
        assert (await client.move(name, "~WRL0002.tmp")).status_code == 201
        assert (await client.move("~WRD0001.tmp", name)).status_code == 201
        assert (await client.ask("DELETE", "~WRL0002.tmp")).status_code == 204


ACTS = {
    f"PUT {PATH}": (
        _asks("PUT", content=b"newer"),
        _asks("PUT", "new.txt", content=b"new"),
        _save_by_renaming,
    ),
    f"MKCOL {PATH}": (_asks("MKCOL", "新しいフォルダー"),),
    f"DELETE {PATH}": (_asks("DELETE"),),
    f"COPY {PATH}": (_carries("COPY", "copy.txt"),),
    f"MOVE {PATH}": (_carries("MOVE", "moved.txt"),),
    f"LOCK {PATH}": (
        _lock,
        _asks(
            "LOCK",
            "new.txt",
            content=(
                b'<D:lockinfo xmlns:D="DAV:"><D:lockscope><D:shared/></D:lockscope>'
                b"<D:locktype><D:write/></D:locktype></D:lockinfo>"
            ),
        ),
    ),
    f"UNLOCK {PATH}": (_save_locked,),
}
