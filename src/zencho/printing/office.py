"""Word files, workbooks, presentations and mails read for paper, in a bounded child: their JSON and pictures.

The readers are those of the previews; what those do not show is told here too, so that nobody misses it.
"""

import json
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from zencho.drive.office.ooxml import Package, open_package
from zencho.drive.office.unreadable import (
    FileEncrypted,
    FileIsOldWord,
    FileNotRead,
    FileTakesTooLong,
    FileUnpacksTooLarge,
)
from zencho.previews.compound import is_compound, open_compound
from zencho.previews.mails import is_mail, open_mail
from zencho.previews.messages import is_message, open_message
from zencho.previews.pages import Pages
from zencho.previews.pictures import read_picture
from zencho.previews.sheets import Workbook
from zencho.previews.slides import Slides
from zencho.printing.framing import frame, frame_reason
from zencho.printing.reasons import NotPrinted, Reason
from zencho.printing.sheet_pages import lay_sheet
from zencho.printing.texts import mail_blocks

MOST_PICTURES: Final = 300
MOST_PICTURE_BYTES: Final = 100 * 2**20
MOST_SHEETS: Final = 60
#: No loss on paper: nothing moves there, and what a macro would do is not done.
_NO_LOSS: Final = frozenset({"transition", "macro", "html"})


def read_office(payload: bytes) -> bytes:
    """Inside the child: a name, a line end and the bytes in; template, data and pictures framed out."""
    name, _, content = payload.partition(b"\n")
    try:
        template, data, pictures = _read(name.decode(), content)
    except NotPrinted as refused:
        return frame_reason(refused)
    except FileNotRead as problem:
        return frame_reason(NotPrinted(_reason(problem)))
    except (RecursionError, zlib.error, struct.error, UnicodeError, ValueError, IndexError, KeyError):
        return frame_reason(NotPrinted("damaged"))
    unshown = [each for each in data.pop("unshown", []) if each["code"] not in _NO_LOSS]
    head = {"template": template, "data": data, "unshown": unshown, "pictures": list(pictures)}
    return frame(head, *pictures.values())


def _reason(problem: FileNotRead) -> Reason:
    if isinstance(problem, FileEncrypted):
        return "encrypted"
    if isinstance(problem, FileIsOldWord):
        return "is_old_office"
    if isinstance(problem, FileUnpacksTooLarge):
        return "too_large"
    return "takes_too_long" if isinstance(problem, FileTakesTooLong) else "damaged"


def _read(name: str, content: bytes) -> tuple[str, dict[str, Any], dict[str, bytes]]:
    if is_compound(content):
        compound = open_compound(content)
        if compound.has("EncryptedPackage"):
            raise NotPrinted("encrypted")
        if not is_message(compound):
            raise NotPrinted("is_old_office")
        return _as_mail(open_message(compound).shown())
    if is_mail(name, content):
        return _as_mail(open_mail(content).shown())
    package = open_package(content)
    main = package.main_part()
    folder = main.partition("/")[0]
    if folder == "word":
        data = _joined(Pages(package, main).shown())
        return "pages", data, _pictures(package, data)
    if folder == "ppt":
        data = Slides(package, main).shown()
        data["slides"] = [each for each in data["slides"] if not each["is_hidden"]] or data["slides"][:1]
        return "slides", data, _pictures(package, data)
    if folder == "xl":
        return "sheets", _sheets(Workbook(package, main)), {}
    raise NotPrinted("no_form")


def _as_mail(shown: dict[str, Any]) -> tuple[str, dict[str, Any], dict[str, bytes]]:
    return "document", mail_blocks(shown) | {"unshown": shown["unshown"]}, {}


def _joined(shown: dict[str, Any]) -> dict[str, Any]:
    """Sections that go on upon the same page become one: paper begins a new sheet with each."""
    sections: list[dict[str, Any]] = []
    is_upright = Counter[str]()
    for each in shown["sections"]:
        is_upright["vertical_text"] += each["vertical"]
        if sections and each["continues"]:
            sections[-1] |= {"blocks": sections[-1]["blocks"] + each["blocks"]}
        else:
            sections.append(dict(each))
    for each in sections:
        each["blocks"] = _without_turns(each["blocks"])
    unshown = [*shown["unshown"], *({"code": code, "count": n} for code, n in is_upright.items() if n)]
    return {"sections": sections, "notes": shown["notes"], "unshown": unshown}


def _without_turns(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Paragraphs that were cut where Word's page ended are whole again: our pages end elsewhere."""
    whole: list[dict[str, Any]] = []
    for each in blocks:
        is_rest = each.get("turned") and each.get("goes_on") and whole and whole[-1]["kind"] == "paragraph"
        if is_rest:
            whole[-1] |= {"runs": whole[-1]["runs"] + each["runs"]}
        else:
            whole.append(dict(each))
    return whole


def _sheets(workbook: Workbook) -> dict[str, Any]:
    """The sheets that are not hidden, as far as anything stands on them."""
    first = workbook.first()
    shown = [(n, each["name"]) for n, each in enumerate(first["sheets"]) if not each["is_hidden"]]
    unshown = Counter[str]({"too_many": max(0, len(shown) - MOST_SHEETS)})
    sheets = []
    for place, name in shown[:MOST_SHEETS]:
        sheet = workbook.sheet(place)
        for each in sheet["unshown"]:
            unshown[each["code"]] += each["count"]
        if not sheet["is_whole"] or any(sheet["is_cut"]):
            unshown["too_many"] += 1
        for each in sheet["drawings"]:
            unshown["shape"] += each["what"] != "picture"
            unshown["picture"] += each["what"] == "picture"
        sheets += lay_sheet(name, sheet)
    if not sheets:
        raise NotPrinted("empty")
    listed = [*first["unshown"], *({"code": code, "count": n} for code, n in unshown.items() if n)]
    return {"sheets": sheets, "unshown": listed}


def _pictures(package: Package, data: dict[str, Any]) -> dict[str, bytes]:
    """The bytes of the pictures that the data names, by those names."""
    found: dict[str, bytes] = {}
    size = 0
    for name in dict.fromkeys(_named(json.loads(json.dumps(data)))):
        if len(found) >= MOST_PICTURES or size > MOST_PICTURE_BYTES:
            break
        try:
            _, content = read_picture(package, int(name.rpartition("-")[2]))
        except FileNotRead:
            continue  # its place says that a picture is missing
        found[name], size = content, size + len(content)
    return found


def _named(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (each for each in part.values() if isinstance(each, str) and _is_name(each))
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _named(each)


def _is_name(said: str) -> bool:
    kind, _, place = said.partition("-")
    return kind == "picture" and place.isascii() and place.isdigit() and len(place) < 6
