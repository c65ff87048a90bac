"""Search is tried in the drive's section, with its personas, and with what follows a commit running."""

from tests.documents.conftest import settled  # noqa: F401 - pytest finds fixtures by name
from tests.drive.conftest import section  # noqa: F401 - pytest finds fixtures by name
