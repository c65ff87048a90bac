"""What holds other files: a mail its attachments, an archive its entries."""

from typing import Any, Protocol


class Container(Protocol):
    """A file that others can be taken out of, by their place in its list."""

    def shown(self) -> dict[str, Any]:
        """What the page shows of it."""

    def entry(self, place: int) -> tuple[str, bytes]:
        """Name and bytes of one. Raises FileDamaged and its kin."""
