"""`zencho demo`: the same server with a sample city inside, for this machine only."""

import asyncio
import os
from pathlib import Path

import zencho
from zencho.entry.app import build_app, open_database
from zencho.entry.city.build import build_city, check_size
from zencho.entry.city.shapes import City
from zencho.entry.listening import AddressNotProtected, is_loopback, listen
from zencho.entry.loading.keep import find_loaded, keep_loaded
from zencho.entry.loading.load import Loaded, Progress, load_city
from zencho.entry.loading.past_years import fill_past_years
from zencho.entry.personas import enter_url, personas_router
from zencho.entry.run import Store, bring_up_to_date, open_store, serve
from zencho.entry.terminal import Terminal
from zencho.kernel import clock
from zencho.kernel.settings import Settings
from zencho.postgres.place import wipe

SEED = 20261124


def default_demo_folder() -> Path:
    """`.demo` of the checkout we run from; beside the usual data folder when installed."""
    checkout = Path(zencho.__file__).resolve().parents[2]
    if (checkout / "Makefile").exists():
        return checkout / ".demo"
    return Settings().data.with_name("zencho-demo")


def demo(
    settings: Settings, terminal: Terminal, *, is_reset: bool, people: int = 2000, files: int = 0
) -> int:
    """Serve the sample city until a signal comes -> exit code; a new one has `files` of past years besides.

    Raises CannotStart.
    """
    if not is_loopback(settings.host):
        # Its links sign people in without asking: they must never leave the machine.
        raise AddressNotProtected(host=settings.host)
    check_size(people)
    sockets = listen(settings.host, settings.port, command="make demo PORT={port}")
    chosen = {"share_links": "anyone", "guests": "on", "webdav": "on"}
    settings = settings.model_copy(update=chosen | {"port": sockets[0].getsockname()[1]})
    if is_reset or find_loaded(settings.data) is None:
        # What an interrupted load left is never taken for a city.
        wipe(settings.data)
    with open_store(settings, terminal) as store:
        bring_up_to_date(settings, store, terminal)
        city, loaded = _city(settings, store, terminal, people, files)
        app = build_app(settings, store.dsns, more=[personas_router(city, loaded.people)])
        page = f"{settings.origin}/demo"
        lines = [
            (f"8人の見本の職員から選んで始めます: {page}", f"Begin as one of eight people: {page}"),
            ("終わるには Ctrl+C を押します", "Ctrl+C ends it"),
        ]
        personas = [
            {"key": each.host, "name": each.person, "url": enter_url(each.host, settings.port)}
            for each in city.personas
        ]
        facts = {"url": settings.origin, "pid": os.getpid(), "personas": personas}
        return serve(app, settings, sockets, store, lambda: terminal.ready(lines, facts))


def _city(
    settings: Settings, store: Store, terminal: Terminal, people: int, files: int
) -> tuple[City, Loaded]:
    """The city as it lies in the data folder, written now where there is none."""
    kept = find_loaded(settings.data)
    if kept is not None:
        today, count, loaded = kept
        return build_city(SEED, count, today=today), loaded
    today = clock.day_of(clock.now())
    city = build_city(SEED, people, today=today)
    with terminal.stage("見本の市を用意する", "Sample city") as stage:
        loaded = asyncio.run(_load(settings, store, city, stage.progress))
    if files:
        with terminal.stage("過年度のファイルを置く", "Files of past years") as stage:
            asyncio.run(_fill(settings, store, city, loaded, files, stage.progress))
    keep_loaded(settings.data, today, people, loaded)
    return city, loaded


async def _load(settings: Settings, store: Store, city: City, progress: Progress) -> Loaded:
    database = open_database(settings, store.dsns.app)
    try:
        return await load_city(database, city, progress)
    finally:
        await database.close()


async def _fill(
    settings: Settings, store: Store, city: City, loaded: Loaded, files: int, progress: Progress
) -> None:
    database = open_database(settings, store.dsns.app)
    try:
        await fill_past_years(database, city, loaded, files, progress)
    finally:
        await database.close()
