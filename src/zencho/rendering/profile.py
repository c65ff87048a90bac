"""What LibreOffice is started with: settings under which it fetches and runs nothing, and Japanese fonts."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import noto_cjk_sans_jp_bold
import noto_cjk_sans_jp_regular

from zencho.rendering.laying import HOME, PROFILE

#: What a new profile is tried on.
BLANK: Final = b"{\\rtf1\\ansi\\uc1 Zencho \\u20840?\\u24193?}"
#: For machines without Japanese fonts.
FONTS: Final = [
    Path(str(each.FONT_PATH)).parent for each in (noto_cjk_sans_jp_regular, noto_cjk_sans_jp_bold)
]
# Names of fonts that only Windows has, and what stands in for them.
_MINCHO: Final = (
    *("MS Mincho", "ＭＳ 明朝", "MS PMincho", "ＭＳ Ｐ明朝", "Yu Mincho", "游明朝"),
    *("HG明朝B", "BIZ UDMincho", "BIZ UD明朝 Medium"),
)
_GOTHIC: Final = (
    *("MS Gothic", "ＭＳ ゴシック", "MS PGothic", "ＭＳ Ｐゴシック", "Yu Gothic", "游ゴシック"),
    *("Meiryo", "メイリオ", "Meiryo UI", "BIZ UDGothic", "BIZ UDゴシック"),
)


def begin_profile(root: Path) -> None:
    """Settings and fonts, for LibreOffice to add what it wants."""
    user = root / PROFILE / "user"
    user.mkdir(parents=True)
    (root / HOME).mkdir()
    (user / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    (root / HOME / "fonts.conf").write_text(_font_settings(), "utf-8")


def keep_profile(root: Path, kept: Path) -> None:
    """What the child made of it is what the others get."""
    for each in root.iterdir():
        if each.name not in (PROFILE, HOME):
            shutil.rmtree(each) if each.is_dir() else each.unlink()
    with suppress(OSError):  # another process of this server was first
        shutil.copytree(root, f"{root}.kept")
        Path(f"{root}.kept").rename(kept)
    shutil.rmtree(f"{root}.kept", ignore_errors=True)


def _setting(path: str, name: str, value: str) -> str:
    return (
        f'<item oor:path="/org.openoffice.Office.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
    )


#: Nothing is fetched or run: the child could not, and it is not even tried.
_SETTINGS: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"'
    ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    + _setting("Common/Security/Scripting", "DisableMacrosExecution", "true")
    + _setting("Common/Security/Scripting", "MacroSecurityLevel", "3")
    + _setting("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true")
    + _setting("Common/Security/Scripting", "DisableActiveContent", "true")
    + _setting("Java/VirtualMachine", "Enable", "false")
    + _setting("Writer/Content/Update", "Link", "0")
    + _setting("Calc/Content/Update", "Link", "1")
    + "</oor:items>"
)


def _font_settings() -> str:
    folders = "".join(f"<dir>{escape(str(each))}</dir>" for each in FONTS)
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        '<cachedir prefix="xdg">fontconfig</cachedir>'  # the first is the one that is written
        f"{_standing_in(_MINCHO, ('Noto Serif CJK JP', 'Noto Sans CJK JP'))}"
        f"{_standing_in(_GOTHIC, ('Noto Sans CJK JP',))}"
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"{folders}</fontconfig>"
    )


def _standing_in(names: Sequence[str], others: Sequence[str]) -> str:
    accepted = "".join(f"<family>{each}</family>" for each in others)
    return "".join(
        f'<alias binding="same"><family>{each}</family><accept>{accepted}</accept></alias>' for each in names
    )
