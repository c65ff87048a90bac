"""Where LibreOffice lies on this machine, and which one it is."""

import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from zencho.kernel.starting import CannotStart
from zencho.rendering.confined import can_confine

OFF: Final = "off"
AUTO: Final = "auto"
_COMMANDS: Final = ("soffice", "libreoffice")
#: What holds the C interface: one library where the build merged them, its own where it did not.
_LIBRARIES: Final = ("libmergedlo.so", "libsofficeapp.so")
_USUAL: Final = ("/usr/lib/libreoffice/program", "/usr/lib64/libreoffice/program")


class LibreOfficeMissing(CannotStart):
    """The setting names a place at which there is no LibreOffice; `place`."""


class LibreOfficeUnconfined(CannotStart):
    """It is there, but this machine's kernel cannot keep it to one folder: it is not used; `place`."""


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """`program` is its folder with the library; `version` is for people, `key` differs where any byte of the
    library may."""

    program: Path
    library: Path
    version: str
    key: str


def find_libreoffice(setting: str) -> LibreOffice | None:
    """The one to use; None where there is none, or none is wanted. Raises LibreOfficeMissing where the
    setting names a place without one, LibreOfficeUnconfined."""
    if setting == OFF:
        return None
    found = _first(_places() if setting == AUTO else _around(Path(setting)))
    if found is None:
        if setting == AUTO:
            return None
        raise LibreOfficeMissing(place=setting)
    if not can_confine():
        raise LibreOfficeUnconfined(place=found.program)
    return found


def _places() -> list[Path]:
    commands = [Path(found) for each in _COMMANDS if (found := shutil.which(each))]
    return [*(place for each in commands for place in _around(each)), *map(Path, _USUAL)]


def _around(named: Path) -> list[Path]:
    """A command of it, its folder `program`, or the folder that holds this."""
    real = named.resolve()
    return [real.parent, real, real / "program"]


def _first(places: list[Path]) -> LibreOffice | None:
    for program in places:
        for name in _LIBRARIES:
            library = program / name
            if library.is_file():
                return _about(program, library)
    return None


def _about(program: Path, library: Path) -> LibreOffice:
    try:
        told = (program / "versionrc").read_text("utf-8", errors="replace")
    except OSError:
        told = ""
    version = re.search(r"^UpdateID=LibreOffice_([\d.]+)", told, re.MULTILINE)
    state = library.stat()
    said = f"{library} {told} {state.st_size} {state.st_mtime_ns}"
    return LibreOffice(
        program, library, version[1] if version else "", hashlib.sha256(said.encode()).hexdigest()[:16]
    )
