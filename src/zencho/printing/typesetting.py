"""Our own pages, by typst: letters and pictures in, a PDF out, inside a bounded child.

What people wrote travels as JSON in one input and is never part of the program that typst reads; that is
one of our `templates`. The compiler sees one folder, which holds the pictures of this one thing and
nothing else; it has no packages, no fonts of the machine, and (as every child) no network and no way to
write.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import noto_cjk_sans_jp_bold
import noto_cjk_sans_jp_regular
import typst

from zencho.printing.framing import frame, frame_reason
from zencho.printing.papers import fit_pdf
from zencho.printing.reasons import NotPrinted

Template = Literal["document", "pages", "sheets", "slides", "picture", "notice", "binding"]
_TEMPLATES: Final = Path(__file__).with_name("templates")
_FONTS: Final = [
    str(Path(str(each.FONT_PATH)).parent) for each in (noto_cjk_sans_jp_regular, noto_cjk_sans_jp_bold)
]
_PICTURE: Final = b'#image("/" + sys.inputs.file)'


def typeset(payload: bytes) -> bytes:
    """Inside the child: which template, its data and the folder of its pictures in; a framed PDF out."""
    asked = json.loads(payload)
    try:
        made = compile_pages(asked["template"], asked["data"], missing=asked["missing"], root=asked["root"])
        fitted = fit_pdf(made, asked["paper"])
    except NotPrinted as refused:
        return frame_reason(refused)
    return frame({"sheets": fitted.sheets}, fitted.content)


def compile_pages(template: Template, data: dict[str, Any], *, missing: str, root: str) -> bytes:
    """The PDF; a picture that cannot be read gives its place to the words `missing`. Raises NotPrinted."""
    try:
        return _compile(_source(template), root, data=json.dumps(data), missing=missing)
    except typst.TypstError:
        readable = {name: file for name, file in data.get("pictures", {}).items() if _is_readable(file, root)}
        if readable == data.get("pictures", {}):
            raise NotPrinted("damaged") from None
    if template == "picture":
        raise NotPrinted("damaged")
    return compile_pages(template, data | {"pictures": readable}, missing=missing, root=root)


def _compile(source: bytes, root: str, **inputs: str) -> bytes:
    made = typst.compile(
        source,
        root=root,
        font_paths=_fonts(),  # type: ignore[type-var] # its stubs miss the form they describe
        ignore_system_fonts=True,
        sys_inputs=inputs,
        package_path=root,
        package_cache_path=root,
        timestamp=0,
    )
    assert isinstance(made, bytes)  # a PDF is one file
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=_FONTS)


@cache
def _source(template: Template) -> bytes:
    return b"\n".join((_TEMPLATES / f"{name}.typ").read_bytes() for name in ("shared", template))


def _is_readable(file: str, root: str) -> bool:
    try:
        _compile(_PICTURE, root, file=file)
    except typst.TypstError:
        return False
    return True


def fit(payload: bytes) -> bytes:
    """Inside the child: a paper, a line end and the bytes of a stranger's PDF in; a framed PDF out."""
    paper, _, content = payload.partition(b"\n")
    assert paper in (b"a4", b"a3")
    try:
        fitted = fit_pdf(content, "a3" if paper == b"a3" else "a4")
    except NotPrinted as refused:
        return frame_reason(refused)
    return frame({"sheets": fitted.sheets}, fitted.content)
