"""`zencho import-folder`: an old share into a unit's shared drive, looked at first, brought then, and taken
up again.

It works on the database itself, whether a server runs or not; open pages hear of what comes. What is said
here names the places of the old share, because whoever asked mounted it; the server's log holds ids alone.
"""

import asyncio
import json
import os
import pwd
import resource
import signal
import sys
from argparse import Namespace
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from uuid import UUID

from zencho.entry.app import open_database
from zencho.entry.import_progress import Meter, say_counts
from zencho.entry.import_target import (
    ImportFault,
    ImportRuns,
    SourceNotReadable,
    Target,
    find_actor,
    find_target,
    read_map,
)
from zencho.entry.joining import alone, join_store
from zencho.entry.terminal import Terminal
from zencho.gate.actors import AnyActor, System
from zencho.imports import report
from zencho.imports.acl import OldRights
from zencho.imports.bringing import Order, TargetClosed, bring, look
from zencho.imports.counting import Counts
from zencho.imports.old_names import show_raw
from zencho.imports.old_paths import fold_path
from zencho.imports.sharing import Receivers, Sharing, count_viewers, find_receivers, list_unknown
from zencho.imports.walking import Left, OldEntry
from zencho.kernel import clock
from zencho.kernel.blobs import DiskFull
from zencho.kernel.logs import start_logs
from zencho.kernel.settings import Settings
from zencho.kernel.work import Database

STOPPED = 130  # what a shell calls a command that Ctrl+C ended


@dataclass(slots=True)
class Asked:
    """What was said on the command line."""

    source: bytes
    old_root: str
    unit: str
    into: str | None
    rights: Path | None
    number: str | None
    report: Path
    is_dry: bool
    is_agreed: bool


@dataclass(slots=True)
class Plan:
    """What was found out before anything is brought. `owners` are the users whose files were met."""

    actor: AnyActor
    target: UUID
    anchor: int
    rights: OldRights = field(default_factory=OldRights)
    receivers: Receivers = field(default_factory=lambda: Receivers({}, {}))
    owners: set[int] = field(default_factory=set)


def import_folder(settings: Settings, options: Namespace, terminal: Terminal) -> int:
    """Bring an old share -> exit code: 0 all came, 1 something stayed behind or it could not begin, 130
    stopped.

    Raises CannotStart.
    """
    asked = _read_asked(options)
    if not os.path.isdir(asked.source):  # noqa: PTH112 - bytes: the name may be of any encoding
        raise SourceNotReadable(path=show_raw(asked.source), reason=os.strerror(2))
    _allow_many_files()
    start_logs(verbose=settings.log_level == "debug")
    with join_store(settings, terminal) as store, alone(settings.data / "import.lock", ImportRuns()):
        try:
            return asyncio.run(_work(settings, store.dsns.app, asked, terminal))
        except asyncio.CancelledError:
            terminal.say(
                "止めました。同じコマンドで、続きから取り込みます。",
                "Stopped. The same command goes on from here.",
            )
            return STOPPED


def _read_asked(options: Namespace) -> Asked:
    source = os.fsencode(options.path.absolute())
    name = fold_path(show_raw(source)).segments
    stamp = clock.now().strftime("%Y-%m-%dT%H%M%S")
    return Asked(
        source=source,
        old_root=options.old_root or (show_raw(source.rstrip(b"/").rpartition(b"/")[2]) if name else "/"),
        unit=options.unit,
        into=options.into,
        rights=options.map,
        number=options.as_,
        report=options.report or Path(f"import-folder-{stamp}.csv"),
        is_dry=options.dry_run,
        is_agreed=options.yes,
    )


def _allow_many_files() -> None:
    # Each file of a batch, and each folder on the way to it, is open for a moment.
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


async def _work(settings: Settings, dsn: str, asked: Asked, terminal: Terminal) -> int:
    _stop_in_order()
    database = open_database(settings, dsn, pool_size=4)
    try:
        plan = await _prepare(database, asked)
        expected = await _look(database, asked, plan, terminal)
        if asked.is_dry or not _is_agreed(asked, terminal):
            return 0
        plan.target = (await _find_target(database, asked, plan.actor, is_dry=False)).ref
        return await _bring(database, asked, plan, expected, terminal)
    except OSError as error:
        path = show_raw(asked.source)
        raise SourceNotReadable(path=path, reason=error.strerror or type(error).__name__) from error
    except DiskFull as error:
        raise ImportFault("import_disk_full") from error
    except TargetClosed as error:
        raise ImportFault("import_refused") from error
    finally:
        await database.close()


def _stop_in_order() -> None:
    task = asyncio.current_task()
    assert task is not None
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)


async def _prepare(database: Database, asked: Asked) -> Plan:
    actor: AnyActor = System("import")
    if asked.number is not None:
        actor = await find_actor(database, asked.number)
    target = await _find_target(database, asked, actor, is_dry=True)
    plan = Plan(actor, target.ref, target.anchor)
    if asked.rights is not None:
        plan.rights = read_map(asked.rights, asked.old_root)
    return plan


def _find_target(database: Database, asked: Asked, actor: AnyActor, *, is_dry: bool) -> Awaitable[Target]:
    is_sharing = asked.rights is not None
    return find_target(database, actor, asked.unit, asked.into, is_sharing=is_sharing, is_dry=is_dry)


async def _look(database: Database, asked: Asked, plan: Plan, terminal: Terminal) -> Counts:
    """Look at everything first: what it is, what would not come, who would see it."""

    def collect(entry: OldEntry) -> UUID | None:
        plan.owners.add(entry.owner)
        return None

    meter = Meter(terminal, "調べています", "Looking")
    with _report(asked.report, is_kept=asked.is_dry) as tell:
        order = Order(
            asked.source, plan.target, asked.old_root, plan.actor, owner_of=collect, tell=tell,
            progress=meter.looked,
        )  # fmt: skip
        counts = await look(database, order)
        users = [name for uid in plan.owners if (name := _user_of(uid))]
        async with database.work(plan.actor) as work:
            plan.receivers = await find_receivers(work, plan.rights, users)
            viewers = await count_viewers(work, plan.anchor, plan.rights, plan.receivers)
        for left in list_unknown(plan.rights, plan.receivers, asked.old_root):
            counts.reasons[left.reason] += 1
            tell(left)
    meter.end()
    say_counts(terminal, counts, is_dry=True, viewers=viewers)
    if asked.is_dry:
        terminal.say(f"報告: {asked.report}", f"Report: {asked.report}")
    return counts


async def _bring(database: Database, asked: Asked, plan: Plan, expected: Counts, terminal: Terminal) -> int:
    meter = Meter(terminal, "取り込んでいます", "Bringing", expected)
    with _report(asked.report, is_kept=True) as tell:
        unknown = list_unknown(plan.rights, plan.receivers, asked.old_root)
        order = Order(
            source=asked.source,
            target=plan.target,
            old_root=asked.old_root,
            actor=plan.actor,
            expected=expected,
            notes=unknown,
            owner_of=OwnerOf(plan),
            share=Sharing(plan.rights, plan.receivers).share,
            tell=tell,
            progress=meter.brought,
        )
        counts = await bring(database, order)
    meter.end()
    say_counts(terminal, counts, is_dry=False, viewers=())
    terminal.say(f"報告: {asked.report}", f"Report: {asked.report}")
    if terminal.as_json:
        print(json.dumps({"done": True, "report": str(asked.report), **counts.as_json()}, ensure_ascii=False))
    return 1 if counts.refused else 0


class OwnerOf:
    """Who wrote a file: whom the list names, else the user of this machine that owns it, where either is a
    person here."""

    def __init__(self, plan: Plan) -> None:
        self._owners = plan.rights.owners
        self._persons = plan.receivers.persons

    def __call__(self, entry: OldEntry) -> UUID | None:
        said = self._owners.get(entry.path_key.text) if self._owners else None
        return self._persons.get(said or _user_of(entry.owner))


@cache
def _user_of(uid: int) -> str:
    """The login of a user of this machine, as the domain names it; empty where there is none."""
    try:
        return pwd.getpwuid(uid).pw_name if uid else ""
    except KeyError:
        return ""


def _is_agreed(asked: Asked, terminal: Terminal) -> bool:
    if asked.is_agreed or terminal.as_json or not sys.stdin.isatty():
        return True
    question = "取り込みますか? [y/N] " if terminal.language == "ja" else "Bring it? [y/N] "
    with suppress(EOFError):
        return input(question).strip().lower() in ("y", "yes", "はい")
    return False


@contextmanager
def _report(path: Path, *, is_kept: bool) -> Iterator[Callable[[Left], None]]:
    """A CSV that is written line by line; of a look that is followed by the run itself none is kept."""
    if not is_kept:
        yield lambda _left: None
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(report.HEAD)

        def tell(left: Left) -> None:
            file.write(report.line(left.path, left.reason, left.detail))

        yield tell
