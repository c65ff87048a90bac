"""Pictures inside an Office file: named by their place among its media, given only as what browsers show."""

from typing import Final

from zencho.drive import media
from zencho.drive.office.ooxml import Package
from zencho.drive.office.unreadable import FileDamaged, FileTypeDiffers, FileUnpacksTooLarge
from zencho.previews.unshown import Unshown

MOST_BYTES: Final = 20 * 2**20
_SHOWN: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
#: A picture of more points than this would take the browser's memory, however few its bytes are.
_MOST_POINTS: Final = 80_000_000


class Pictures:
    """Pictures that a part points to."""

    def __init__(self, package: Package, part: str, unshown: Unshown) -> None:
        self._package, self._unshown = package, unshown
        self._relations = package.relations(part)
        self._media = list_media(package)

    def name_of(self, relation_id: str | None) -> str | None:
        """The name under which the page asks for a picture; None (and told) where it cannot be shown."""
        relation = self._relations.get(relation_id or "")
        if relation is not None and relation.is_outside:
            self._unshown.add("linked_image")
        elif relation is None or relation.target not in self._media:
            self._unshown.add("broken_image")
        elif _is_shown(self._package, relation.target):
            return f"picture-{self._media.index(relation.target)}"
        else:
            self._unshown.add("image_format")
        return None


def list_media(package: Package) -> list[str]:
    """Parts that may be pictures, in an order of their own."""
    return sorted(name for name in package.names() if "media/" in name)


def read_picture(package: Package, place: int) -> tuple[str, bytes]:
    """Media type and bytes. Raises FileDamaged, FileTypeDiffers, FileUnpacksTooLarge."""
    names = list_media(package)
    if not 0 <= place < len(names):
        raise FileDamaged
    content = package.read(names[place])
    media_type = media.sniff(content[: media.HEAD_BYTES], "")
    if media_type not in _SHOWN:
        raise FileTypeDiffers
    if len(content) > MOST_BYTES or _points(content) > _MOST_POINTS:
        raise FileUnpacksTooLarge(bytes=MOST_BYTES)
    return media_type, content


def _is_shown(package: Package, part: str) -> bool:
    head = next(package.pieces(part), b"")[: media.HEAD_BYTES]
    return media.sniff(head, "") in _SHOWN and _points(head) <= _MOST_POINTS


def _points(content: bytes) -> int:
    """Width times height of a PNG or GIF; 0 where its head does not say."""
    if content.startswith(b"\x89PNG"):
        return int.from_bytes(content[16:20]) * int.from_bytes(content[20:24])
    if content.startswith(b"GIF8"):
        return int.from_bytes(content[6:8], "little") * int.from_bytes(content[8:10], "little")
    return 0
