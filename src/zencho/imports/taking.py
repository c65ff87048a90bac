"""Taking the bytes of many files in at once: read in parallel, written beside each other, made durable
together.

A disk that is asked to keep four hundred small files one after the other waits four hundred times; asked
for all of them at once it waits a few. Nothing is known to anyone before that: `take` returns when all of
it is on disk. The blobs of one batch lie in one folder of a random name, each under an id that nobody can
guess.
"""

import errno
import hashlib
import os
import stat
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from secrets import token_bytes
from uuid import UUID

from zencho.drive.keeping import create, flush_together
from zencho.drive.media import HEAD_BYTES, sniff
from zencho.imports.walking import OldEntry, word_failure
from zencho.kernel.blobs import Blobs, DiskFull

READERS = 4
CHUNK_BYTES = 2**20
# A file as large as this is made durable by the one who wrote it; smaller ones wait for the rest.
LARGE_BYTES = 8 * 2**20
_SOURCE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class Taken:
    """The bytes of one file as they were kept; size and time are those of the moment it was read."""

    blob_id: UUID
    size_bytes: int
    modified_ns: int
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Why a file could not be read."""

    reason: str
    detail: str = ""


Read = Taken | NotTaken


class Taking:
    """Threads that take files in. `bytes_read` rises while they do; `stop` ends what is being read."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        self._readers = ThreadPoolExecutor(READERS, "taking")
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self.bytes_read = 0

    def take(self, files: Sequence[OldEntry]) -> list[Read]:
        """The bytes of these files, durable; for each what was kept, or why not. Blocks. Raises DiskFull,
        and then nothing of the batch stays; the same for what else our own disk may answer."""
        prefix = token_bytes(2)

        def take_one(file: OldEntry) -> Read | OSError:
            return self._take_one(file, UUID(bytes=prefix + token_bytes(14), version=4))

        made = list(self._readers.map(take_one, files))
        kept = [each.blob_id for each in made if isinstance(each, Taken)]
        try:
            for each in made:
                if isinstance(each, OSError):
                    raise each
            flush_together([self._blobs.place_of(id_) for id_ in kept])
        except OSError as fault:
            self.drop(kept)
            if fault.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFull from fault
            raise
        return [each for each in made if not isinstance(each, OSError)]

    def drop(self, blobs: Sequence[UUID]) -> None:
        """Remove bytes that nothing came to point at."""
        for blob in blobs:
            self._blobs.place_of(blob).unlink(missing_ok=True)

    def stop(self) -> None:
        """End soon: what is being read is given up."""
        self._stopped.set()

    def close(self) -> None:
        """End the threads."""
        self.stop()
        self._readers.shutdown()

    def _take_one(self, file: OldEntry, id_: UUID) -> Read | OSError:
        # A file that is written to while it is read is read once more; then it is left for the next run.
        for _ in range(2):
            try:
                source = os.open(file.raw, _SOURCE, dir_fd=file.folder.descriptor)
            except OSError as error:
                return NotTaken(*word_failure(error))
            try:
                taken = self._copy(source, file, id_)
            finally:
                os.close(source)
            if taken is not None:
                return taken
        return NotTaken("changing")

    def _copy(self, source: int, file: OldEntry, id_: UUID) -> Read | OSError | None:
        before = os.fstat(source)
        if not stat.S_ISREG(before.st_mode):  # exchanged since it was listed
            return NotTaken("no_file")
        path = self._blobs.place_of(id_)
        try:
            target = create(path)
        except OSError as error:
            return error
        is_kept = False
        try:
            read = self._pour(source, target)
            if not isinstance(read, _Poured):
                return read
            after = os.fstat(source)
            if (before.st_mtime_ns, read.size_bytes) != (after.st_mtime_ns, after.st_size):
                return None
            is_kept = True
            if read.size_bytes >= LARGE_BYTES:
                os.fsync(target)
        except OSError as error:
            is_kept = False
            return error
        finally:
            os.close(target)
            if not is_kept:
                path.unlink(missing_ok=True)
        media_type = sniff(read.head, file.name.name)
        return Taken(id_, read.size_bytes, after.st_mtime_ns, read.sha256, media_type)

    def _pour(self, source: int, target: int) -> "_Poured | NotTaken | OSError":
        digest, size, head = hashlib.sha256(), 0, b""
        while True:
            try:
                chunk = os.read(source, CHUNK_BYTES)
            except OSError as error:
                return NotTaken(*word_failure(error))
            if not chunk:
                return _Poured(size, digest.hexdigest(), head)
            if self._stopped.is_set():
                return NotTaken("stopped")
            if len(head) < HEAD_BYTES:
                head = (head + chunk)[:HEAD_BYTES]
            digest.update(chunk)
            size += len(chunk)
            view = memoryview(chunk)
            while view:
                view = view[os.write(target, view) :]
            with self._lock:
                self.bytes_read += len(chunk)


@dataclass(frozen=True, slots=True)
class _Poured:
    size_bytes: int
    sha256: str
    head: bytes
