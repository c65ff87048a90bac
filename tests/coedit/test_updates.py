"""The parser of updates agrees with Yjs itself, and survives whatever else it is given."""

import base64
import json
import random
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Doc, Text, get_state

from zencho.coedit.updates import Claims, check_decodes, read_claims, read_state_vector
from zencho.hub.frames import Malformed

RECORDED = json.loads(Path(__file__).with_name("yjs_updates.json").read_text("utf-8"))


def test_every_update_of_yjs_is_read_as_yjs_reads_it() -> None:
    assert len(RECORDED) > 900
    for each in RECORDED:
        claims = read_claims(base64.b64decode(each["update"]))
        assert claims.brings == {int(c): tuple(r) for c, r in each["brings"].items()}
        assert claims.needs == {int(c): end for c, end in each["needs"].items()}


def test_a_log_of_yjs_is_complete_and_ends_in_its_state() -> None:
    known: dict[int, int] = {}
    document: Doc[Any] = Doc()
    for each in RECORDED[:-3]:
        update = base64.b64decode(each["update"])
        claims = read_claims(update)
        assert claims.is_complete(known)
        for client, (_, end) in claims.brings.items():
            known[client] = end
        document.apply_update(update)
    assert read_state_vector(document.get_state()) == known


def test_an_update_that_builds_on_what_is_missing_is_known() -> None:
    updates = [base64.b64decode(each["update"]) for each in RECORDED[:-3]]
    known: dict[int, int] = {}
    missed = 0
    for number, update in enumerate(updates):
        claims = read_claims(update)
        if number % 7 == 3 and claims.brings:  # lost on the way
            missed += 1
            continue
        if claims.is_complete(known):
            for client, (_, end) in claims.brings.items():
                known[client] = end
    assert missed > 50
    # Nothing that came through refers to a hole: a document of them has nothing pending.
    document: Doc[Any] = Doc()
    again: dict[int, int] = {}
    for number, update in enumerate(updates):
        claims = read_claims(update)
        if (number % 7 == 3 and claims.brings) or not claims.is_complete(again):
            continue
        for client, (_, end) in claims.brings.items():
            again[client] = end
        document.apply_update(update)
    assert read_state_vector(document.get_state()) == again == known


def test_deleting_what_does_not_exist_yet_is_incomplete() -> None:
    # No structs; client 5 deletes client 9's clocks 0..3.
    update = bytes([0, 1, 9, 1, 0, 3])
    claims = read_claims(update)
    assert claims.needs == {9: 3}
    assert not claims.is_complete({9: 2})
    assert claims.is_complete({9: 3})


def test_new_structs_of_somebody_else_are_seen() -> None:
    document: Doc[Any] = Doc(client_id=77)
    document["t"] = Text()
    document["t"] += "forged"
    claims = read_claims(document.get_update())
    assert claims.list_new_clients({}) == [77]
    assert claims.list_new_clients({77: 100}) == []


@pytest.mark.parametrize("seed", range(6))
def test_no_bytes_break_it(seed: int) -> None:
    """Cut, changed, doubled or random: an answer or Malformed, nothing else."""
    chance = random.Random(seed)
    for _ in range(3_000):
        raw = bytearray(base64.b64decode(chance.choice(RECORDED)["update"]))[:4000]
        match chance.randrange(4):
            case 0:
                del raw[chance.randrange(len(raw)) :]
            case 1:
                for _ in range(chance.randrange(1, 4)):
                    raw[chance.randrange(len(raw))] = chance.randrange(256)
            case 2:
                raw = bytearray(chance.randbytes(chance.randrange(60)))
            case 3:
                raw += raw[: chance.randrange(1, 20)]
        try:
            claims = read_claims(bytes(raw))
            check_decodes(bytes(raw))
        except Malformed:
            continue
        assert isinstance(claims, Claims)


def test_values_nested_without_end_are_refused() -> None:
    # One struct of any-content: arrays in arrays.
    update = bytes([1, 1, 5, 0, 8, 1, 1, 97, 1]) + bytes([117, 1]) * 5_000 + bytes([126, 0])
    with pytest.raises(Malformed):
        read_claims(update)


def test_state_vectors() -> None:
    document: Doc[Any] = Doc(client_id=4294967295)
    document["t"] = Text("予算")
    assert read_state_vector(get_state(document.get_update())) == {4294967295: 2}
    assert read_state_vector(document.get_state()) == {4294967295: 2}
