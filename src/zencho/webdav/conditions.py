"""The If header (RFC 4918, 10.4), and the plain conditions of HTTP: read and weighed, without any I/O."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from zencho.webdav.answers import Turned

_PART = re.compile(r'\s*(?:<([^<>]*)>|(\()|(\))|(Not)\b|\[\s*((?:W/)?"[^"]*")\s*\])', re.I)
MOST_CHARACTERS = 16_000
_Part = tuple[str | Any, ...]  # of each match: coded, opens, closes, not, etag


@dataclass(frozen=True, slots=True)
class Condition:
    """That a resource has (or not) this lock token or this entity tag."""

    token: str | None
    etag: str | None
    negated: bool


@dataclass(frozen=True, slots=True)
class Tagged:
    """One list of conditions that must all be so; `resource` is None for the one that the request names."""

    resource: str | None
    all_of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class If:
    """Lists of which one must hold."""

    lists: tuple[Tagged, ...]

    @property
    def tokens(self) -> frozenset[str]:
        """All lock tokens that the client submits."""
        return frozenset(each.token for one in self.lists for each in one.all_of if each.token)


NO_IF = If(())


class State(Protocol):
    """What a resource is at the moment."""

    @property
    def tokens(self) -> frozenset[str]: ...
    @property
    def etag(self) -> str | None: ...


def read_if(written: str | None) -> If:
    """Raises Turned (400)."""
    if not written:
        return NO_IF
    lists: list[Tagged] = []
    resource: str | None = None
    inside: list[_Part] | None = None
    for part in _list_parts(written):
        coded, opens, closes, *_ = part
        if inside is not None and closes:
            lists.append(Tagged(resource, tuple(_read_conditions(inside))))
            inside = None
        elif inside is not None:
            inside.append(part)
        elif opens:
            inside = []
        elif coded is not None:
            resource = coded
        else:
            raise Turned(400)
    if inside is not None or not lists:
        raise Turned(400)
    return If(tuple(lists))


def _list_parts(written: str) -> Iterator[_Part]:
    at, end = 0, len(written.rstrip())
    while at < end:
        found = _PART.match(written, at)
        if found is None or end > MOST_CHARACTERS:
            raise Turned(400)
        at = found.end()
        yield found.groups()


def _read_conditions(parts: Sequence[_Part]) -> Iterator[Condition]:
    negated = False
    for coded, _opens, _closes, not_, etag in parts:
        if not_ and not negated:
            negated = True
        elif coded is not None or etag is not None:
            yield Condition(coded, etag, negated)
            negated = False
        else:
            raise Turned(400)
    if negated or not parts:
        raise Turned(400)


def holds(asked: If, states: Mapping[str | None, State]) -> bool:
    """Whether one of the lists is so; `states` by the resource's name as it stands in the header."""
    return not asked.lists or any(
        all(_is_so(each, states[one.resource]) for each in one.all_of) for one in asked.lists
    )


def _is_so(condition: Condition, state: State) -> bool:
    if condition.token is not None:
        found = condition.token in state.tokens
    else:
        found = state.etag is not None and condition.etag == state.etag
    return found != condition.negated


def check_tags(headers: Mapping[str, str], etag: str | None, *, is_read: bool) -> None:
    """If-Match and If-None-Match of HTTP (RFC 9110, 13) for what has this tag; None: nothing is there.

    Raises Turned (304 to who reads, 412).
    """
    wanted, unwanted = headers.get("if-match"), headers.get("if-none-match")
    if wanted is not None and not _names(wanted, etag, is_strong=True):
        raise Turned(412)
    if unwanted is not None and _names(unwanted, etag, is_strong=False):
        raise Turned(304 if is_read else 412)


def _names(written: str, etag: str | None, *, is_strong: bool) -> bool:
    if written.strip() == "*":
        return etag is not None
    found = re.findall(r'(W/)?("[^"]*")', written)
    return any(tag == etag and not (weak and is_strong) for weak, tag in found)
