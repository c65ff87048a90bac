"""The command `zencho`: one verb for each thing an administrator or developer does."""

import argparse
import gc
import importlib.metadata
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from zencho.entry.terminal import Terminal
from zencho.entry.wording import terminal_language
from zencho.kernel.settings import Settings
from zencho.kernel.starting import CannotStart


def main(arguments: list[str] | None = None) -> int:
    """Run one verb -> exit code: 0 well, 1 a fault that was said, 2 not understood."""
    options = build_parser().parse_args(arguments)
    terminal = Terminal(terminal_language(options.lang), as_json=options.json)
    try:
        return int(options.verb(options, terminal))
    except CannotStart as error:
        terminal.fault(error)
        return 1
    except ValidationError as error:
        for each in error.errors():
            print(f"ZENCHO_{'_'.join(map(str, each['loc'])).upper()}: {each['msg']}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0


def build_parser() -> argparse.ArgumentParser:
    """All verbs with their options."""
    every = argparse.ArgumentParser(add_help=False)
    every.add_argument("--data", type=Path, help="folder that holds all data (ZENCHO_DATA)")
    every.add_argument("--lang", choices=["ja", "en"], help="language of what is said here (default: LANG)")
    every.add_argument("--json", action="store_true", help="answers as JSON, one object a line")
    listening = argparse.ArgumentParser(add_help=False)
    listening.add_argument("--host", help="address to listen on (ZENCHO_HOST)")
    listening.add_argument("--port", type=int, help="port to listen on; 0 takes a free one (ZENCHO_PORT)")

    parser = argparse.ArgumentParser(prog="zencho", description="One workspace for a whole city hall.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    run = verbs.add_parser("run", parents=[every, listening], help="serve real data")
    run.add_argument("--tls-cert", type=Path, help="certificate chain, PEM (ZENCHO_TLS_CERT)")
    run.add_argument("--tls-key", type=Path, help="its private key, PEM (ZENCHO_TLS_KEY)")
    run.add_argument("--behind-proxy", metavar="ADDRESSES", help="proxies to believe (ZENCHO_BEHIND_PROXY)")
    run.set_defaults(verb=_run)

    demo = verbs.add_parser(
        "demo", parents=[every, listening], help="serve a sample city, on this machine only"
    )
    demo.add_argument("--reset", action="store_true", help="remove what the demo holds and begin anew")
    demo.add_argument("--people", type=int, default=2000, help="size of a new city, 600 to 21000 (2000)")
    demo.add_argument("--files", type=int, default=0, help="files of past years in a new city (none)")
    demo.set_defaults(verb=_demo)

    doctor = verbs.add_parser(
        "doctor", parents=[every, listening], help="say what is wrong and what mends it"
    )
    doctor.set_defaults(verb=_doctor)

    check = verbs.add_parser(
        "check-blobs", parents=[every], help="prove that every reference has its bytes, and the reverse"
    )
    check.add_argument("--hash", action="store_true", help="read all bytes and compare their SHA-256")
    check.set_defaults(verb=_check_blobs)

    migrate = verbs.add_parser("migrate", parents=[every], help="give the database this program's shape")
    migrate.set_defaults(verb=_migrate)

    backup = verbs.add_parser(
        "backup", parents=[every], help="back up the embedded database (stopped server)"
    )
    backup.set_defaults(verb=_backup)

    restore = verbs.add_parser("restore", parents=[every], help="put a backup in the database's place")
    restore.add_argument("file", type=Path)
    restore.set_defaults(verb=_restore)

    _add_import(verbs, every)

    version = verbs.add_parser("version", parents=[every], help="print the version")
    version.set_defaults(verb=_version)
    return parser


def _add_import(verbs: Any, every: argparse.ArgumentParser) -> None:
    bring = verbs.add_parser(
        "import-folder", parents=[every], help="bring the tree of an old file server into a shared drive"
    )
    bring.add_argument("path", type=Path, help="folder where the old share is mounted or was copied to")
    bring.add_argument("--unit", required=True, help="unit (課) whose shared drive it goes into")
    bring.add_argument(
        "--into", metavar="FOLDER", help="folder in that drive: a path, made where missing, or an id"
    )
    bring.add_argument("--old-root", metavar="PATH", help=r"how people know it, such as 'Z:\契約管理課'")
    bring.add_argument("--map", type=Path, metavar="CSV", help="list of the old rights")
    bring.add_argument("--as", dest="as_", metavar="NUMBER", help="職員番号 of the person who brings it")
    bring.add_argument("--dry-run", action="store_true", help="only look and report; nothing is written")
    bring.add_argument(
        "--report", type=Path, metavar="CSV", help="where the report goes (./import-folder-….csv)"
    )
    bring.add_argument("--yes", action="store_true", help="do not ask before bringing")
    bring.set_defaults(verb=_import_folder)


def settings_of(options: argparse.Namespace, **defaults: object) -> Settings:
    """What was said on the command line, then in the environment, then `defaults`, then our own."""
    said = {name: getattr(options, name, None) for name in Settings.model_fields}
    chosen = {name: value for name, value in said.items() if value is not None}
    heard = Settings().model_fields_set
    for name, value in defaults.items():
        if name not in heard:
            chosen.setdefault(name, value)
    return Settings(**chosen)


@contextmanager
def _importing() -> Iterator[None]:
    """Modules are no garbage: looking for some among them is a good part of a start, and never finds any."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _run(options: argparse.Namespace, terminal: Terminal) -> int:
    with _importing():
        from zencho.entry.run import run

    return run(settings_of(options), terminal)


def _demo(options: argparse.Namespace, terminal: Terminal) -> int:
    with _importing():
        from zencho.entry.demo import default_demo_folder, demo

    settings = settings_of(options, data=default_demo_folder())
    # A database of somebody's own is never filled with a sample city.
    settings = settings.model_copy(update={"database_url": ""})
    return demo(settings, terminal, is_reset=options.reset, people=options.people, files=options.files)


def _doctor(options: argparse.Namespace, terminal: Terminal) -> int:
    from zencho.entry.doctor import examine

    return examine(settings_of(options), terminal.language, as_json=terminal.as_json)


def _check_blobs(options: argparse.Namespace, terminal: Terminal) -> int:
    from zencho.entry.check_blobs import check

    return check(settings_of(options), terminal, with_hash=options.hash)


def _migrate(options: argparse.Namespace, terminal: Terminal) -> int:
    from zencho.entry.run import bring_up_to_date, open_store

    settings = settings_of(options)
    with open_store(settings, terminal) as store:
        bring_up_to_date(settings, store, terminal)
    terminal.say("データベースの形は、このプログラムと合っています", "The database has this program's shape")
    return 0


def _backup(options: argparse.Namespace, terminal: Terminal) -> int:
    from zencho.entry.keeping import back_up_now

    return back_up_now(settings_of(options), terminal)


def _restore(options: argparse.Namespace, terminal: Terminal) -> int:
    from zencho.entry.keeping import restore_now

    return restore_now(settings_of(options), options.file, terminal)


def _import_folder(options: argparse.Namespace, terminal: Terminal) -> int:
    from zencho.entry.importing import import_folder

    return import_folder(settings_of(options), options, terminal)


def _version(_options: argparse.Namespace, _terminal: Terminal) -> int:
    print(f"zencho {importlib.metadata.version('zencho')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
