"""Whether a call comes from the editor: it signs each one with a key whose public half its discovery tells.

The layout of what is signed, and that an editor may change its key under way, are WOPI's ("proof keys").
"""

import base64
import binascii
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA256

OLDEST = timedelta(minutes=20)
_YEAR_ONE = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Keys:
    """The editor's key, and the one it had before."""

    current: RSAPublicKey
    old: RSAPublicKey | None


@dataclass(frozen=True, slots=True)
class Proof:
    """What a call says of itself: two signatures (base64) and a time in ticks of 100 ns since the year 1."""

    current: str
    old: str
    ticks: int


def read_key(modulus: str, exponent: str) -> RSAPublicKey:
    """A key as discovery tells it: two numbers in base64. Raises ValueError."""
    numbers = [int.from_bytes(base64.b64decode(each, validate=True)) for each in (exponent, modulus)]
    return RSAPublicNumbers(*numbers).public_key()


def write_signed(token: str, url: str, ticks: int) -> bytes:
    """The bytes that an editor signs. `url` is the whole address it called, `token` as it stands in there."""
    parts = (token.encode(), url.upper().encode(), struct.pack(">q", ticks))
    return b"".join(struct.pack(">i", len(part)) + part for part in parts)


def is_signed(keys: Keys, proof: Proof, token: str, url: str) -> bool:
    """Whether one of the editor's keys signed this, in any of the orders in which two keys may change."""
    signed = write_signed(token, url, proof.ticks)
    return any(_is_signature(key, signature, signed) for key, signature in _list_ways(keys, proof))


def _list_ways(keys: Keys, proof: Proof) -> Iterator[tuple[RSAPublicKey, str]]:
    yield keys.current, proof.current
    yield keys.current, proof.old  # we know the key that the editor has left already
    if keys.old is not None:
        yield keys.old, proof.current  # the editor has not taken up the key that we know


def _is_signature(key: RSAPublicKey, signature: str, signed: bytes) -> bool:
    try:
        key.verify(base64.b64decode(signature, validate=True), signed, PKCS1v15(), SHA256())
    except (InvalidSignature, binascii.Error):
        return False
    return True


def is_recent(ticks: int, now: datetime) -> bool:
    """Whether a call was made within these minutes; a clock may be as much ahead."""
    try:
        made = _YEAR_ONE + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return False
    return abs(now - made) <= OLDEST
