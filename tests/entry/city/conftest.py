"""One sample city for all tests of this folder: it is frozen, so nobody can spoil it for the others."""

from datetime import date

import pytest

from zencho.entry.city.build import build_city
from zencho.entry.city.shapes import City

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def city() -> City:
    return build_city(1, today=TODAY)
