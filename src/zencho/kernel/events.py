"""Facts about what happened. Packages declare theirs as frozen dataclasses in `events.py`.

An event is announced with `work.announce(event)` and leaves only after commit. `topics` are the refs
whose watchers are told; `urgent` ones are also hinted to the hub of this process at commit, without
waiting for the dispatcher. An event carries ids, never names or text: what it means is read by each
receiver with the receiver's own rights.
"""

from dataclasses import Field, fields
from typing import Any, ClassVar, Self
from uuid import UUID

from zencho.kernel.refs import Ref

EVENTS: dict[str, "type[Event]"] = {}


class Event:
    """Base of all events; the subclass is a frozen dataclass whose fields are JSON values, UUIDs or Refs."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    name: ClassVar[str]
    urgent: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        cls.name = cls.__name__
        if EVENTS.setdefault(cls.name, cls).__qualname__ != cls.__qualname__:
            raise TypeError(f"two events are called {cls.name}")
        EVENTS[cls.name] = cls

    def topics(self) -> tuple[Ref, ...]:
        """The refs whose watchers hear of this event; none by default."""
        return ()

    def as_json(self) -> dict[str, Any]:
        """The fields as JSON values."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """The event again, from `as_json`."""
        return cls(**{f.name: _typed(str(f.type), data[f.name]) for f in fields(cls)})


def _plain(value: Any) -> Any:
    if isinstance(value, UUID | Ref):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _typed(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if "tuple" in kind:
        return tuple(_typed(kind.replace("tuple", ""), each) for each in value)
    if "UUID" in kind:
        return UUID(value)
    if "Ref" in kind:
        return Ref.parse(value)
    return value
