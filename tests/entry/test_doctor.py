"""Each fault of a server, injected for real, is found, worded in both languages, and has its cure."""

import json
import os
import re
import shutil
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from tests.kit.database import FAST, clone_database, temporary_folder
from tests.wopi.office import serve_office

from zencho.entry import doctor
from zencho.entry.cli import main
from zencho.entry.doctor import Finding
from zencho.entry.wording import SENTENCES, word
from zencho.kernel import starting
from zencho.kernel.migrate import migrate
from zencho.kernel.settings import Settings
from zencho.postgres import supervisor
from zencho.postgres.roles import roles_sql
from zencho.rendering import finding


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A data folder of a server that ran well and is stopped."""
    with temporary_folder("doctor") as folder:
        data = folder / "data"
        cluster = supervisor.start(data, parameters=FAST)
        migrate(cluster.dsns.owner)
        cluster.stop()
        yield data


@pytest.fixture
def settings(home: Path) -> Settings:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return Settings(data=home, port=port)


def codes(findings: list[Finding]) -> list[str]:
    return [each.code for each in findings]


def cures(findings: list[Finding]) -> str:
    """The commands named, each finding worded in both languages on the way."""
    for each in findings:
        assert re.search(r"[ぁ-ん]", word(each.code, each.params, "ja")[0])
        assert not re.search(r"[ぁ-ん]", word(each.code, each.params, "en")[0])
    return "\n".join(word(each.code, each.params, "en")[1] for each in findings)


def test_a_server_that_is_well_has_no_finding(settings: Settings) -> None:
    for check in doctor.CHECKS:
        if check.find is not doctor.check_fonts:  # depends on whether the web app is built here
            assert check.find(settings) == [], check.en


def test_a_folder_not_yet_made_is_well(tmp_path: Path, settings: Settings) -> None:
    new = settings.model_copy(update={"data": tmp_path / "new" / "data"})
    for check in doctor.CHECKS:
        if check.find is not doctor.check_fonts:
            assert check.find(new) == [], check.en
    assert not (tmp_path / "new").exists()


def test_port_taken(settings: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", settings.port))
        other.listen()
        found = doctor.check_port(settings)
    assert codes(found) == ["port_taken"]
    assert cures(found) == f"zencho run --port {settings.port + 1}"


def test_port_held_by_this_very_server_is_well(settings: Settings, home: Path) -> None:
    cluster = supervisor.start(home, parameters=FAST)
    try:
        with socket.socket() as ours:
            ours.bind(("127.0.0.1", settings.port))
            ours.listen()
            assert doctor.check_port(settings) == []
    finally:
        cluster.stop()


def test_disk_full(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "NEEDED_BYTES", shutil.disk_usage(settings.data).free + 2**40)
    found = doctor.check_disk(settings)
    assert codes(found) == ["disk_full"]
    assert "du -xh" in cures(found)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_disk_that_is_really_small(tmp_path: Path) -> None:
    command = f"mount -t tmpfs -o size=1m tmpfs {tmp_path} && {sys.executable} -m zencho.entry.cli doctor "
    command += f"--json --port 0 --data {tmp_path}/data"
    said = subprocess.run(["unshare", "-m", "sh", "-c", command], capture_output=True, text=True)
    if "unshare failed" in said.stderr or "permission denied" in said.stderr:
        pytest.skip("this machine allows no mount")
    assert "disk_full" in [json.loads(line)["code"] for line in said.stdout.splitlines()]


def test_permissions_open_to_others(settings: Settings, home: Path) -> None:
    secret = home / "secrets" / "zencho_app"
    secret.chmod(0o644)
    found = doctor.check_permissions(settings)
    cure = cures(found)
    assert codes(found) == ["data_folder_open_to_others"]
    assert cure == f"chmod -R go-rwx {secret}"
    subprocess.run(cure.split(), check=True)
    assert doctor.check_permissions(settings) == []


def test_permissions_of_a_folder_of_something_else(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    found = doctor.check_permissions(settings.model_copy(update={"data": tmp_path}))
    assert codes(found) == ["data_folder_not_ours"]
    assert "--data" in cures(found)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_permissions_to_write(settings: Settings, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    found = doctor.check_permissions(settings.model_copy(update={"data": tmp_path / "data"}))
    tmp_path.chmod(0o700)
    assert codes(found) == ["data_folder_not_writable"]
    assert "install -d" in cures(found)


def test_stale_lock(settings: Settings, home: Path) -> None:
    cluster = supervisor.start(home, parameters=FAST)
    mark = (cluster.place.cluster / "postmaster.pid").read_text()
    assert doctor.check_lock(settings) == []
    cluster.stop()
    file = cluster.place.cluster / "postmaster.pid"
    file.write_text(mark)
    found = doctor.check_lock(settings)
    cure = cures(found)
    assert codes(found) == ["stale_lock"]
    assert cure == f"rm {file}"
    subprocess.run(cure.split(), check=True)
    assert doctor.check_lock(settings) == []


def test_wrong_roles_come_with_the_sql_that_mends_them(
    cluster: supervisor.Cluster, settings: Settings
) -> None:
    with clone_database(cluster) as dsns:
        ours = settings.model_copy(
            update={
                "database_url": dsns.app,
                "database_owner_url": dsns.owner,
                "database_worker_url": dsns.worker,
            }
        )
        assert doctor.check_roles(ours) == []
        database = psycopg.conninfo.conninfo_to_dict(dsns.app)["dbname"]
        with psycopg.connect(cluster.superuser_dsn, dbname=database, autocommit=True) as superuser:
            superuser.execute("ALTER ROLE zencho_worker BYPASSRLS")
            superuser.execute("CREATE TABLE mine (id integer)")
            superuser.execute("ALTER TABLE mine OWNER TO zencho_app")
            found = doctor.check_roles(ours)
            assert set(codes(found)) == {"role_owns", "role_bypasses"}
            superuser.execute(cures(found))
        assert doctor.check_roles(ours) == []


def test_missing_roles_come_with_sql_that_a_superuser_can_run(settings: Settings) -> None:
    with temporary_folder("sql") as folder:
        cluster = supervisor.start(folder / "data", parameters=FAST)
        try:
            with psycopg.connect(cluster.superuser_dsn, autocommit=True) as superuser:
                superuser.execute("DROP DATABASE zencho")
                for role in ("zencho_owner", "zencho_app", "zencho_worker"):
                    superuser.execute(f"DROP ROLE {role}")
            dsn = cluster.dsns
            ours = settings.model_copy(
                update={
                    "database_url": dsn.app.replace(_password(dsn.app), "given"),
                    "database_owner_url": dsn.owner.replace(_password(dsn.owner), "given"),
                    "database_worker_url": dsn.worker.replace(_password(dsn.worker), "given"),
                }
            )
            found = doctor.check_roles(ours)
            assert codes(found) == ["role_closed"] * 3
            assert cures(found[:1]) == roles_sql()
            psql = [cluster.place.binaries / "psql", "-v", "ON_ERROR_STOP=1", cluster.superuser_dsn]
            subprocess.run(
                psql, input=roles_sql().replace("…", "given"), text=True, check=True, capture_output=True
            )
            assert doctor.check_roles(ours) == []
        finally:
            cluster.stop()


def _password(dsn: str) -> str:
    return dsn.split("@")[0].rpartition(":")[2]


def test_old_schema(settings: Settings) -> None:
    with temporary_folder("old") as folder:
        supervisor.start(folder / "data", parameters=FAST).stop()
        old = settings.model_copy(update={"data": folder / "data"})
        found = doctor.check_schema(old)
        assert codes(found) == ["schema_differs"]
        assert cures(found) == "zencho migrate"
        assert main(["migrate", "--data", str(folder / "data")]) == 0
        assert doctor.check_schema(old) == []


def test_missing_fonts(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "STATIC", tmp_path / "src" / "zencho" / "static")
    found = doctor.check_fonts(settings)
    assert codes(found) == ["fonts_missing"]
    assert "pip install" in cures(found)
    assets = tmp_path / "src" / "zencho" / "static" / "assets"
    assets.mkdir(parents=True)
    (assets / "noto-sans-jp-0-400-normal-CQM38w3s.woff2").touch()
    assert doctor.check_fonts(settings) == []


def test_clock_behind_what_was_written(settings: Settings, home: Path) -> None:
    later = time.time() + 3600
    os.utime(home / "postgres.log", (later, later))
    found = doctor.check_clock(settings)
    os.utime(home / "postgres.log")
    assert codes(found) == ["clock_behind"]
    assert found[0].params["behind"] == "60 min"
    assert cures(found) == "sudo timedatectl set-ntp true"


def test_clock_of_the_database_differs(
    cluster: supervisor.Cluster, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = settings.model_copy(update={"database_url": cluster.dsns.app})
    assert doctor.check_clock(ours) == []
    monkeypatch.setattr("zencho.kernel.clock.offset", doctor.clock.timedelta(minutes=2))
    found = doctor.check_clock(ours)
    assert codes(found) == ["clock_differs"]
    assert found[0].params["seconds"] == "120"
    assert cures(found)


def test_an_office_editor_that_is_away_or_none(settings: Settings) -> None:
    def ask(address: str) -> list[Finding]:
        return doctor.check_editor(settings.model_copy(update={"editor_url": address}))

    with serve_office() as office:
        assert ask(office.address) == []
        office.answer = (200, b"<html>")
        found = ask(office.address)
        assert codes(found) == ["editor_silent"]
        assert cures(found) == f"curl -fsS {office.address}/hosting/discovery"
    assert codes(ask("http://127.0.0.1:1")) == ["editor_silent"]
    assert codes(ask("office.example")) == ["editor_address_unfit"]


@contextmanager
def clamd_that_says(version: str, socket_: Path) -> Iterator[None]:
    """A scanner that tells this of itself."""
    answers = {b"zPING\0": b"PONG\0", b"zVERSION\0": version.encode() + b"\0"}

    class Answers(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.sendall(answers[self.request.recv(100)])

    with socketserver.ThreadingUnixStreamServer(str(socket_), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
    socket_.unlink()


def test_a_scanner_that_is_away_or_knows_nothing_new(settings: Settings, tmp_path: Path) -> None:
    place = tmp_path / "clamd"
    ours = settings.model_copy(update={"clamav": f"unix:{place}"})
    today = f"{doctor.clock.now():%a %b %d %H:%M:%S %Y}"
    for version, codes_ in (
        (f"ClamAV 1.4.3/27823/{today}", []),
        ("ClamAV 1.4.3/20000/Mon Jan 05 08:31:02 2026", ["scanner_signatures_old"]),
        ("ClamAV 1.4.3", ["scanner_without_signatures"]),
        ("nginx", ["scanner_silent"]),
    ):
        with clamd_that_says(version, place):
            found = doctor.check_scanner(ours)
        assert codes(found) == codes_, version
        assert all("systemctl restart" in cures([each]) for each in found)
    assert codes(doctor.check_scanner(ours)) == ["scanner_silent"]
    unfit = settings.model_copy(update={"clamav": "clamd.ctl"})
    assert codes(doctor.check_scanner(unfit)) == ["scanner_address_unfit"]


def test_a_misspelt_setting(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZENCHO_DATABSE_URL", "x")
    found = doctor.check_names(settings)
    assert codes(found) == ["setting_unknown"]
    assert cures(found) == "unset ZENCHO_DATABSE_URL"


@pytest.mark.parametrize(("language", "good", "bad"), [("ja", "よい", "直す"), ("en", "good", "mend")])
def test_what_is_printed(
    settings: Settings, home: Path, capsys: pytest.CaptureFixture[str], language: str, good: str, bad: str
) -> None:
    (home / "secrets" / "zencho_app").chmod(0o644)
    code = main(["doctor", "--data", str(home), "--port", str(settings.port), "--lang", language])
    (home / "secrets" / "zencho_app").chmod(0o600)
    lines = capsys.readouterr().out.splitlines()
    assert code == 1
    marked = [line for line in lines if line.startswith(bad)]
    assert any(line.startswith(bad) for line in lines)
    assert len(marked) + len([line for line in lines if line.startswith(good)]) == len(doctor.CHECKS)
    assert f"        chmod -R go-rwx {home}/secrets/zencho_app" in lines


def test_every_fault_of_a_start_has_its_sentence() -> None:
    faults = [each.code for each in starting.CannotStart.__subclasses__()]
    assert faults
    assert [code for code in faults if code not in SENTENCES] == []


def test_a_libreoffice_that_is_not_there(settings: Settings, tmp_path: Path) -> None:
    named = settings.model_copy(update={"libreoffice": str(tmp_path / "soffice")})
    found = doctor.check_libreoffice(named)
    assert codes(found) == ["libre_office_missing"]
    assert "apt install" in cures(found)
    assert doctor.tell_libreoffice(settings.model_copy(update={"libreoffice": "off"})) == "-"


def test_a_kernel_that_cannot_confine_it(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "libmergedlo.so").touch()
    named = settings.model_copy(update={"libreoffice": str(tmp_path)})
    assert doctor.tell_libreoffice(named) == str(tmp_path)
    monkeypatch.setattr(finding, "can_confine", lambda: False)
    assert codes(doctor.check_libreoffice(named)) == ["libre_office_unconfined"]
    assert cures(doctor.check_libreoffice(named))
