"""Bytes that flow for long: the right to them is asked again meanwhile, and where they have to end early the
receiver knows, and nobody is alarmed here."""

from collections.abc import AsyncIterator, Awaitable, Callable
from time import monotonic

from starlette.responses import StreamingResponse
from starlette.types import Send

from zencho.kernel.logs import log

ASK_AGAIN_SECONDS = 0.8  # a cut within a second, with the time that asking takes
Ask = Callable[[], Awaitable[None]]


async def asking_again(chunks: AsyncIterator[bytes], ask: Ask) -> AsyncIterator[bytes]:
    """These chunks, asking again before each that comes late enough. Raises what `ask` raises."""
    asked = monotonic()
    async for chunk in chunks:
        if monotonic() - asked > ASK_AGAIN_SECONDS:
            await ask()
            asked = monotonic()
        yield chunk


class FlowCut(Exception):
    """What flows must end now: a right was taken back, or the bytes are not there."""


class FlowingResponse(StreamingResponse):
    """An answer of unknown length. Where its body raises `FlowCut`, the last chunk is never sent: the server
    closes the connection, and the browser tells of a download that failed instead of keeping half of it."""

    async def stream_response(self, send: Send) -> None:
        start = {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
        await send(start)
        try:
            async for chunk in self.body_iterator:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        except FlowCut as cut:
            log.info("flow_cut", why=str(cut))
            return
        await send({"type": "http.response.body", "body": b"", "more_body": False})
