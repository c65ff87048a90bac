"""The section with its shared drive, for tests of previews."""

from tests.drive.conftest import section

__all__ = ["section"]
