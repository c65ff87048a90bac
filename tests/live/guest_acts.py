"""What is done with guests, for `test_every_act`."""

from collections.abc import Callable
from typing import Any

_LISTED = "of one account, shown to who vouches for it: tests/guests/test_keep.py"
NO_ACT = {
    "PUT /api/guests/{person}/last-day": _LISTED,
    "POST /api/guests/{person}/end": _LISTED,
    "POST /api/guests/{person}/link": "another link of the same account, told to who asked",
    "PUT /api/guests/{person}/voucher": _LISTED,
}
_WANTED = {"surname": "大西", "given": "光", "organisation": "みほんビルサービス"}


def list_acts(calls: Callable[..., Any], ends_on: str) -> dict[str, tuple[Any, ...]]:
    """By route, as the other acts."""
    invite = "POST /api/things/{id_}/guests"
    wanted = _WANTED | {"ends_on": ends_on}
    return {invite: (calls(invite, at="file", json=wanted), calls(invite, at="root", json=wanted))}
