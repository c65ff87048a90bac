"""The personas of the organisation, and what each is answered: the tables in the tests are by hand."""

from collections.abc import Mapping
from typing import Any

from tests.kit.office import Office

CHANGES = {"nobody": 401, "guest": 404, "clerk": 403}


async def answers(
    office: Office, method: str, path: str, *, json: Any = None, but: tuple[str, ...] = ()
) -> Mapping[str, int]:
    """Status by persona: nobody, a guest (not part of everyone), a clerk, the administrator unless `but`."""
    if "大西 光" not in office.persons:
        await office.guest("大西 光", "おおにし ひかる", number="900001")
    names = {"nobody": None, "guest": "大西 光", "clerk": "佐藤 みのり", "administrator": "岡本 直"}
    got = {}
    for persona, name in names.items():
        if persona in but:
            continue
        async with office.browser(name) as browser:
            got[persona] = (await browser.request(method, path, json=json)).status_code
    return got
