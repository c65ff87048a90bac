"""Which Office format bytes are of, told from the bytes alone; and what LibreOffice must not be given."""

import struct
from typing import Final

from zencho.drive.office.ooxml import Package, open_package
from zencho.drive.office.unreadable import FileEncrypted, FileTypeDiffers
from zencho.previews.compound import Compound, is_compound, open_compound

_FOLDERS: Final = {"word": "docx", "xl": "xlsx", "ppt": "pptx"}
_OPEN_DOCUMENT: Final = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_MANIFEST: Final = "META-INF/manifest.xml"
# [MS-DOC] 2.5.2, [MS-XLS] 2.4.117, [MS-PPT] 2.3.2
_DOC_ENCRYPTED: Final = 0x0100
_XLS_PASSWORD: Final = 0x002F
_PPT_ENCRYPTED: Final = 0xF3D1C4DF
_MOST_RECORDS: Final = 40


def ending_of(content: bytes) -> str:
    """The ending a name of such a file has: "docx", "xls", "odt", "rtf" …

    Raises FileEncrypted, FileUnpacksTooLarge, FileDamaged, and FileTypeDiffers for what is no Office file.
    """
    if content.startswith(b"{\\rtf"):
        return "rtf"
    if is_compound(content):
        return _of_compound(open_compound(content))
    return _of_package(open_package(content))


def _of_package(package: Package) -> str:
    if package.has_part("mimetype"):
        ending = _OPEN_DOCUMENT.get(package.read("mimetype").strip()[:100])
        if ending is None:
            raise FileTypeDiffers(found="zip")
        if package.has_part(_MANIFEST) and b"encryption-data" in package.read(_MANIFEST):
            raise FileEncrypted
        return ending
    if not package.has_part("[Content_Types].xml"):
        raise FileTypeDiffers(found="zip")
    ending = _FOLDERS.get(package.main_part().partition("/")[0])
    if ending is None:
        raise FileTypeDiffers(found="office")
    return ending


def _of_compound(compound: Compound) -> str:
    if compound.has("EncryptedPackage"):
        raise FileEncrypted
    word = compound.read("WordDocument")
    if word is not None:
        (flags,) = struct.unpack_from("<H", word, 10)
        if flags & _DOC_ENCRYPTED:
            raise FileEncrypted
        return "doc"
    book = compound.read("Workbook") or compound.read("Book")
    if book is not None:
        if asks_password(book):
            raise FileEncrypted
        return "xls"
    if compound.has("PowerPoint Document"):
        user = compound.read("Current User") or b""
        if len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _PPT_ENCRYPTED:
            raise FileEncrypted
        return "ppt"
    raise FileTypeDiffers(found="other")


def asks_password(book: bytes) -> bool:
    """Whether one of the first records says so; it stands right after the beginning."""
    place = 0
    for _ in range(_MOST_RECORDS):
        if place + 4 > len(book):
            return False
        kind, size = struct.unpack_from("<HH", book, place)
        if kind == _XLS_PASSWORD:
            return True
        place += 4 + size
    return False
