"""The parts of a presentation (ECMA-376 part 1, chapter 13): a master, a layout, a theme, and the slides."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
_NAMES = f'xmlns:a="{_DRAWING}" xmlns:r="{_OFFICE}" xmlns:p="{_SLIDES}"'
_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_COLOURS = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3"'
    ' accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


def slide_parts(
    title: str, slides: Sequence[tuple[str, Sequence[str]]]
) -> tuple[dict[str, str], dict[str, str]]:
    """Every part of the package without its XML declaration, and the content type of each that needs one."""
    pages = [
        _page(title, ("みほん市",), is_title=True),
        *(_page(heading, lines) for heading, lines in slides),
    ]
    numbers = range(1, len(pages) + 1)
    listed = "".join(f'<p:sldId id="{255 + number}" r:id="rId{number + 1}"/>' for number in numbers)
    parts = {
        "_rels/.rels": _relations(("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": (
            f'<p:presentation {_NAMES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
            f'</p:sldMasterIdLst><p:sldIdLst>{listed}</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/>'
            '<p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
        ),
        "ppt/_rels/presentation.xml.rels": _relations(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            *(("slide", f"slides/slide{number}.xml") for number in numbers),
            ("theme", "theme/theme1.xml"),
        ),
        "ppt/slideMasters/slideMaster1.xml": (
            f"<p:sldMaster {_NAMES}><p:cSld><p:spTree>{_GROUP}</p:spTree></p:cSld>{_COLOURS}"
            '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>'
        ),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            ("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")
        ),
        "ppt/slideLayouts/slideLayout1.xml": (
            f'<p:sldLayout {_NAMES} type="blank"><p:cSld name="Blank"><p:spTree>{_GROUP}</p:spTree></p:cSld>'
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        ),
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _relations(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        ),
        "ppt/theme/theme1.xml": _theme(),
    }
    for number, page in zip(numbers, pages, strict=True):
        parts[f"ppt/slides/slide{number}.xml"] = page
        parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = _relations(
            ("slideLayout", "../slideLayouts/slideLayout1.xml")
        )
    types = {
        "/ppt/presentation.xml": f"{_TYPE}.presentation.main+xml",
        "/ppt/slideMasters/slideMaster1.xml": f"{_TYPE}.slideMaster+xml",
        "/ppt/slideLayouts/slideLayout1.xml": f"{_TYPE}.slideLayout+xml",
        "/ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        **{f"/ppt/slides/slide{number}.xml": f"{_TYPE}.slide+xml" for number in numbers},
    }
    return parts, types


def _page(heading: str, lines: Sequence[str], *, is_title: bool = False) -> str:
    top = 2200000 if is_title else 450000
    boxes = _box(2, "見出し", top, 1100000, (heading,), size=4000 if is_title else 3200, is_bold=True)
    boxes += _box(3, "本文", top + 1400000, 4400000 - top // 4, lines, size=2000)
    return (
        f"<p:sld {_NAMES}><p:cSld><p:spTree>{_GROUP}{boxes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def _box(
    number: int, name: str, top: int, height: int, lines: Sequence[str], *, size: int, is_bold: bool = False
) -> str:
    bold = ' b="1"' if is_bold else ""
    runs = "".join(
        f'<a:p><a:r><a:rPr lang="ja-JP" sz="{size}"{bold}/><a:t>{escape(line)}</a:t></a:r></a:p>'
        for line in lines
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="700000" y="{top}"/><a:ext cx="10800000" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square"/><a:lstStyle/>{runs}</p:txBody></p:sp>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'


def _theme() -> str:
    named = (
        ("dk1", "1A1A1A"), ("lt1", "FFFFFF"), ("dk2", "333333"), ("lt2", "F2F2F2"), ("accent1", "0017C1"),
        ("accent2", "197A4B"), ("accent3", "00839B"), ("accent4", "927100"), ("accent5", "6631A0"),
        ("accent6", "AC3E00"), ("hlink", "00118F"), ("folHlink", "6631A0"),
    )  # fmt: skip
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in named)
    font = '<a:latin typeface="Noto Sans JP"/><a:ea typeface="Noto Sans JP"/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{_DRAWING}" name="みほん市"><a:themeElements>'
        f'<a:clrScheme name="みほん市">{colours}</a:clrScheme>'
        f'<a:fontScheme name="みほん市"><a:majorFont>{font}</a:majorFont>'
        f"<a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="みほん市"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
