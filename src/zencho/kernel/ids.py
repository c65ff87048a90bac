"""Identifiers seen outside are UUIDv7 (RFC 9562): ordered by time, unguessable in their last 62 bits."""

import os
import time
from uuid import UUID


def new_id() -> UUID:
    """A fresh UUIDv7 (48 bits of milliseconds, 74 random bits)."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (2**48 - 1)) << 80
    value |= 0x7 << 76 | (random >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | random & (2**62 - 1)
    return UUID(int=value)
