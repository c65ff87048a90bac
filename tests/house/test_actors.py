"""The product acting by itself: each use of System stands in one reviewed list with its why."""

import ast

from tests.house.sources import Source, calls, product
from zencho.gate.actors import SYSTEM_USES

# Where `System` is handed on as a function of the use, the uses that come through.
THROUGH = {"kernel/jobs.py": {"reaction", "purge"}}


def system_uses(source: Source) -> set[str]:
    """The literal uses of a file; anything else than a literal is a fault, shown as its place."""
    found = set()
    for call in calls(source, "System"):
        [use] = call.args
        is_literal = isinstance(use, ast.Constant) and isinstance(use.value, str)
        found.add(use.value if is_literal else f"{source.name}:{call.lineno}")  # type: ignore[attr-defined]
    return found


def handed_on(source: Source) -> set[str]:
    return {
        call.args[0].value
        for call in calls(source, "_actor_for")
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def test_every_use_is_listed_and_every_listed_use_exists() -> None:
    used = {use for source in product() if source.package != "gate" for use in system_uses(source)}
    for name, uses in THROUGH.items():
        [source] = [each for each in product() if each.name == name]
        assert handed_on(source) == uses
        used |= uses
    assert used == set(SYSTEM_USES)


def test_every_use_says_why_no_person_can_stand_for_it() -> None:
    assert all(len(why) > 20 for why in SYSTEM_USES.values())


def test_an_unlisted_use_is_noticed() -> None:
    assert system_uses(Source("drive/x.py", "System('because')\n")) == {"because"}
    assert system_uses(Source("drive/x.py", "System(name)\n")) == {"drive/x.py:1"}
