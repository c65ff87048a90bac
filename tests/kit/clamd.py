"""A clamd of our own for tests: speaks PING, VERSION and INSTREAM as clamd(8) tells, and knows one virus."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

# Written apart, so that no scanner finds this very file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
VIRUS = "Eicar-Signature"


@dataclass
class FakeClamd:
    """`scanned` are the streams that came whole. `most_bytes` is what it calls StreamMaxLength; while `busy`
    is unset it takes all of a stream and does not answer yet."""

    path: Path
    version: str = "ClamAV 1.4.3/27823/Fri Nov 27 08:31:02 2026"
    most_bytes: int = 2**20
    scanned: list[bytes] = field(default_factory=list)
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)
    says: str | None = None  # instead of a verdict
    _serving: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def address(self) -> str:
        return f"unix:{self.path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await self._answer(reader, writer)
        finally:
            writer.close()
            self._serving.discard(task)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        command = await reader.readuntil(b"\0")
        answers = {b"zPING\0": "PONG", b"zVERSION\0": self.version}
        if command == b"zINSTREAM\0":
            writer.write((await self._take(reader)).encode() + b"\0")
        else:
            writer.write(answers.get(command, "UNKNOWN COMMAND").encode() + b"\0")
        await writer.drain()

    async def end(self) -> None:
        """Let go of whoever still waits for an answer."""
        for task in list(self._serving):
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)
        await asyncio.sleep(0)

    async def _take(self, reader: asyncio.StreamReader) -> str:
        content = bytearray()
        while size := int.from_bytes(await reader.readexactly(4), "big"):
            if len(content) + size > self.most_bytes:
                return "INSTREAM size limit exceeded. ERROR"
            content += await reader.readexactly(size)
        self.scanned.append(bytes(content))
        await self.may_answer.wait()
        if self.says is not None:
            return self.says
        return f"stream: {VIRUS} FOUND" if EICAR in content else "stream: OK"


@asynccontextmanager
async def serve_clamd(path: Path) -> AsyncIterator[FakeClamd]:
    """One that answers at this socket for as long as this stands."""
    fake = FakeClamd(path)
    fake.may_answer.set()
    server = await asyncio.start_unix_server(fake.serve, path)
    try:
        yield fake
    finally:
        server.close()
        await fake.end()
        await asyncio.to_thread(path.unlink, missing_ok=True)
