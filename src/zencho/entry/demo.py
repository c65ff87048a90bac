"""`zencho demo`: the same server with a sample city inside, for this machine only."""

import os
from pathlib import Path

import zencho
from zencho.entry.app import build_app
from zencho.entry.listening import is_loopback, listen
from zencho.entry.run import bring_up_to_date, open_store, serve
from zencho.entry.terminal import Terminal
from zencho.kernel.postgres_place import wipe
from zencho.kernel.settings import Settings
from zencho.kernel.starting import AddressNotProtected


def default_demo_folder() -> Path:
    """`.demo` of the checkout we run from; beside the usual data folder when installed."""
    checkout = Path(zencho.__file__).resolve().parents[2]
    if (checkout / "Makefile").exists():
        return checkout / ".demo"
    return Settings().data.with_name("zencho-demo")


def demo(settings: Settings, terminal: Terminal, *, is_reset: bool) -> int:
    """Serve the sample city until a signal comes -> exit code. Raises CannotStart."""
    if not is_loopback(settings.host):
        # Its links sign people in without asking: they must never leave the machine.
        raise AddressNotProtected(host=settings.host)
    sockets = listen(settings.host, settings.port, command="make demo PORT={port}")
    settings = settings.model_copy(update={"port": sockets[0].getsockname()[1]})
    if is_reset:
        wipe(settings.data)
    with open_store(settings, terminal) as store:
        bring_up_to_date(settings, store, terminal)
        app = build_app(settings, store.dsns)
        lines = [
            (f"開きました: {settings.origin}", f"Open: {settings.origin}"),
            ("終わるには Ctrl+C を押します", "Ctrl+C ends it"),
        ]
        facts = {"url": settings.origin, "pid": os.getpid()}
        return serve(app, settings, sockets, store, lambda: terminal.ready(lines, facts))
