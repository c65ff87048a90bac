"""An office editor as far as we meet one: it tells of itself over HTTP, and signs what it asks of us."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID
from xml.sax.saxutils import quoteattr

import httpx
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

from tests.kit.office import ORIGIN
from zencho.kernel import clock
from zencho.wopi.proofs import write_signed

EDITS = {
    "docx": "/browser/1a2b/cool.html?",
    "xlsx": "/hosting/wopi/cell/edit?&<ui=UI_LLCC&><rs=DC_LLCC&><dchat=DISABLE_CHAT&><wopisrc=WOPI_SOURCE&>",
    "wopitest": "/test/frame?",
    "md": "/test/frame?",
}
KEYS = [generate_private_key(65537, 2048) for _ in range(3)]


def ticks_of(moment: datetime) -> int:
    """100 ns since the year 1."""
    since = moment - datetime(1, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 10**7 + since.microseconds * 10


@dataclass
class FakeOffice:
    """`signs` are the keys that it signs with, `tells` those of its discovery: (current, old), or none."""

    address: str = ""
    signs: tuple[RSAPrivateKey, RSAPrivateKey] = (KEYS[1], KEYS[0])
    tells: tuple[RSAPrivateKey, RSAPrivateKey] | None = (KEYS[1], KEYS[0])
    answer: tuple[int, bytes] | None = None
    asked: list[str] = field(default_factory=list)

    def write_discovery(self) -> bytes:
        """As Collabora Online and ONLYOFFICE write it."""
        actions = "".join(
            f'<action name="{name}" ext="{ext}" urlsrc={quoteattr(self.address + path)}/>'
            for ext, path in EDITS.items()
            for name in ("view", "edit")
        )
        keys = "" if self.tells is None else f"<proof-key {self._write_keys(*self.tells)}/>"
        app = f'<app name="writer">{actions}<action name="view" ext="pdf" urlsrc="{self.address}/p?"/></app>'
        return (
            f'<wopi-discovery><net-zone name="external-http">{app}</net-zone>{keys}</wopi-discovery>'
        ).encode()

    def _write_keys(self, current: RSAPrivateKey, old: RSAPrivateKey) -> str:
        return f"{_numbers(current, '')} {_numbers(old, 'old')}"

    def sign(self, token: str, url: str, ticks: int) -> dict[str, str]:
        """The headers of a call."""
        signed = write_signed(token, url, ticks)
        current, old = (
            base64.b64encode(key.sign(signed, PKCS1v15(), SHA256())).decode() for key in self.signs
        )
        return {"X-WOPI-Proof": current, "X-WOPI-ProofOld": old, "X-WOPI-TimeStamp": str(ticks)}


def _numbers(key: RSAPrivateKey, prefix: str) -> str:
    numbers = key.public_key().public_numbers()
    told = {"modulus": numbers.n, "exponent": numbers.e}
    return " ".join(
        f'{prefix}{name}="{base64.b64encode(value.to_bytes((value.bit_length() + 7) // 8)).decode()}"'
        for name, value in told.items()
    )


@contextmanager
def serve_office() -> Iterator[FakeOffice]:
    """One on a port of this machine."""
    office = FakeOffice()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            office.asked.append(self.path)
            known = self.path == "/hosting/discovery"
            status, body = office.answer or ((200, office.write_discovery()) if known else (404, b""))
            self.send_response(status)
            self.send_header("Location", f"{office.address}/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    office.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield office
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class WopiClient:
    """What the editor does with one file that one person opened."""

    office: FakeOffice
    http: httpx.AsyncClient
    id_: UUID
    token: str

    async def call(
        self, method: str, path: str = "", *, content: bytes | None = None, **more: Any
    ) -> httpx.Response:
        """One signed call. `headers` are WOPI's; `ticks` and `proof` (headers) replace what is right."""
        at, token = f"/wopi/files/{more.pop('id_', self.id_)}{path}", more.pop("token", self.token)
        query = "" if token is None else f"?access_token={token}&access_token_ttl=0"
        ticks = more.pop("ticks", None) or ticks_of(clock.now())
        headers = self.office.sign(token or "", f"{ORIGIN}{at}{query}", ticks)
        headers |= more.pop("proof", {}) | more.pop("headers", {})
        assert not more
        # The editor is a server: it carries no cookie and no origin.
        return await self.http.request(method, at + query, content=content, headers=headers)

    async def info(self, **more: Any) -> httpx.Response:
        return await self.call("GET", **more)

    async def get(self, **more: Any) -> httpx.Response:
        return await self.call("GET", "/contents", **more)

    async def put(self, content: bytes, lock: str | None = None, **more: Any) -> httpx.Response:
        headers = {"X-WOPI-Override": "PUT"} | ({"X-WOPI-Lock": lock} if lock is not None else {})
        more["headers"] = headers | more.get("headers", {})
        return await self.call("POST", "/contents", content=content, **more)

    async def override(self, name: str, lock: str | None = None, old: str | None = None, **more: Any) -> Any:
        told = {"X-WOPI-Override": name, "X-WOPI-Lock": lock, "X-WOPI-OldLock": old}
        headers = {header: value for header, value in told.items() if value is not None}
        return await self.call("POST", headers=headers, **more)

    async def lock(self, lock: str, **more: Any) -> httpx.Response:
        answer: httpx.Response = await self.override("LOCK", lock, **more)
        return answer

    async def unlock(self, lock: str, **more: Any) -> httpx.Response:
        answer: httpx.Response = await self.override("UNLOCK", lock, **more)
        return answer


def told(answer: httpx.Response) -> dict[str, Any]:
    """The JSON of an answer that went well."""
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = json.loads(answer.content)
    return said
