"""Notices are tried in the drive's section, while the dispatcher and jobs run."""

from tests.documents.conftest import settled  # noqa: F401 - pytest finds fixtures by name
from tests.drive.conftest import section  # noqa: F401
