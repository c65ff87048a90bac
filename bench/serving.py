"""The product's server for benches, as a process of its own.

`python -m bench.serving FOLDER PORT gate` serves as always; `… open` serves the same handlers as the
owner of the tables, so that no wall stands, with a gate that lets everything through: the peer.
"""

import json
import signal
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

import uvicorn
from sqlalchemy import ColumnElement

from bench.machine import read_dsns
from zencho.entry.app import build_app
from zencho.gate import opening as gate
from zencho.gate.permissions import PERMISSIONS, Permission, Role
from zencho.gate.relations import among_ids
from zencho.gate.tables import Thing
from zencho.kernel.refs import Ref
from zencho.kernel.settings import Settings
from zencho.kernel.work import Work
from zencho.sessions.queries import sessions


@dataclass(frozen=True, slots=True)
class _Everything:
    """In the place of `Visible`: all of it, with every ability."""

    clause: ColumnElement[bool]
    names: list[str]
    ids: frozenset[UUID] = frozenset()

    @property
    def roles(self) -> Mapping[int, Role]:
        return {}

    def abilities(self, *_: Any, **__: Any) -> list[str]:
        return self.names


async def _open(work: Work, permission: Permission[Any, Any], id_: UUID) -> Any:
    """Load, and ask nobody."""
    thing = await permission.load(work, id_)
    kind = getattr(thing, "kind", None) or next(iter(permission.kinds or {"thing"}))
    standing = gate.Standing(0, 0, gate.actor_of(work).principal, 0, 0, None)
    anchor = getattr(thing, "anchor", 1)
    facts = gate.facts_of(gate.actor_of(work), Role.MANAGER, 2, kind, binned=False, held=False)
    return gate.Opened(work, thing, Ref(kind, id_), permission, Role.MANAGER, anchor, 2, standing, facts)


async def _open_self(work: Work, permission: Permission[Any, Any]) -> Any:
    actor = gate.actor_of(work)
    standing = gate.Standing(0, 0, actor.principal, 0, 0, None)
    ref = Ref("person", actor.id or UUID(int=0))
    facts = gate.facts_of(actor, Role.MANAGER, 1, "self", binned=False, held=False)
    return gate.Opened(work, actor.id, ref, permission, Role.MANAGER, 0, 1, standing, facts)


async def _abilities(_work: Work, ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    return {id_: list(PERMISSIONS) for id_ in ids}


async def _abilities_here(_opened: object) -> list[str]:
    return list(PERMISSIONS)


async def _visible(_work: Work, _permission: object, among: ColumnElement[bool]) -> _Everything:
    return _Everything(among, list(PERMISSIONS))


async def _visible_of(_work: Work, _permission: object, ids: Iterable[UUID]) -> _Everything:
    wanted = frozenset(ids)
    return _Everything(among_ids(Thing.id, wanted), list(PERMISSIONS), wanted)


async def _prepare(work: Work) -> None:
    work.scratch |= {"policy_version": 0, "read": set(), "write": set()}


def main(folder: Path, port: int, mode: str) -> None:
    """Serve until killed."""
    dsns = read_dsns(folder)
    if mode == "open":
        dsns = replace(dsns, app=dsns.owner)
        gate.open, gate.visible, gate.prepare = _open, _visible, _prepare  # type: ignore[assignment]
        gate.open_self, gate.abilities, gate.abilities_here = _open_self, _abilities, _abilities_here
        gate.visible_of = _visible_of  # type: ignore[assignment]
        # Who asks is found out by the same statement, without what it tells the wall.
        found_out = gate.PREPARING.format(principal="person.principal::text")
        sessions._FIND = sessions._FIND.replace(found_out, "0 AS version")
    settings = Settings(data=folder / "city", port=port)
    app = build_app(settings, dsns)
    # uvicorn raises the signal again when it has ended: what follows must still run.
    signal.signal(signal.SIGTERM, lambda *_: None)
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=port,
        loop="uvloop",
        ws="none",
        log_level="warning",
        access_log=False,
        timeout_keep_alive=300,  # a server waits while the other one is measured
    )
    books = list(gate._policies.values())
    memo = {"asked": sum(b.asked for b in books), "missed": sum(b.missed for b in books)}
    (folder / f"memo-{mode}.json").write_text(json.dumps(memo), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
