"""`zencho doctor`: looks for what keeps a server from starting or from being safe, and names the cure.

Each check answers with findings; the sentences and the commands that mend them are in `wording.py`. It
may run beside a living server or instead of one: then it starts the embedded database for a moment and
changes nothing that a start would not change.
"""

import asyncio
import json
import os
import shutil
import stat
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import psycopg

from zencho.entry.app import open_editor, open_scanner
from zencho.entry.listening import PortTaken, find_listener, listen
from zencho.entry.logins import open_logins
from zencho.entry.pages import STATIC
from zencho.entry.wording import Language, word
from zencho.kernel import clock
from zencho.kernel.migrate import find_revision, head_revision
from zencho.kernel.settings import Settings
from zencho.kernel.starting import CannotStart
from zencho.postgres import supervisor
from zencho.postgres.place import MARKER, find_holder, find_place
from zencho.postgres.roles import (
    APP,
    OWNER,
    WORKER,
    Dsns,
    list_role_faults,
    roles_sql,
)
from zencho.rendering.finding import find_libreoffice
from zencho.scanning.clamd import ScannerSilent
from zencho.wopi import discovery

NEEDED_BYTES = 2 * 2**30
CLOCK_SECONDS = 5.0
SIGNATURES_AGE = timedelta(days=7)  # new ones come each day


@dataclass(frozen=True)
class Finding:
    """One fault found: the code of its sentence, and what fills it."""

    code: str
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Check:
    """One question of the doctor, with its title in both languages."""

    ja: str
    en: str
    find: Callable[[Settings], list[Finding]]
    #: What is there, where all is well.
    tell: Callable[[Settings], str] = lambda _settings: ""


def examine(settings: Settings, language: Language, *, as_json: bool) -> int:
    """Ask every question, print the answers -> 0 when all is well, 1 otherwise."""
    found = 0
    for check in CHECKS:
        findings = check.find(settings)
        found += len(findings)
        if as_json:
            for each in findings:
                sentence, command = word(each.code, each.params, language)
                row = {"code": each.code, "params": each.params, "sentence": sentence, "command": command}
                print(json.dumps(row, ensure_ascii=False))
            continue
        title = check.ja if language == "ja" else check.en
        well, ill = ("よい", "直す") if language == "ja" else ("good", "mend")
        told = "" if findings else check.tell(settings)
        print(f"{ill if findings else well}  {title}{f': {told}' if told else ''}")
        for each in findings:
            sentence, command = word(each.code, each.params, language)
            print(f"      {sentence}")
            for line in command.splitlines():
                print(f"        {line}")
    return 1 if found else 0


def check_port(settings: Settings) -> list[Finding]:
    """Is the port free, or held by the server of this very data folder?"""
    try:
        for each in listen(settings.host, settings.port, command="zencho run --port {port}"):
            each.close()
    except PortTaken as error:
        listener = find_listener(settings.port)
        if listener and listener[0] == find_holder(settings.data):
            return []
        return [Finding(error.code, error.params)]
    except OSError:
        return [Finding("address_not_protected", {"host": settings.host})]
    return []


def check_disk(settings: Settings) -> list[Finding]:
    """Is there room for the write-ahead log, a backup and some uploads?"""
    folder = next(each for each in [settings.data, *settings.data.parents] if each.exists())
    free = shutil.disk_usage(folder).free
    if free >= NEEDED_BYTES:
        return []
    params = {"free": _gibibytes(free), "needed": _gibibytes(NEEDED_BYTES), "folder": str(folder)}
    return [Finding("disk_full", params)]


def check_permissions(settings: Settings) -> list[Finding]:
    """Can we write in the data folder, and can others not read what is secret?"""
    data = settings.data
    existing = next(each for each in [data, *data.parents] if each.exists())
    if not os.access(existing, os.W_OK | os.X_OK):
        return [Finding("data_folder_not_writable", {"data": str(data)})]
    if not data.exists():
        return []
    if not (data / MARKER).exists() and any(data.iterdir()):
        return [Finding("data_folder_not_ours", {"data": str(data)})]
    # Root's cluster belongs to another user, who must be able to walk through, so x alone is right there.
    private = {data: 0o066, data / "secrets": 0o077, data / "backups": 0o077, data / "blobs": 0o077}
    open_ones = [path for path, bits in private.items() if path.exists() and path.stat().st_mode & bits]
    secrets = (data / "secrets").glob("*") if os.access(data / "secrets", os.R_OK | os.X_OK) else ()
    open_ones += [path for path in secrets if stat.S_IMODE(path.stat().st_mode) & 0o077]
    findings = [Finding("data_folder_open_to_others", {"path": str(path)}) for path in open_ones]
    if not all(os.access(each, os.W_OK) for each in data.iterdir()):
        findings.append(Finding("data_folder_not_writable", {"data": str(data)}))
    return findings


def check_lock(settings: Settings) -> list[Finding]:
    """Did a server that ended abnormally leave a mark which names a process that is none of ours?"""
    if not settings.is_embedded or not (settings.data / MARKER).exists():
        return []
    try:
        place = find_place(settings.data, run_as=settings.postgres_user)
        file = place.cluster / "postmaster.pid"
        if file.exists() and not supervisor.find_cluster_processes(place):
            return [Finding("stale_lock", {"file": str(file)})]
    except (CannotStart, PermissionError):
        return []  # said by another check
    return []


def check_roles(settings: Settings) -> list[Finding]:
    """Can the logins do what they must, and nothing more?"""
    try:
        with open_logins(settings) as dsns:
            if dsns is None:
                return []
            findings = []
            for each in list_role_faults(dsns):
                role = _role_of(dsns, each.role)
                params = {"role": role, "sql": roles_sql(), "through": each.through}
                findings.append(Finding(f"role_{each.fault}", params))
            return findings
    except CannotStart as error:
        return [Finding(error.code, error.params)]


def check_schema(settings: Settings) -> list[Finding]:
    """Has the database the shape that this program expects?"""
    try:
        with open_logins(settings) as dsns:
            if dsns is None:
                return []
            current = find_revision(dsns.owner)
    except (CannotStart, psycopg.OperationalError):
        return []  # said by the check of the roles
    wanted = head_revision()
    if current == wanted:
        return []
    return [Finding("schema_differs", {"current": current or "-", "wanted": wanted or "-"})]


def check_fonts(_settings: Settings) -> list[Finding]:
    """Are the Japanese fonts among the files we serve? Pages never fetch one from elsewhere."""
    if any(STATIC.glob("assets/*noto-sans-jp*.woff2")):
        return []
    from_checkout = (STATIC.parents[2] / "Makefile").exists()
    rebuild = (
        "rm -rf src/zencho/static && make web" if from_checkout else "pip install --force-reinstall zencho"
    )
    return [Finding("fonts_missing", {"folder": str(STATIC), "rebuild": rebuild})]


def check_libreoffice(settings: Settings) -> list[Finding]:
    """If there is a LibreOffice, may it be used?"""
    try:
        find_libreoffice(settings.libreoffice)
    except CannotStart as error:
        return [Finding(error.code, error.params)]
    return []


def tell_libreoffice(settings: Settings) -> str:
    """Which one."""
    office = find_libreoffice(settings.libreoffice)
    return "-" if office is None else f"{office.version} {office.program}".strip()


def check_clock(settings: Settings) -> list[Finding]:
    """Does the clock run forward, and with the database's? End dates and sign-ins depend on it."""
    findings = []
    written = [settings.data / name for name in ("lock", "postgres.log", "pg/postgresql.auto.conf")]
    times = [path.stat().st_mtime for path in written if path.exists() and os.access(path.parent, os.X_OK)]
    behind = max(times, default=0.0) - time.time()
    if behind > CLOCK_SECONDS:
        newest = datetime.fromtimestamp(max(times), UTC).isoformat(timespec="seconds")
        params = {"newest": newest, "behind": f"{behind / 60:,.0f} min"}
        findings.append(Finding("clock_behind", params))
    if not settings.is_embedded:
        try:
            with closing(psycopg.connect(settings.database_url, connect_timeout=5)) as connection:
                row = connection.execute("SELECT clock_timestamp()").fetchone()
        except psycopg.OperationalError:
            return findings  # said by the check of the roles
        assert row is not None  # clock_timestamp() always answers
        seconds = abs((row[0] - clock.now()).total_seconds())
        if seconds > CLOCK_SECONDS:
            findings.append(Finding("clock_differs", {"seconds": f"{seconds:.0f}"}))
    return findings


def check_editor(settings: Settings) -> list[Finding]:
    """Does the office editor of the city answer, and tell which files it edits?"""
    try:
        editor = open_editor(settings)
        if editor is None or discovery.read(discovery.fetch(editor.address)).edits:
            return []
    except CannotStart as error:
        return [Finding(error.code, error.params)]
    except discovery.NoDiscovery:
        pass
    address = f"{settings.editor_url.rstrip('/')}/hosting/discovery"
    return [Finding("editor_silent", {"address": address})]


def check_scanner(settings: Settings) -> list[Finding]:
    """Does what looks for viruses answer, and does it know those of this week?"""
    try:
        scanner = open_scanner(settings)
        if scanner is None:
            return []
        version = asyncio.run(scanner.ask_version())
    except CannotStart as error:
        return [Finding(error.code, error.params)]
    except ScannerSilent:
        return [Finding("scanner_silent", {"address": settings.clamav})]
    if version.signatures_at is None:
        return [Finding("scanner_without_signatures", {"program": version.program})]
    age = clock.now() - version.signatures_at
    return [Finding("scanner_signatures_old", {"days": str(age.days)})] if age > SIGNATURES_AGE else []


def check_names(_settings: Settings) -> list[Finding]:
    """Is every `ZENCHO_…` variable one that we know? A misspelt one would be silently unheard."""
    known = {f"ZENCHO_{name.upper()}" for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.startswith("ZENCHO_") and name not in known)
    return [Finding("setting_unknown", {"name": name}) for name in unknown]


def _role_of(dsns: Dsns, login: str) -> str:
    dsn = {"app": dsns.app, "worker": dsns.worker, "owner": dsns.owner}[login]
    usual = {"app": APP, "worker": WORKER, "owner": OWNER}[login]
    return str(psycopg.conninfo.conninfo_to_dict(dsn).get("user") or usual) if dsn else usual


def _gibibytes(size: int) -> str:
    return f"{size / 2**30:.1f} GiB"


CHECKS = (
    Check("ポート", "Port", check_port),
    Check("空き容量", "Disk space", check_disk),
    Check("データフォルダーの権限", "Permissions of the data folder", check_permissions),
    Check("異常終了の印", "Marks of an abnormal end", check_lock),
    Check("データベースのロール", "Database roles", check_roles),
    Check("データベースの形", "Database schema", check_schema),
    Check("日本語フォント", "Japanese fonts", check_fonts),
    Check("LibreOffice", "LibreOffice", check_libreoffice, tell_libreoffice),
    Check("時計", "Clock", check_clock),
    Check("オフィスエディター", "Office editor", check_editor),
    Check("ウイルスの確認", "Virus check", check_scanner),
    Check("設定の名前", "Names of settings", check_names),
)
