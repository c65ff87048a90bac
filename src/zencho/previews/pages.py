"""To be written."""

from typing import Any

from zencho.drive.office.ooxml import Package
from zencho.drive.office.unreadable import FileTypeDiffers


class Pages:
    """Later."""

    def __init__(self, package: Package, main: str) -> None:
        raise FileTypeDiffers

    def shown(self) -> dict[str, Any]:
        """Later."""
        return {}
