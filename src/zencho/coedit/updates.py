"""What a Yjs update (format v1) claims: which structs it brings, whose they are and what they build on.

Read before anything is stored, so that every update of a log integrates in order and authorship cannot be
forged: new structs of a client id are refused unless that id is the sender's, and nothing may build on,
or delete, what does not exist yet. Text counts in UTF-16 code units, as in the browser.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from pycrdt import get_state

from zencho.hub.frames import Malformed, Reader

MOST_STRUCTS = 200_000
DEEPEST_VALUE = 60


class Clocks(Protocol):
    """How far the structs of each client are stored."""

    def get(self, key: int, otherwise: int, /) -> int: ...


@dataclass(slots=True)
class Claims:
    """`brings` is [start, end) of the clocks each client adds; `needs` the end of what must exist for it."""

    brings: dict[int, tuple[int, int]] = field(default_factory=dict)
    needs: dict[int, int] = field(default_factory=dict)

    def _need(self, client: int, end: int) -> None:
        if end > self.needs.get(client, 0):
            self.needs[client] = end

    def is_complete(self, known: Clocks) -> bool:
        """Whether everything this builds on is in `known` (client -> clocks stored) or brought by itself."""
        for client, (start, _) in self.brings.items():
            if start > known.get(client, 0):
                return False
        for client, end in self.needs.items():
            if end > known.get(client, 0) and end > self.brings.get(client, (0, 0))[1]:
                return False
        return True

    def list_new_clients(self, known: Clocks) -> list[int]:
        """The clients of which this brings structs that are not stored yet."""
        return [client for client, (_, end) in self.brings.items() if end > known.get(client, 0)]


def read_claims(update: bytes) -> Claims:
    """Raises Malformed where the bytes are not one whole v1 update."""
    reader, claims, structs = Reader(update), Claims(), 0
    for _ in range(reader.varuint()):
        count, client, clock = reader.varuint(), reader.varuint(), reader.varuint()
        structs += count
        if structs > MOST_STRUCTS or client in claims.brings:
            raise Malformed("too many structs, or a client twice")
        start = clock
        for _ in range(count):
            clock += _read_struct(reader, claims, client, clock)
        if clock > 2**53 - 1:
            raise Malformed("clock too large")
        claims.brings[client] = (start, clock)
    for _ in range(reader.varuint()):
        client = reader.varuint()
        for _ in range(reader.varuint()):
            clock, length = reader.varuint(), reader.varuint()
            claims._need(client, clock + length)
    if not reader.is_at_end:
        raise Malformed("bytes after the end")
    return claims


def check_decodes(update: bytes) -> None:
    """Raises Malformed where the engine that compacts would not read the bytes: one such update in the log
    would keep it from being compacted for ever."""
    try:
        get_state(update)
    except Exception as error:
        raise Malformed("does not decode") from error


def read_state_vector(state_vector: bytes) -> dict[int, int]:
    """Client -> clocks known, from an encoded state vector."""
    reader = Reader(state_vector)
    return {reader.varuint(): reader.varuint() for _ in range(reader.varuint())}


_ORIGIN, _RIGHT_ORIGIN, _PARENT_SUB, _CONTENT = 0x80, 0x40, 0x20, 0x1F
_GC, _SKIP = 0, 10


def _read_struct(reader: Reader, claims: Claims, client: int, clock: int) -> int:
    """Reads one struct -> its length in clocks."""
    about = reader.byte()
    content = about & _CONTENT
    if content == _GC:
        return _length(reader)
    if content == _SKIP:
        # A skip marks a hole between structs; an update of a living document has none.
        raise Malformed("a hole")
    if about & _ORIGIN:
        _read_id(reader, claims, client, clock)
    if about & _RIGHT_ORIGIN:
        _read_id(reader, claims, client, clock)
    if not about & (_ORIGIN | _RIGHT_ORIGIN):
        if reader.varuint() == 1:
            reader.varstring()
        else:
            _read_id(reader, claims, client, clock)
        if about & _PARENT_SUB:
            reader.varstring()
    read = _CONTENTS.get(content)
    if read is None:
        raise Malformed("unknown content")
    return read(reader)


def _read_id(reader: Reader, claims: Claims, client: int, clock: int) -> None:
    whose, which = reader.varuint(), reader.varuint()
    if whose != client:
        claims._need(whose, which + 1)
    elif which >= clock:
        raise Malformed("builds on itself")


def _length(reader: Reader) -> int:
    length = reader.varuint()
    if length == 0:
        raise Malformed("empty struct")
    return length


def _read_jsons(reader: Reader) -> int:
    length = _length(reader)
    for _ in range(length):
        text = reader.varstring()
        if text != "undefined":
            _check_json(text)
    return length


def _read_binary(reader: Reader) -> int:
    reader.varbytes()
    return 1


def _read_text(reader: Reader) -> int:
    raw = reader.varbytes()
    if raw.isascii():
        length = len(raw)
    else:
        try:
            length = len(raw.decode().encode("utf-16-le")) // 2
        except UnicodeDecodeError:
            raise Malformed("not UTF-8") from None
    if length == 0:
        raise Malformed("empty struct")
    return length


def _read_embed(reader: Reader) -> int:
    _check_json(reader.varstring())
    return 1


def _read_format(reader: Reader) -> int:
    reader.varstring()
    _check_json(reader.varstring())
    return 1


def _read_type(reader: Reader) -> int:
    kind = reader.varuint()
    if kind in (3, 5):  # an XML element and an XML hook have names
        reader.varstring()
    elif kind > 6:
        raise Malformed("unknown type")
    return 1


def _read_anys(reader: Reader) -> int:
    length = _length(reader)
    for _ in range(length):
        _read_any(reader, 0)
    return length


def _read_subdocument(reader: Reader) -> int:
    raise Malformed("documents inside documents are not used")


_CONTENTS: dict[int, Callable[[Reader], int]] = {
    1: _length,
    2: _read_jsons,
    3: _read_binary,
    4: _read_text,
    5: _read_embed,
    6: _read_format,
    7: _read_type,
    8: _read_anys,
    9: _read_subdocument,
}


_EMPTY_VALUES = (127, 126, 121, 120)  # undefined, null, false, true
_FIXED_VALUES = {124: 4, 123: 8, 122: 8}  # float32, float64, bigint


def _read_any(reader: Reader, depth: int) -> None:
    """lib0's `any`: a byte for the type, then the value."""
    kind = reader.byte()
    if kind in _EMPTY_VALUES:
        return
    if kind in _FIXED_VALUES:
        reader.take(_FIXED_VALUES[kind])
    elif kind == 125:
        _skip_signed(reader)
    elif kind == 119:
        reader.varstring()
    elif kind == 116:
        reader.varbytes()
    elif kind in (117, 118) and depth < DEEPEST_VALUE:
        for _ in range(reader.varuint()):
            if kind == 118:
                reader.varstring()
            _read_any(reader, depth + 1)
    else:
        raise Malformed("unknown or too deep a value")


def _skip_signed(reader: Reader) -> None:
    byte, read = reader.byte(), 1
    while byte & 0x80:
        byte = reader.byte()
        read += 1
        if read > 8:
            raise Malformed("number too large")


def _check_json(text: str) -> None:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        raise Malformed("not JSON") from None
