"""The gate against a second evaluator that shares no line with it."""

import ast
from pathlib import Path
from random import Random
from types import ModuleType

import psycopg
import pytest

from tests.gate import oracle
from tests.gate.worlds import RandomWorld, live
from tests.kit.world import World
from zencho.gate import belonging, sharing

SEEDS = (11, 12, 15, 16, 17)
CHECKS = 4_000


@pytest.mark.parametrize("seed", SEEDS)
async def test_every_answer_is_what_the_oracle_says(probed: World, seed: int) -> None:
    random = RandomWorld(probed.database, Random(seed))
    await random.begin()
    await live(random, CHECKS)
    assert random.checks >= CHECKS
    assert min(random.answers[answer] for answer in ("open", "refused", "unseen")) >= 20
    assert_closures(probed.dsns.owner)


async def _nothing(*_: object, **__: object) -> list[int]:
    return []


@pytest.mark.parametrize(
    ("module", "verb"),
    [(sharing, "_mark_binned"), (sharing, "_flatten"), (sharing, "_rehang"), (belonging, "rebuild_reach")],
)
async def test_a_verb_that_forgets_its_closure_is_noticed(
    probed: World, monkeypatch: pytest.MonkeyPatch, module: ModuleType, verb: str
) -> None:
    random = RandomWorld(probed.database, Random(12))
    await random.begin()
    monkeypatch.setattr(module, verb, _nothing)
    with pytest.raises(AssertionError):
        await live(random, CHECKS)


def test_the_oracle_imports_nothing_of_the_product() -> None:
    tree = ast.parse(Path(oracle.__file__).read_text("utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert imported == {"collections.abc", "dataclasses", "datetime", "typing", "uuid"}


async def test_a_wrong_oracle_is_noticed(probed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison itself can fail: an oracle without guard rails disagrees at once."""
    monkeypatch.setattr(oracle, "_guarded", lambda *_: False)
    random = RandomWorld(probed.database, Random(11))
    await random.begin()
    with pytest.raises(AssertionError):
        await live(random, CHECKS)


def assert_closures(owner: str) -> None:
    """`flat`, `reach` and `binned` as kept equal what is worked out anew from the edges."""
    with psycopg.connect(owner) as connection:
        anchors = {
            row[0]: row[1:] for row in connection.execute("SELECT id, parent, inherits, binned FROM anchor")
        }
        grants = connection.execute('SELECT id, anchor, principal, role, ends FROM "grant"').fetchall()
        flat = set(connection.execute('SELECT anchor, "grant", principal, role, ends FROM flat').fetchall())
        own = dict(
            connection.execute(
                "SELECT t.anchor, t.binned_at IS NOT NULL FROM thing t LEFT JOIN thing p ON p.id = t.parent"
                " WHERE p.anchor IS DISTINCT FROM t.anchor"
            ).fetchall()
        )
    wanted = set()
    for anchor in anchors:
        at: int | None = anchor
        while at is not None:
            wanted |= {(anchor, g[0], *g[2:]) for g in grants if g[1] == at}
            parent, inherits, _ = anchors[at]
            at = parent if inherits else None
        above: int | None = anchor
        binned = False
        while above is not None:
            binned |= own[above]
            above = anchors[above][0]
        assert anchors[anchor][2] == binned, anchor
    assert flat == wanted
