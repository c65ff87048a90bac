"""A feature as its `wiring.py` lists it; `entry/wiring.py` reads the lists and joins them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from zencho.gate.permissions import Kind, Permission
from zencho.kernel.reactions import Periodic, Reaction
from zencho.kernel.web import Router
from zencho.kernel.work import Work


@dataclass(frozen=True)
class Feature:
    """What a package adds to the product."""

    name: str
    kinds: tuple[Kind, ...] = ()
    permissions: tuple[Permission[Any, str], ...] = ()
    routers: tuple[Router, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    periodic: tuple[Periodic, ...] = ()
    # Ways to find things that search does not know by itself (`search.finding.Finder`).
    finders: tuple[Callable[[Work, str], Awaitable[Sequence[Any]]], ...] = ()
