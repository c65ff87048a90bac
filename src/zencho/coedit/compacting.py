"""From a snapshot and the updates after it to one snapshot: runs in a bounded child process.

`merge_updates` does not squash, is quadratic and holds the interpreter, so each update goes through a Doc.
"""

import struct
from collections.abc import Iterable
from typing import Any

from pycrdt import Doc

WORK = "zencho.coedit.compacting:compact"


def pack(updates: Iterable[bytes]) -> bytes:
    """The child's payload: each update behind its length."""
    return b"".join(struct.pack("!I", len(update)) + update for update in updates)


def unpack(payload: bytes) -> list[bytes]:
    """The updates again, in order."""
    updates, at = [], 0
    while at < len(payload):
        (size,) = struct.unpack_from("!I", payload, at)
        updates.append(payload[at + 4 : at + 4 + size])
        at += 4 + size
    return updates


def compact(payload: bytes) -> bytes:
    """Packed updates -> packed [state, state vector]."""
    document: Doc[Any] = Doc()
    for update in unpack(payload):
        document.apply_update(update)
    return pack([document.get_update(), document.get_state()])
