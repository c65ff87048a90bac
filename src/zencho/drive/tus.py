"""The tus protocol, 1.0: what its headers say, read and written. https://tus.io/protocols/resumable-upload

Of its extensions: creation, creation with upload, termination, checksum and expiration.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from typing import TYPE_CHECKING

from zencho.kernel.errors import InvalidRequest, Problem

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,termination,checksum,expiration"
BYTES = "application/offset+octet-stream"
MOST_METADATA = 24_000  # characters of the header: a name and a deep path with room to spare
_MOST_BYTES = 2**62
_SHA1 = partial(
    hashlib.sha1, usedforsecurity=False
)  # the protocol asks for it; it guards against faults alone
CHECKSUMS: dict[str, Callable[[], "Hash"]] = {"sha1": _SHA1, "sha256": hashlib.sha256}


class TusVersionUnknown(Problem):
    """The client speaks another version of the protocol; `params["version"]` is ours."""

    status = 412


class OffsetDiffers(Problem):
    """The bytes do not begin where the upload ends; `params["offset_bytes"]` is where it does."""

    status = 409


class ChecksumDiffers(Problem):
    """The bytes are not those that the checksum was made of: none of them was kept."""

    status = 460


@dataclass(frozen=True, slots=True)
class Told:
    """What a client says of a file; `path` are the folders it lay in, the outermost first."""

    name: str
    path: tuple[str, ...]
    last_modified: datetime | None


def expect_version(headers: Mapping[str, str]) -> None:
    """Raises TusVersionUnknown."""
    if headers.get("tus-resumable") != VERSION:
        raise TusVersionUnknown(version=VERSION)


def read_count(headers: Mapping[str, str], name: str) -> int:
    """A number of bytes. Raises InvalidRequest where there is none, or no number."""
    value = headers.get(name.lower(), "")
    if not (value.isascii() and value.isdigit() and len(value) < 20 and int(value) < _MOST_BYTES):
        raise InvalidRequest(fields=[name])
    return int(value)


def read_metadata(written: str) -> dict[str, str]:
    """Keys and their values, which travel in base64. Raises InvalidRequest."""
    if len(written) > MOST_METADATA:
        raise InvalidRequest(fields=["Upload-Metadata"])
    told: dict[str, str] = {}
    for pair in filter(None, (each.strip() for each in written.split(","))):
        key, _, value = pair.partition(" ")
        try:
            told[key] = base64.b64decode(value.strip(), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise InvalidRequest(fields=["Upload-Metadata", key[:100]]) from None
    return told


def read_told(written: str) -> Told:
    """What is said of a file: `name` (or `filename`, as most clients write), `path` of folders with `/`
    between (or `relativePath` with the name at its end), `last-modified` in milliseconds since 1970."""
    said = read_metadata(written)
    path = said.get("path") or "/".join(said.get("relativePath", "").split("/")[:-1])
    name = said.get("name") or said.get("filename", "")
    return Told(name, tuple(each for each in path.split("/") if each), _read_time(said.get("last-modified")))


def _read_time(written: str | None) -> datetime | None:
    if not written:
        return None
    try:
        return datetime.fromtimestamp(int(written) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        raise InvalidRequest(fields=["Upload-Metadata", "last-modified"]) from None


@dataclass(frozen=True, slots=True)
class Checksum:
    """What the bytes of one request must come to."""

    running: "Hash"
    expected: bytes

    def compare(self) -> None:
        """Raises ChecksumDiffers."""
        if self.running.digest() != self.expected:
            raise ChecksumDiffers


def read_checksum(headers: Mapping[str, str]) -> Checksum | None:
    """Raises InvalidRequest for an algorithm we do not know, or what is no base64."""
    written = headers.get("upload-checksum")
    if written is None:
        return None
    algorithm, _, value = written.partition(" ")
    try:
        return Checksum(CHECKSUMS[algorithm](), base64.b64decode(value, validate=True))
    except (KeyError, binascii.Error):
        raise InvalidRequest(fields=["Upload-Checksum"]) from None


def write_time(moment: datetime) -> str:
    """As HTTP writes times."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)
