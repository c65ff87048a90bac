"""The section with its shared drive, for tests of previews; and what stands in for LibreOffice."""

from tests.drive.conftest import section
from tests.rendering.conftest import real, stand_in

__all__ = ["real", "section", "stand_in"]
