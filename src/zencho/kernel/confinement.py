"""What a process gives up for good before it meets bytes of strangers; whatever it becomes keeps to it.

Limits of the machine, an end with its parent, and calls of its kernel that fail from now on (seccomp, on
machines whose numbers we know).
"""

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2
_ALLOW: Final = 0x7FFF0000
_FAIL: Final = 0x00050000
_EPERM: Final = 1
_AUDIT_NUMBERS: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_MOST_X86_CALLS: Final = 0x40000000  # from here on the same calls under their x32 numbers
_LOAD, _AND, _JUMP_IF_EQUAL, _JUMP_IF_NOT_LESS, _GIVE = 0x20, 0x54, 0x15, 0x35, 0x06


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A call by its numbers (None: the machine has no such call). Where `unless` = (argument, mask, value)
    holds, by the lower 32 bits of that argument, it is let through; else it fails with `errno`."""

    x86_64: int
    aarch64: int | None
    unless: tuple[int, int, int] | None = None
    errno: int = _EPERM


def limit(*, memory_bytes: int, seconds: int, file_bytes: int) -> None:
    """Memory, processor time, the size of any one file; no core dump."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))  # SIGXCPU, then SIGKILL
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))


def die_with(parent: int) -> None:
    """End when that process does (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            sys.exit(1)  # the parent died before it could be watched


def knows_calls() -> bool:
    """Whether calls can be forbidden on this machine."""
    return sys.platform == "linux" and platform.machine() in _AUDIT_NUMBERS


def forbid(calls: Sequence[Forbidden]) -> None:
    """Make these calls fail. Raises OSError where the machine's kernel will not have it."""
    if not knows_calls():
        return
    steps = [
        _step(_LOAD, 4),  # seccomp_data.arch: a call by another numbering is refused
        _step(_JUMP_IF_EQUAL, _AUDIT_NUMBERS[platform.machine()], if_true=1),
        _step(_GIVE, _FAIL | _EPERM),
        _step(_LOAD, 0),
        _step(_JUMP_IF_NOT_LESS, _MOST_X86_CALLS, if_false=1),
        _step(_GIVE, _FAIL | _EPERM),
        *(step for call in calls for step in _steps_of(call)),
        _step(_GIVE, _ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(steps))
    program = _Program(len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "calls cannot be forbidden")


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def _steps_of(call: Forbidden) -> list[bytes]:
    number = call.x86_64 if platform.machine() == "x86_64" else call.aarch64
    if number is None:
        return []
    fail = _step(_GIVE, _FAIL | call.errno)
    if call.unless is None:
        return [_step(_LOAD, 0), _step(_JUMP_IF_EQUAL, number, if_false=1), fail]
    argument, mask, value = call.unless
    return [
        _step(_LOAD, 0),  # seccomp_data.nr
        _step(_JUMP_IF_EQUAL, number, if_false=4),
        _step(_LOAD, 16 + 8 * argument),
        _step(_AND, mask),
        _step(_JUMP_IF_EQUAL, value, if_true=1),
        fail,
    ]


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
