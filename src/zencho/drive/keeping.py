"""Bytes of many small files, kept at once: written beside each other, made durable together.

A disk that is asked to keep five hundred small files one after the other waits five hundred times; asked once
for all it waits a few. Nothing is known to anyone before that. The blobs of one batch lie in one folder of a
random name, each under an id that nobody can guess.
"""

import ctypes
import errno
import hashlib
import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from secrets import token_bytes
from uuid import UUID

from zencho.kernel.blobs import Blobs, DiskFull, Stored, flush

_BLOB = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
_LIBC = ctypes.CDLL(None, use_errno=True)


class Batch:
    """The blobs of one batch. All methods block: call them in a thread, one at a time."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs, self._prefix = blobs, token_bytes(2)
        self.ids: list[UUID] = []

    def new_id(self) -> UUID:
        """Where the next one is to lie."""
        return UUID(bytes=self._prefix + token_bytes(14), version=4)

    def keep(self, contents: Iterable[bytes]) -> list[Stored]:
        """Write each; not durable yet. Raises DiskFull."""
        return [self._keep_one(content) for content in contents]

    def flush(self) -> None:
        """Make all of it durable. Raises DiskFull."""
        try:
            flush_together([self._blobs.place_of(id_) for id_ in self.ids])
        except OSError as error:
            raise _as_problem(error) from error

    def drop(self, *, keep: Collection[UUID] = ()) -> None:
        """Remove all but these."""
        for id_ in set(self.ids) - set(keep):
            self._blobs.place_of(id_).unlink(missing_ok=True)

    def _keep_one(self, content: bytes) -> Stored:
        id_ = self.new_id()
        try:
            handle = create(self._blobs.place_of(id_))
            self.ids.append(id_)
            try:
                left = memoryview(content)
                while left:
                    left = left[os.write(handle, left) :]
            finally:
                os.close(handle)
        except OSError as error:
            raise _as_problem(error) from error
        return Stored(id_, len(content), hashlib.sha256(content).hexdigest())


def create(path: Path) -> int:
    """A new file for the bytes of a blob, with its folders -> its descriptor."""
    try:
        return os.open(path, _BLOB, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, _BLOB, 0o600)


def flush_together(paths: Sequence[Path]) -> None:
    """Make files and the names of them and of the folders above them durable. Raises OSError.

    One call for the file system where there is `syncfs` (Linux; since 5.8 it tells what could not be
    written), which also waits for what others write at the moment; else one for each.
    """
    if not paths:
        return
    if not hasattr(_LIBC, "syncfs"):
        for path in paths:
            flush(path)
        return
    handle = os.open(paths[0], os.O_RDONLY)
    try:
        if _LIBC.syncfs(handle) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
    finally:
        os.close(handle)


def _as_problem(error: OSError) -> Exception:
    return DiskFull() if error.errno in _NO_ROOM else error
