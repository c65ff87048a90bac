"""The words in a box of a slide: sizes, colours and bullets, its own or those of its layout and master."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.etree.ElementTree import Element

from zencho.drive.office.list_numbers import numbered
from zencho.previews.colours import Theme, of_drawing
from zencho.previews.xml_names import attribute, child, children, flag, local, number

_PIXELS_OF_HUNDREDTH: Final = 96 / 7_200
_EMU_OF_PIXEL: Final = 9_525
_ACROSS: Final = {"ctr": "center", "r": "right", "just": "justify", "dist": "distribute"}
_DOWN: Final = {"ctr": "center", "b": "bottom"}
_STYLES: Final = {
    "title": "titleStyle",
    "ctrTitle": "titleStyle",
    "body": "bodyStyle",
    "subTitle": "bodyStyle",
    "obj": "bodyStyle",
}
_NUMBERS: Final = {
    "arabic": "decimal", "circleNum": "decimalEnclosedCircle", "ea1Jpn": "japaneseCounting",
    "alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman", "romanUc": "upperRoman",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under a slide: the colours of its theme, their names, and the master's styles of words."""

    theme: Theme
    names: Mapping[str, str]
    styles: Element | None

    def colour(self, fill: Element | None) -> str | None:
        """The colour of a fill."""
        return of_drawing(fill, self.theme, self.names)


def read_body(shape: Element, kin: Sequence[Element], kind: str, ground: Ground) -> dict[str, Any]:
    """Paragraphs, where they stand in the box, and the room around them."""
    body = child(shape, "txBody")
    bodies = [body, *(child(each, "txBody") for each in kin)]
    about = [child(each, "bodyPr") for each in bodies]
    lists = [child(each, "lstStyle") for each in bodies]
    lists.append(child(ground.styles, _STYLES.get(kind, "otherStyle")))
    scale = number(attribute(child(about[0], "normAutofit"), "fontScale"), 100_000) / 100_000
    tint = ground.colour(child(shape, "style", "fontRef"))
    counts: dict[int, int] = {}
    anchor = _first(about, "anchor") or attribute(child(shape, "tcPr"), "anchor")
    return {
        "paragraphs": [_paragraph(each, lists, ground, counts, scale, tint) for each in children(body, "p")],
        "down": _DOWN.get(anchor or "", "top"),
        "insets": [
            round(number(_first(about, name), default) / _EMU_OF_PIXEL)
            for name, default in (("tIns", 45_720), ("rIns", 91_440), ("bIns", 45_720), ("lIns", 91_440))
        ],
        "vertical": _first(about, "vert") in ("eaVert", "vert", "wordArtVert"),
        "wraps": _first(about, "wrap") != "none",
    }


def _first(elements: Sequence[Element | None], name: str) -> str | None:
    return next(
        (said for each in elements if each is not None and (said := each.get(name)) is not None), None
    )


def _paragraph(
    paragraph: Element, lists: Sequence[Element | None], ground: Ground, counts: dict[int, int], scale: float,
    tint: str | None,
) -> dict[str, Any]:  # fmt: skip
    own = child(paragraph, "pPr")
    level = min(number(attribute(own, "lvl")), 8)
    layers = [own, *(child(each, f"lvl{level + 1}pPr") for each in lists)]
    letters = [child(each, "defRPr") for each in layers]
    runs = []
    for part in paragraph:
        name = local(part)
        if name in ("r", "fld"):
            said = child(part, "t")
            words = "" if said is None else said.text or ""
            runs.append(_run(words, [child(part, "rPr"), *letters], ground, scale, tint))
        elif name == "br":
            runs.append(_run("\n", [child(part, "rPr"), *letters], ground, scale, tint))
    end = _run("", [child(paragraph, "endParaRPr"), *letters], ground, scale, tint)
    spacing = next((found for each in layers if (found := child(each, "lnSpc", "spcPct")) is not None), None)
    before = next((found for each in layers if (found := child(each, "spcBef")) is not None), None)
    return {
        "runs": runs,
        "size": end["size"],
        "across": _ACROSS.get(_first(layers, "algn") or "", "left"),
        "left": round(number(_first(layers, "marL")) / _EMU_OF_PIXEL),
        "first": round(number(_first(layers, "indent")) / _EMU_OF_PIXEL),
        "mark": _mark(layers, counts, level) if any(run["text"].strip() for run in runs) else "",
        "line": number(attribute(spacing, "val"), 100_000) / 100_000,
        "before": _before(before, end["size"]),
    }


def _before(about: Element | None, size: float) -> int:
    share = attribute(child(about, "spcPct"), "val")
    if share is not None:
        return round(number(share) / 100_000 * size)
    return round(number(attribute(child(about, "spcPts"), "val")) * _PIXELS_OF_HUNDREDTH)


def _run(
    words: str, layers: Sequence[Element | None], ground: Ground, scale: float, tint: str | None
) -> dict[str, Any]:
    size = number(_first(layers, "sz"), 1_800) * _PIXELS_OF_HUNDREDTH * scale
    fills = (ground.colour(child(each, "solidFill")) for each in layers[:1])
    inherited = (ground.colour(child(each, "solidFill")) for each in layers[1:])
    colour = next(filter(None, fills), None) or tint or next(filter(None, inherited), None)
    run: dict[str, Any] = {"text": words, "size": round(min(size, 800), 2)}
    for name, key in (("b", "bold"), ("i", "italic")):
        if flag(_first(layers, name)):
            run[key] = True
    if (_first(layers, "u") or "none") != "none":
        run["underline"] = True
    return run | ({"colour": colour} if colour else {"colour": ground.theme.get("dk1", "#000000")})


def _mark(layers: Sequence[Element | None], counts: dict[int, int], level: int) -> str:
    """The bullet or number before a paragraph."""
    for layer in layers:
        for part in () if layer is None else layer:
            name = local(part)
            if name == "buNone":
                return ""
            if name == "buChar":
                sign = part.get("char", "•")
                return (
                    "•"
                    if any("\ue000" <= letter <= "\uf8ff" for letter in sign) or sign in "§ØülnvqqF"
                    else sign
                )
            if name == "buAutoNum":
                counts[level] = counts.get(level, number(part.get("startAt"), 1) - 1) + 1
                kind = part.get("type", "arabicPeriod")
                form = next((found for start, found in _NUMBERS.items() if kind.startswith(start)), "decimal")
                end = ")" if kind.endswith("ParenR") else "." if kind.endswith("Period") else ""
                return f"{numbered(counts[level], form)}{end}"
    return ""
