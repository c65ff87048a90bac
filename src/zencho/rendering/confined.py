"""What a child gives up besides what every child does, before a large program of others is loaded into it.

It cannot start a process, touch another one, have a socket, or read a file of the city's or one of its
secrets. It is one process, so bounds on it are bounds on all it does.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from zencho.kernel.confinement import Forbidden, forbid, knows_calls
from zencho.rendering import landlock

_CLONE_THREAD, _WHOLE, _ENOSYS = 0x00010000, 0xFFFFFFFF, 38
#: Libraries, fonts and data of programs; nothing of ours lies there.
_SYSTEM: Final = (
    *("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/var/cache/fontconfig"),
    *("/etc/libreoffice", "/var/lib/libreoffice", "/var/spool/libreoffice"),  # Debian keeps parts of it there
)
_DEVICES: Final = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")


def can_confine() -> bool:
    """Whether this machine can hold a program like that. Where it cannot, none is run."""
    return knows_calls() and landlock.version() > 0


def confine(folder: Path, *, reads: Iterable[Path]) -> None:
    """Keep to `folder`, and to reading what programs consist of and `reads`. Raises OSError."""
    landlock.keep_to(
        reads=(*map(Path, _SYSTEM), *reads),
        writes=(folder, *map(Path, _DEVICES)),
    )
    own = (0, _WHOLE, os.getpid())
    forbid(
        (
            Forbidden(56, 220, unless=(0, _CLONE_THREAD, _CLONE_THREAD)),  # clone: threads, no processes
            Forbidden(435, 435, errno=_ENOSYS),  # clone3: who calls it then takes clone
            Forbidden(57, None),  # fork
            Forbidden(58, None),  # vfork
            Forbidden(62, 129, unless=own),  # kill
            Forbidden(200, 130),  # tkill
            Forbidden(234, 131, unless=own),  # tgkill
            Forbidden(129, 138),  # rt_sigqueueinfo
            Forbidden(424, 424),  # pidfd_send_signal
            Forbidden(438, 438),  # pidfd_getfd
            Forbidden(310, 270),  # process_vm_readv
            Forbidden(311, 271),  # process_vm_writev
            Forbidden(321, 280),  # bpf
            Forbidden(298, 241),  # perf_event_open
            Forbidden(165, 40),  # mount
            Forbidden(272, 97),  # unshare
            Forbidden(308, 268),  # setns
            Forbidden(248, 217),  # add_key
            Forbidden(249, 218),  # request_key
            Forbidden(250, 219),  # keyctl
        )
    )
