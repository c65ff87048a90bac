"""Walking an old share, folder by folder, without ever leaving it: each folder is opened inside the one
above it and no link is followed, so that nothing outside can be read whatever is exchanged meanwhile."""

import os
import stat
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any
from uuid import UUID

from zencho.imports.old_names import OldName, find_reason_to_skip, read_name
from zencho.imports.old_paths import PathKey, fold_path, join_path, key_below

# Below this a path is no longer one that anybody could type, and each level holds one open file of this
# process.
MOST_DEPTH = 200
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def make_key(above: UUID, raw: bytes) -> UUID:
    """What names a file or folder of an old share for good, whatever it is called here."""
    return UUID(bytes=blake2b(above.bytes + raw, digest_size=16).digest())


class OldFolder:
    """A folder of the old share, held open while it or anything read from it is needed. `here` is what it
    became."""

    def __init__(self, descriptor: int, key: UUID, path: str, depth: int, here: UUID) -> None:
        self.descriptor = descriptor
        self.key = key
        self.path = path
        self.path_key = fold_path(path)
        self.depth = depth
        self.here = here
        weakref.finalize(self, os.close, descriptor)

    def enter(self, inside: "OldEntry") -> "OldFolder":
        """Open a folder that lies in this one and has a `here`. Raises OSError."""
        assert inside.here is not None
        descriptor = os.open(inside.raw, _FOLDER, dir_fd=self.descriptor)
        return OldFolder(descriptor, inside.key, inside.path, self.depth + 1, inside.here)


@dataclass(slots=True)
class OldEntry:
    """A file or folder in an old folder, as it was listed. Times are in nanoseconds, as the share keeps them.

    `here` is the folder that a folder became; one that has none is not gone into.
    """

    folder: OldFolder
    raw: bytes
    key: UUID
    name: OldName
    size_bytes: int
    modified_ns: int
    owner: int
    here: UUID | None = None

    @property
    def path(self) -> str:
        """The old path, as people know it."""
        return join_path(self.folder.path, self.name.text)

    @property
    def path_key(self) -> PathKey:
        """The old path, as it is compared."""
        return key_below(self.folder.path_key, self.name.text)


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is not brought, and why."""

    path: str
    reason: str
    detail: str = ""


@dataclass(slots=True)
class Listed:
    """What lies in one old folder; where it could not be read, why (`left`), and nothing is known of what
    lies in it."""

    folder: OldFolder
    files: list[OldEntry] = field(default_factory=list)
    folders: list[OldEntry] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    is_read: bool = True


def open_share(source: bytes, key: UUID, old_root: str, here: UUID) -> OldFolder:
    """The top of an old share. Raises OSError."""
    descriptor = os.open(source, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    return OldFolder(descriptor, key, old_root, 0, here)


def walk(top: OldFolder) -> Iterator[Listed]:
    """Each folder with what lies in it, a folder before those inside it. Blocks."""
    waiting = [iter([_list(top)])]
    while waiting:
        listed = next(waiting[-1], None)
        if listed is None:
            waiting.pop()
            continue
        yield listed
        if listed.is_read:
            waiting.append(_list_inside(listed))


def _list_inside(listed: Listed) -> Iterator[Listed]:
    for entry in listed.folders:
        if entry.here is None:
            continue
        try:
            inside = listed.folder.enter(entry)
        except OSError as error:
            yield Listed(listed.folder, left=[Left(entry.path, *word_failure(error))], is_read=False)
        else:
            yield _list(inside)


def _list(folder: OldFolder) -> Listed:
    listed = Listed(folder)
    try:
        with os.scandir(folder.descriptor) as found:
            entries = sorted(found, key=lambda each: os.fsencode(each.name))
    except OSError as error:
        return Listed(folder, left=[Left(folder.path, *word_failure(error))], is_read=False)
    for entry in entries:
        _sort_in(listed, entry)
    return listed


def _sort_in(listed: Listed, entry: Any) -> None:
    folder, raw = listed.folder, os.fsencode(entry.name)
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        path = join_path(folder.path, read_name(raw, is_folder=False).text)
        listed.left.append(Left(path, *word_failure(error)))
        return
    is_folder = stat.S_ISDIR(status.st_mode)
    name = read_name(raw, is_folder=is_folder)
    reason = _find_reason(name.text, status.st_mode, folder.depth)
    if reason is not None:
        listed.left.append(Left(join_path(folder.path, name.text), reason))
        return
    found = OldEntry(
        folder=folder,
        raw=raw,
        key=make_key(folder.key, raw),
        name=name,
        size_bytes=status.st_size,
        modified_ns=status.st_mtime_ns,
        owner=status.st_uid,
    )
    (listed.folders if is_folder else listed.files).append(found)


def _find_reason(text: str, mode: int, depth: int) -> str | None:
    if stat.S_ISLNK(mode):
        return "link"
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return "no_file"
    if stat.S_ISDIR(mode) and depth >= MOST_DEPTH:
        return "too_deep"
    return find_reason_to_skip(text)


def word_failure(error: OSError) -> tuple[str, str]:
    """(reason, detail) of what the old share answered."""
    if isinstance(error, FileNotFoundError):
        return "vanished", ""
    return "unreadable_file", error.strerror or type(error).__name__
