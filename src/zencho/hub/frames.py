"""What travels on a live socket, as bytes.

Text frames are JSON objects with a `type`; binary frames are `varuint channel | payload`, where the
payload belongs to whoever opened the channel. A frame that goes to many is built once.
"""

import json
from typing import Any

TEXT, BINARY = 0x81, 0x82


class Malformed(ValueError):
    """The bytes are not what the protocol says."""


def text_frame(message: dict[str, Any]) -> bytes:
    """A whole WebSocket frame from a message."""
    return _frame(TEXT, json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode())


def binary_frame(channel: int, payload: bytes) -> bytes:
    """A whole WebSocket frame for a channel."""
    return _frame(BINARY, varuint(channel) + payload)


def _frame(first: int, payload: bytes) -> bytes:
    # A server's frames are not masked (RFC 6455, 5.1), so the same bytes serve every receiver.
    size = len(payload)
    if size < 126:
        return bytes((first, size)) + payload
    if size < 65536:
        return bytes((first, 126)) + size.to_bytes(2, "big") + payload
    return bytes((first, 127)) + size.to_bytes(8, "big") + payload


def varuint(value: int) -> bytes:
    """lib0's variable-length unsigned integer: seven bits a byte, the lowest first."""
    if value < 128:
        return bytes((value,))
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def varbytes(value: bytes) -> bytes:
    """Bytes behind their length."""
    return varuint(len(value)) + value


class Reader:
    """Reads lib0-encoded bytes; every read past the end or beyond 53 bits raises Malformed."""

    __slots__ = ("_bytes", "at")

    def __init__(self, payload: bytes, at: int = 0) -> None:
        self._bytes = payload
        self.at = at

    def byte(self) -> int:
        try:
            value = self._bytes[self.at]
        except IndexError:
            raise Malformed("ends too early") from None
        self.at += 1
        return value

    def varuint(self) -> int:
        try:
            value = self._bytes[self.at]  # as `byte` does: most numbers of a keystroke are one byte long
        except IndexError:
            raise Malformed("ends too early") from None
        self.at += 1
        if value < 128:
            return value
        value &= 127
        shift = 7
        while True:
            byte = self.byte()
            value |= (byte & 127) << shift
            if byte < 128:
                break
            shift += 7
            if shift > 49:
                raise Malformed("number too large")
        if value > 2**53 - 1:
            raise Malformed("number too large")
        return value

    def varbytes(self) -> bytes:
        return self.take(self.varuint())

    def varstring(self) -> str:
        try:
            return self.varbytes().decode()
        except UnicodeDecodeError:
            raise Malformed("not UTF-8") from None

    def take(self, size: int) -> bytes:
        end = self.at + size
        if end > len(self._bytes):
            raise Malformed("ends too early")
        taken = self._bytes[self.at : end]
        self.at = end
        return taken

    def rest(self) -> bytes:
        return self._bytes[self.at :]

    @property
    def is_at_end(self) -> bool:
        return self.at >= len(self._bytes)
