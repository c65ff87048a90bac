"""All pages behind each other: 目次 first, a mark at the top of each page, running numbers, an outline.

Runs in a bounded child of its own. What it reads are PDFs that other children of ours made.
"""

import json
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from zencho.printing.framing import frame, frame_reason
from zencho.printing.papers import as_form
from zencho.printing.reasons import NotPrinted
from zencho.printing.typesetting import compile_pages


def bind(payload: bytes) -> bytes:
    """Inside the child: a line of what is asked, then the PDFs; the framed whole out."""
    first, _, rest = payload.partition(b"\n")
    asked = json.loads(first)
    try:
        made = _bind(asked, rest)
    except NotPrinted as refused:
        return frame_reason(refused)
    return frame({"pages": made[0]}, made[1])


def _bind(asked: dict[str, Any], rest: bytes) -> tuple[int, bytes]:
    laid = compile_pages("binding", asked["data"], missing="", root=asked["root"])
    over = PdfReader(BytesIO(laid))
    things = asked["data"]["things"]
    first = len(over.pages) - sum(len(each["sheets"]) for each in things)
    writer = PdfWriter()
    writer.add_metadata({"/Title": asked["data"]["title"], "/Producer": "Zencho"})
    for page in over.pages[:first]:
        writer.add_page(page)
    at, number = 0, first
    if first:
        writer.add_outline_item(title=asked["data"]["words"]["contents"], page_number=0)
    for thing, size in zip(things, asked["sizes"], strict=True):
        pages = PdfReader(BytesIO(rest[at : at + size])).pages
        at += size
        start = number
        for page in pages:
            _lay_over(writer, writer.add_page(page), over.pages[number])
            number += 1
        title = " ".join(filter(None, (thing["mark"], thing["name"])))
        writer.add_outline_item(title=title, page_number=start)
    written = BytesIO()
    writer.write(written)
    return number, written.getvalue()


def _lay_over(writer: PdfWriter, page: PageObject, over: PageObject) -> None:
    """Draw one page over another. What lies under is closed first, so that it moves nothing."""
    contents = over.get_contents()
    if contents is None or not contents.get_data().strip():
        return
    form = writer._add_object(
        as_form(writer, over, (0, 0, float(over.mediabox.width), float(over.mediabox.height)))
    )
    resources: Any = page.get("/Resources")
    resources = DictionaryObject() if resources is None else resources.get_object()
    forms: Any = resources.get("/XObject")
    forms = DictionaryObject() if forms is None else forms.get_object()
    # A dictionary that several pages share must not get the forms of all of them.
    own = DictionaryObject(forms)
    own[NameObject("/Zover")] = form
    ours = DictionaryObject(resources)
    ours[NameObject("/XObject")] = own
    page[NameObject("/Resources")] = ours
    before: Any = page.get("/Contents")
    held = before.get_object() if before is not None else None
    under = (
        list(held) if isinstance(held, ArrayObject) else [] if before is None else [page.raw_get("/Contents")]
    )
    parts = [_stream(writer, b"q\n"), *under, _stream(writer, b"\nQ q /Zover Do Q\n")]
    page[NameObject("/Contents")] = ArrayObject(parts)


def _stream(writer: PdfWriter, words: bytes) -> Any:
    stream = DecodedStreamObject()
    stream.set_data(words)
    return writer._add_object(stream)
