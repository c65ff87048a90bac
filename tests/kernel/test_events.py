"""Events travel as JSON and come back the same."""

from dataclasses import dataclass, fields
from uuid import uuid4

import pytest

from zencho.kernel.events import EVENTS, Event
from zencho.kernel.refs import Ref


@dataclass(frozen=True)
class AllKinds(Event):
    """One field of each kind that an event may have."""

    id: int
    code: str
    thing: Ref
    by: object = None
    many: tuple[Ref, ...] = ()
    numbers: tuple[int, ...] = ()

    def topics(self) -> tuple[Ref, ...]:
        return (self.thing,)


def test_an_event_comes_back_from_json() -> None:
    ref = Ref("folder", uuid4())
    sent = AllKinds(7, "moved", ref, many=(ref, Ref("file", uuid4())), numbers=(1, 2))
    assert AllKinds.from_json(sent.as_json()) == sent


def test_every_event_of_the_product_comes_back_from_json() -> None:
    import zencho.entry.wiring  # noqa: F401 - brings every package's events

    samples = {"UUID": uuid4(), "Ref": Ref("folder", uuid4()), "int": 5, "str": "x", "bool": True}
    for cls in EVENTS.values():
        if not cls.__module__.startswith("zencho."):
            continue
        values = {}
        for field in fields(cls):
            kind = str(field.type)
            value = next(sample for word, sample in samples.items() if word in kind)
            values[field.name] = (value,) if "tuple" in kind else value
        event = cls(**values)
        assert cls.from_json(event.as_json()) == event, cls
        assert all(isinstance(ref, Ref) for ref in event.topics())


def test_events_hold_no_text_of_people() -> None:
    """Ids, codes and numbers only: what an event means is read with the receiver's own rights."""
    import zencho.entry.wiring  # noqa: F401

    telling = {"name", "title", "text", "body", "note", "reason", "comment", "mail"}
    for cls in EVENTS.values():
        assert not telling & {field.name for field in fields(cls)}, cls


def test_two_events_of_one_name_are_refused() -> None:
    def declare() -> type[Event]:
        @dataclass(frozen=True)
        class AllKinds(Event):
            pass

        return AllKinds

    with pytest.raises(TypeError, match="AllKinds"):
        declare()


def test_a_ref_is_written_and_read() -> None:
    ref = Ref("folder", uuid4())
    assert Ref.parse(str(ref)) == ref
    for wrong in ("", "folder", f"a b:{uuid4()}", "folder:x"):
        with pytest.raises(ValueError):
            Ref.parse(wrong)
