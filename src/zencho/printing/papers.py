"""Pages of any PDF on A4 or A3, upright or lying as they were, in what a page shows when it is printed.

Only called inside bounded children: the bytes are a stranger's. A page becomes one form on a page of
ours: what it draws is taken letter by letter and never read. Filled-in fields and stamps are drawn where
they stand; links, scripts, attached files and sounds are no part of paper and stay behind.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, Literal, cast

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.constants import UserAccessPermissions
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from zencho.printing.reasons import NotPrinted

Paper = Literal["a4", "a3"]
Sheet = tuple[float, float]
#: Points of the short and the long side.
PAPERS: Final[dict[Paper, Sheet]] = {"a4": (595.28, 841.89), "a3": (841.89, 1190.55)}
MOST_PAGES: Final = 2_000
_HIDDEN, _NO_VIEW = 2, 32
_MOST_ANNOTATIONS: Final = 2_000
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A PDF of pages that are all sheets of one paper."""

    sheets: list[Sheet]
    content: bytes


def open_pdf(content: bytes) -> PdfReader:
    """A PDF that may be printed. Raises NotPrinted where it is locked, or what pypdf raises of broken
    ones."""
    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted:
        if not reader.decrypt(""):
            raise NotPrinted("encrypted")
        allowed = reader.user_access_permissions
        if allowed is not None and not allowed & UserAccessPermissions.PRINT:
            raise NotPrinted("printing_forbidden")
    return reader


def fit_pdf(content: bytes, paper: Paper) -> Fitted:
    """All pages on sheets of this paper. Raises NotPrinted: damaged, encrypted, empty, too_many_pages …"""
    try:
        reader = open_pdf(content)
        if len(reader.pages) > MOST_PAGES:
            raise NotPrinted("too_many_pages", pages=len(reader.pages))
        writer, sheets = PdfWriter(), []
        for page in reader.pages:
            sheets.append(_fit(writer, page, PAPERS[paper]))
        if not sheets:
            raise NotPrinted("empty")
        written = BytesIO()
        writer.write(written)
    except (NotPrinted, MemoryError):
        raise
    except Exception as fault:
        # What a broken PDF makes a reader raise has no end of names; this runs in a child of its own.
        raise NotPrinted("damaged") from fault
    return Fitted(sheets, written.getvalue())


def _fit(writer: PdfWriter, page: PageObject, paper: Sheet) -> Sheet:
    box, turn = _box_of(page), int(page.rotation) % 360
    wide, high = box[2] - box[0], box[3] - box[1]
    if turn in (90, 270):
        wide, high = high, wide
    sheet = (paper[1], paper[0]) if wide > high else paper
    scale = min(sheet[0] / wide, sheet[1] / high)
    if abs(scale - 1) < 0.01 and wide <= sheet[0] + 3 and high <= sheet[1] + 3:
        scale = 1.0  # it is that paper, as somebody else rounds it
    place = (
        Transformation()
        .translate(-(box[0] + box[2]) / 2, -(box[1] + box[3]) / 2)
        .rotate(-turn)
        .scale(scale)
        .translate(sheet[0] / 2, sheet[1] / 2)
    )
    form = as_form(writer, page, box)
    ours = writer.add_blank_page(*sheet)
    drawn = [("/Zp", form, place), *_annotations(writer, page, place)]
    forms = {NameObject(name): _kept_in(writer, each) for name, each, _ in drawn}
    resources = DictionaryObject({NameObject("/XObject"): DictionaryObject(forms)})
    ours[NameObject("/Resources")] = resources
    words = "".join(f"q {_matrix(where)} cm {name} Do Q\n" for name, _, where in drawn)
    content = DecodedStreamObject()
    content.set_data(words.encode())
    ours[NameObject("/Contents")] = writer._add_object(content)
    return sheet


def _box_of(page: PageObject) -> Box:
    """What of the page is to be seen. Raises NotPrinted where that is nothing."""
    media = [float(each) for each in page.mediabox]
    crop = [float(each) for each in page.cropbox]
    box = (
        max(min(media[0], media[2]), min(crop[0], crop[2])),
        max(min(media[1], media[3]), min(crop[1], crop[3])),
        min(max(media[0], media[2]), max(crop[0], crop[2])),
        min(max(media[1], media[3]), max(crop[1], crop[3])),
    )
    if not (1 <= box[2] - box[0] <= 200_000 and 1 <= box[3] - box[1] <= 200_000):
        raise NotPrinted("damaged")
    return box


def as_form(writer: PdfWriter, page: PageObject, box: Box) -> StreamObject:
    """What a page draws, to be drawn on another."""
    contents = page.get_contents()
    form = DecodedStreamObject()
    form.set_data(b"" if contents is None else contents.get_data())
    packed = form.flate_encode()
    packed[NameObject("/Type")], packed[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    packed[NameObject("/BBox")] = ArrayObject(map(FloatObject, box))
    for name in ("/Resources", "/Group"):
        held = page.get(name)
        if held is not None:
            packed[NameObject(name)] = _cloned(writer, held)
    if "/Resources" not in packed:
        packed[NameObject("/Resources")] = DictionaryObject()
    return packed


def _cloned(writer: PdfWriter, held: PdfObject) -> PdfObject:
    return held.clone(writer)


def _kept_in(writer: PdfWriter, form: StreamObject) -> PdfObject:
    """A reference to it; what was cloned as an object of its own has one already."""
    known = getattr(form, "indirect_reference", None)
    return known if known is not None and known.pdf is writer else writer._add_object(form)


def _annotations(
    writer: PdfWriter, page: PageObject, place: Transformation
) -> list[tuple[str, StreamObject, Transformation]]:
    """What stands on the page besides its content: fields that were filled in, stamps, marks."""
    found: list[tuple[str, StreamObject, Transformation]] = []
    listed: Any = page.get("/Annots")
    listed = listed.get_object() if listed is not None else []
    for each in list(listed)[:_MOST_ANNOTATIONS] if isinstance(listed, list) else []:
        try:
            drawn = _annotation(writer, each.get_object())
        except (PyPdfError, KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError):
            continue  # one that contradicts itself is drawn by nobody
        if drawn is not None:
            form, matrix = drawn
            found.append((f"/Za{len(found)}", form, Transformation(matrix).transform(place)))
    return found


def _annotation(writer: PdfWriter, annotation: Any) -> tuple[StreamObject, Any] | None:
    """Its appearance and where it goes: ISO 32000-1, 12.5.5, algorithm 8.1."""
    flags = int(annotation.get("/F", 0))
    if flags & (_HIDDEN | _NO_VIEW) or annotation.get("/Subtype") in ("/Link", "/Popup"):
        return None
    look: Any = annotation["/AP"]["/N"].get_object() if "/AP" in annotation else None
    if look is not None and not isinstance(look, StreamObject):
        state = annotation.get("/AS")
        look = look[state].get_object() if state in look else None
    if not isinstance(look, StreamObject):
        return None
    x0, y0, x1, y1 = (float(each) for each in annotation["/Rect"])
    box: Any = look["/BBox"].get_object()
    left, low, right, top = (float(each) for each in box)
    turned: Any = look.get("/Matrix", (1, 0, 0, 1, 0, 0))
    own = [float(each) for each in turned]
    corners = [
        (own[0] * x + own[2] * y + own[4], own[1] * x + own[3] * y + own[5])
        for x in (left, right)
        for y in (low, top)
    ]
    from_x, from_y = min(x for x, _ in corners), min(y for _, y in corners)
    to_x, to_y = max(x for x, _ in corners), max(y for _, y in corners)
    wide, high = (abs(x1 - x0) / (to_x - from_x), abs(y1 - y0) / (to_y - from_y))
    at = (min(x0, x1) - from_x * wide, min(y0, y1) - from_y * high)
    form = cast(StreamObject, look.clone(writer))
    form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    return form, (wide, 0, 0, high, *at)


def _matrix(place: Transformation) -> str:
    """Six numbers as a content stream takes them: never with an exponent."""
    return " ".join(f"{float(each):.6f}" for each in place.ctm)
