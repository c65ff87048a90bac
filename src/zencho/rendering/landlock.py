"""Which files a process may touch from now on: Landlock, in Linux since 5.13, which needs no privilege.

What LibreOffice is asked to open may name any file of the machine (a linked picture, a section of another
document); only what stands here can be read.
"""

import ctypes
import os
import struct
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

# <linux/landlock.h>; the numbers of the calls are those of all machines.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION: Final = 1
_PATH_BENEATH: Final = 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG, _MAKE_SOCK = 1 << 4, 1 << 5, 1 << 7, 1 << 8, 1 << 9
_REFER, _TRUNCATE = 1 << 13, 1 << 14
_READING: Final = _EXECUTE | _READ_FILE | _READ_DIR
_WRITING: Final = (
    _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _MAKE_SOCK | _REFER | _TRUNCATE
)
_OF_FILES: Final = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
# What exists since which version: rights on files, on ports, and what is cut off from all outside.
_FILE_RIGHTS: Final = ((1, 13), (2, 14), (3, 15), (5, 16))
_NO_PORTS: Final = (4, 0b11)  # bind, connect
_NOBODY_ELSE: Final = (6, 0b11)  # abstract sockets, signals


def version() -> int:
    """Of the machine's kernel; 0 where it has none, or was started without it."""
    return max(0, int(_libc().syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)))


def keep_to(*, reads: Iterable[Path], writes: Iterable[Path]) -> None:
    """From now on only what lies at `reads` can be read and run, only what lies at `writes` written as well.

    What is not there is passed over. Raises OSError where the kernel will not have it.
    """
    libc, known = _libc(), version()
    if not known:
        raise OSError(38, "no Landlock")
    handled = (1 << max(bits for since, bits in _FILE_RIGHTS if known >= since)) - 1
    ports, others = (bits if known >= since else 0 for since, bits in (_NO_PORTS, _NOBODY_ELSE))
    asked = struct.pack("=QQQ", handled, ports, others)
    size = 8 if known < _NO_PORTS[0] else 16 if known < _NOBODY_ELSE[0] else 24
    rules = _checked(libc.syscall(_CREATE_RULESET, asked, size, 0))
    for rights, paths in ((_READING, reads), (_READING | _WRITING, writes)):
        for path in paths:
            with suppress(FileNotFoundError):
                _allow(libc, rules, path, rights & handled)
    libc.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS
    _checked(libc.syscall(_RESTRICT_SELF, rules, 0))
    os.close(rules)


def _allow(libc: ctypes.CDLL, rules: int, path: Path, rights: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        beneath = struct.pack("=Qi", rights if path.is_dir() else rights & _OF_FILES, place)
        _checked(libc.syscall(_ADD_RULE, rules, _PATH_BENEATH, beneath, 0))
    finally:
        os.close(place)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(answer: int) -> int:
    if answer < 0:
        raise OSError(ctypes.get_errno(), "Landlock")
    return answer
