"""Colours of Office files as #RRGGBB: by value, by number of the old palette, or of the theme with a tint."""

import colorsys
import re
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element

_PALETTE: Final = [
    "000000",
    "FFFFFF",
    "FF0000",
    "00FF00",
    "0000FF",
    "FFFF00",
    "FF00FF",
    "00FFFF",
    "000000",
    "FFFFFF",
    "FF0000",
    "00FF00",
    "0000FF",
    "FFFF00",
    "FF00FF",
    "00FFFF",
    "800000",
    "008000",
    "000080",
    "808000",
    "800080",
    "008080",
    "C0C0C0",
    "808080",
    "9999FF",
    "993366",
    "FFFFCC",
    "CCFFFF",
    "660066",
    "FF8080",
    "0066CC",
    "CCCCFF",
    "000080",
    "FF00FF",
    "FFFF00",
    "00FFFF",
    "800080",
    "800000",
    "008080",
    "0000FF",
    "00CCFF",
    "CCFFFF",
    "CCFFCC",
    "FFFF99",
    "99CCFF",
    "FF99CC",
    "CC99FF",
    "FFCC99",
    "3366FF",
    "33CCCC",
    "99CC00",
    "FFCC00",
    "FF9900",
    "FF6600",
    "666699",
    "969696",
    "003366",
    "339966",
    "003300",
    "333300",
    "993300",
    "993366",
    "333399",
    "333333",
    "000000",
    "FFFFFF",
]
#: A sheet counts the colours of its theme in this order.
_SHEET_ORDER: Final = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink",
    "folHlink",
)  # fmt: skip
_OFFICE_THEME: Final = {
    "dk1": "#000000", "lt1": "#FFFFFF", "dk2": "#44546A", "lt2": "#E7E6E6", "accent1": "#4472C4",
    "accent2": "#ED7D31", "accent3": "#A5A5A5", "accent4": "#FFC000", "accent5": "#5B9BD5",
    "accent6": "#70AD47", "hlink": "#0563C1", "folHlink": "#954F72",
}  # fmt: skip
_HEX: Final = re.compile(r"[0-9A-Fa-f]{6}")
Theme = Mapping[str, str]


def by_value(value: str | None) -> str | None:
    """RRGGBB or AARRGGBB as a colour; None for all else, "auto" too."""
    if value is None or not _HEX.fullmatch(value[-6:]) or len(value) not in (6, 8):
        return None
    return f"#{value[-6:].upper()}"


def read_theme(root: Element | None) -> Theme:
    """The colours of a theme part by their names; Office's own where there is none."""
    colours = dict(_OFFICE_THEME)
    scheme = (
        None if root is None else next((each for each in root.iter() if _name(each) == "clrScheme"), None)
    )
    for slot in () if scheme is None else scheme:
        for value in slot:
            found = by_value(value.get("lastClr") or value.get("val"))
            if found is not None:
                colours[_name(slot)] = found
    return colours


def of_sheet(element: Element | None, theme: Theme) -> str | None:
    """A colour as styles of a sheet say it; None where the program chooses."""
    if element is None or element.get("auto") in ("1", "true"):
        return None
    if (value := element.get("rgb")) is not None:
        found = by_value(value)
    elif (number := _number(element.get("theme"))) is not None:
        found = theme.get(_SHEET_ORDER[number]) if number < len(_SHEET_ORDER) else None
    elif (number := _number(element.get("indexed"))) is not None:
        found = f"#{_PALETTE[number]}" if number < 64 else None
    else:
        found = None
    return found if found is None else tinted(found, element.get("tint"))


def tinted(colour: str, tint: str | None) -> str:
    """Lighter (above 0) or darker (below 0) by a share of the way."""
    try:
        share = max(-1.0, min(1.0, float(tint or 0)))
    except ValueError:
        return colour
    if share == 0:
        return colour
    hue, light, full = colorsys.rgb_to_hls(*_parts(colour))
    light = light * (1 + share) if share < 0 else light * (1 - share) + share
    return _colour(*colorsys.hls_to_rgb(hue, light, full))


def in_light(colour: str, *, factor: float = 1, offset: float = 0) -> str:
    """Its light multiplied, then moved: what lumMod and lumOff of a drawing say."""
    hue, light, full = colorsys.rgb_to_hls(*_parts(colour))
    return _colour(*colorsys.hls_to_rgb(hue, max(0.0, min(1.0, light * factor + offset)), full))


def _parts(colour: str) -> tuple[float, float, float]:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _colour(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{max(0, min(255, round(part * 255))):02X}" for part in (red, green, blue))


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and value.isascii() and value.isdigit() else None


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def of_drawing(fill: Element | None, theme: Theme, names: Mapping[str, str]) -> str | None:
    """The colour inside a fill of a drawing: by value or by a name that `names` leads to one of the theme."""
    for element in () if fill is None else fill:
        kind = _name(element)
        said = element.get("val", "")
        if kind == "srgbClr":
            found = by_value(said)
        elif kind == "sysClr":
            found = by_value(element.get("lastClr")) or ("#FFFFFF" if said == "window" else "#000000")
        elif kind == "schemeClr":
            found = theme.get(names.get(said, said))
        else:
            continue
        return None if found is None else _changed(found, element)
    return None


def _changed(colour: str, element: Element) -> str:
    """Made lighter or darker as the children of a colour say, in thousandths of a per cent."""
    for change in element:
        share = (_number(change.get("val")) or 0) / 100_000
        match _name(change):
            case "lumMod":
                colour = in_light(colour, factor=share)
            case "lumOff":
                colour = in_light(colour, offset=share)
            case "tint":
                colour = tinted(colour, str(1 - share))
            case "shade":
                colour = tinted(colour, str(share - 1))
    return colour
