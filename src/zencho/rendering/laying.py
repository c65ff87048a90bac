"""Inside the child: LibreOffice is loaded as a library (its C interface, "LibreOfficeKit"), opens one file
and writes it as a PDF. No program is started, and what it says is heard by nobody.
"""

import ctypes
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from zencho.rendering.confined import confine

_OPTIONS: Final = b"Batch=true,Language=ja-JP"  # Batch: nobody is asked anything
FILE, RESULT, PROFILE, HOME = "in", "out.pdf", "profile", "home"


class _Kit(ctypes.Structure):
    pass


class _Document(ctypes.Structure):
    pass


_Kits, _Documents = ctypes.POINTER(_Kit), ctypes.POINTER(_Document)


class _KitCalls(ctypes.Structure):
    """The first of LibreOfficeKitClass (LibreOfficeKit.h); the rest is not called."""

    _fields_ = [
        ("size", ctypes.c_size_t),
        ("destroy", ctypes.c_void_p),
        ("load", ctypes.c_void_p),
        ("error", ctypes.c_void_p),
        ("load_with", ctypes.CFUNCTYPE(_Documents, _Kits, ctypes.c_char_p, ctypes.c_char_p)),
    ]


class _DocumentCalls(ctypes.Structure):
    """The first of LibreOfficeKitDocumentClass."""

    _fields_ = [
        ("size", ctypes.c_size_t),
        ("destroy", ctypes.c_void_p),
        (
            "save",
            ctypes.CFUNCTYPE(ctypes.c_int, _Documents, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p),
        ),
    ]


_Kit._fields_ = [("calls", ctypes.POINTER(_KitCalls))]
_Document._fields_ = [("calls", ctypes.POINTER(_DocumentCalls))]


def lay_out(payload: bytes) -> bytes:
    """A line of JSON and the bytes of a file in; its PDF out, or nothing where LibreOffice could not open it.

    `folder` is the one that may be written in, `ending` that of the file ("docx"), `library` and `program`
    LibreOffice's, `fonts` folders with fonts besides the machine's.
    """
    head, _, content = payload.partition(b"\n")
    asked = json.loads(head)
    folder = Path(asked["folder"])
    os.environ.update(_surroundings(folder))
    file = folder / f"{FILE}.{asked['ending']}"
    file.write_bytes(content)
    confine(folder, reads=[Path(asked["program"]).parent, *map(Path, asked["fonts"])])
    os.chdir(folder)
    with silence():
        _convert(asked, folder, file)
    return read_result(folder / RESULT)


def read_result(path: Path) -> bytes:
    """The PDF that lies there; nothing where none does."""
    try:
        made = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return b""
    with os.fdopen(made, "rb") as file:
        content = file.read()
    return content if content.startswith(b"%PDF-") else b""


def _surroundings(folder: Path) -> dict[str, str]:
    return {
        "HOME": str(folder / HOME),
        "TMPDIR": str(folder),
        "XDG_CACHE_HOME": str(folder / HOME),
        "FONTCONFIG_FILE": str(folder / HOME / "fonts.conf"),
        "SAL_USE_VCLPLUGIN": "svp",
        "LC_ALL": "ja_JP.UTF-8",
        "PATH": "/usr/bin:/bin",
    }


def _convert(asked: dict[str, Any], folder: Path, file: Path) -> None:
    library = ctypes.CDLL(asked["library"])
    begin = library.libreofficekit_hook_2
    begin.restype, begin.argtypes = _Kits, [ctypes.c_char_p, ctypes.c_char_p]
    kit = begin(os.fsencode(asked["program"]), (folder / PROFILE).as_uri().encode())
    if not kit:
        return
    document = kit.contents.calls.contents.load_with(kit, file.as_uri().encode(), _OPTIONS)
    if document:
        save = document.contents.calls.contents.save
        save(document, (folder / RESULT).as_uri().encode(), b"pdf", b"")


@contextmanager
def silence() -> Iterator[None]:
    """What it prints may be words of the file, and would end in the log."""
    kept, nothing = os.dup(2), os.open("/dev/null", os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
