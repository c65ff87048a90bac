"""Why, and what would change it."""

from dataclasses import replace
from itertools import combinations
from typing import Any

from zencho.gate.permissions import Permission
from zencho.gate.policy import Facts, Policies

# What may be changed, from the least effort to the most: sign in more strongly, use a known device, be
# given a role, come to the office, take it out of the bin, wait while it is held, lower the label.
_STEPS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("assurance", (2,)),
    ("device", (1, 2, 3)),
    ("role", (1, 2, 3, 4)),
    ("place", ("office",)),
    ("binned", (False, True)),
    ("held", (False,)),
    ("label", (4, 3, 2, 1)),
)


def smallest_change(book: Policies, permission: Permission[Any, str], facts: Facts) -> dict[str, Any] | None:
    """The fewest attributes that, changed, turn the refusal into an allow; None where nothing does.

    `role`, `assurance` and `device` only ever rise and `label` only falls.
    """
    changes = [(name, value) for name, values in _STEPS for value in values if _is_step(facts, name, value)]
    # Whoever is refused can rarely lower a label, and should not be told to: that comes last.
    own = [change for change in changes if change[0] != "label"]
    for among, size in [(own, size) for size in (1, 2, 3)] + [(changes, size) for size in (1, 2)]:
        for chosen in combinations(among, size):
            names = {name for name, _ in chosen}
            if len(names) == size and book.decide(permission, replace(facts, **dict(chosen))).allowed:
                return dict(chosen)
    return None


def _is_step(facts: Facts, name: str, value: Any) -> bool:
    now = getattr(facts, name)
    if name in ("role", "assurance", "device"):
        return bool(value > now)
    if name == "label":
        return bool(value < now)
    return bool(value != now)
