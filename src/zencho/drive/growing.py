"""A file that grows on disk while its bytes arrive. What was acknowledged is durable, and its hash is known.

There is one writer at a time (the file's own lock, which dies with its process). Bytes behind the last
acknowledged one are dropped when the next writer comes. The hash runs along with the bytes: after each flush
it is the SHA-256 of all before the offset, so at the end nothing is read again. Another process, or this one
after a restart, reads the bytes once more and compares: what lies on disk must be what was acknowledged.
"""

import errno
import fcntl
import hashlib
import os
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Self
from uuid import UUID

from zencho.kernel.blobs import Blobs, DiskFull, flush
from zencho.kernel.errors import Problem

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

NOTHING_SHA256 = hashlib.sha256().hexdigest()
_READ_BYTES = 2**20
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# Running hashes by blob, as of an offset; what is not here is read again.
_known: OrderedDict[UUID, tuple[int, "Hash"]] = OrderedDict()
_MOST_KNOWN = 1_000


class UploadBusy(Problem):
    """Another request is writing to this upload at the moment; it is let go when that one ends."""

    status = 423


class UploadDamaged(Problem):
    """What lies on disk is not what was acknowledged: the upload must begin anew."""

    status = 410


class Growing:
    """The file of one upload, held for writing until it is left (`with`). All methods block: call them in a
    thread, one at a time."""

    def __init__(self, blobs: Blobs, blob_id: UUID, *, offset_bytes: int, sha256: str) -> None:
        """Take hold of it. Raises UploadBusy, UploadDamaged, DiskFull."""
        self._path, self._blob_id = blobs.place_of(blob_id), blob_id
        self.offset_bytes = offset_bytes
        self._is_new = not self._path.exists()
        self._handle = self._open()
        try:
            self._lock()
            if os.fstat(self._handle).st_size < offset_bytes:
                raise UploadDamaged
            os.truncate(self._handle, offset_bytes)
            self._hash = self._find_hash(sha256)
        except BaseException:
            os.close(self._handle)
            raise

    def write(self, pieces: list[bytes]) -> None:
        """Put these behind what is there; not durable yet. Raises DiskFull."""
        for piece in pieces:
            left = memoryview(piece)
            while left:
                try:
                    count = os.pwrite(self._handle, left, self.offset_bytes)
                except OSError as error:
                    raise _as_problem(error) from error
                self._hash.update(left[:count])
                self.offset_bytes += count
                left = left[count:]

    def flush(self) -> tuple[int, str]:
        """Make all of it durable -> its length, and its SHA-256 in 64 hex digits. Raises DiskFull."""
        try:
            if self._is_new:
                flush(self._path)
                self._is_new = False
            else:
                os.fdatasync(self._handle)
        except OSError as error:
            raise _as_problem(error) from error
        return self.offset_bytes, self._hash.hexdigest()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of it."""
        _known[self._blob_id] = self.offset_bytes, self._hash
        _known.move_to_end(self._blob_id)
        while len(_known) > _MOST_KNOWN:
            _known.popitem(last=False)
        os.close(self._handle)

    def _open(self) -> int:
        if self._is_new and self.offset_bytes > 0:
            raise UploadDamaged
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise _as_problem(error) from error

    def _lock(self) -> None:
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UploadBusy from None

    def _find_hash(self, sha256: str) -> "Hash":
        known = _known.pop(self._blob_id, None)
        if known is not None and known[0] == self.offset_bytes and known[1].hexdigest() == sha256:
            return known[1]
        digest, at = hashlib.sha256(), 0
        while at < self.offset_bytes:
            piece = os.pread(self._handle, min(_READ_BYTES, self.offset_bytes - at), at)
            if not piece:
                raise UploadDamaged
            digest.update(piece)
            at += len(piece)
        if digest.hexdigest() != sha256:
            raise UploadDamaged
        return digest


def remove_growing(blobs: Blobs, blob_id: UUID) -> None:
    """Remove the bytes of an upload that was given up. Blocks."""
    _known.pop(blob_id, None)
    path: Path = blobs.place_of(blob_id)
    path.unlink(missing_ok=True)


def _as_problem(error: OSError) -> Exception:
    return DiskFull() if error.errno in _NO_ROOM else error
