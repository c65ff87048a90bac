"""A server's life seen from outside: ready, answering, ending in order on each signal, leaving nothing."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.kit.database import clone_database, temporary_folder

from zencho.postgres.place import find_place
from zencho.postgres.supervisor import Cluster, find_cluster_processes

# The server of `run` around an application of one route, so that its life is tested apart from the product.
SERVER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from fastapi import FastAPI
    from zencho.entry.listening import listen
    from zencho.entry.run import open_store, serve
    from zencho.entry.terminal import Terminal
    from zencho.kernel.settings import Settings

    settings = Settings(data=Path(sys.argv[1]), port=0)
    terminal = Terminal("ja", as_json=True)
    sockets = listen(settings.host, 0, command="")
    app = FastAPI()

    @app.get("/healthz")
    def healthz() -> str:
        return "ok"

    with open_store(settings, terminal) as store:
        def ready() -> None:
            terminal.ready([], {"port": sockets[0].getsockname()[1], "postmaster": store.cluster.process.pid})
        code = serve(app, settings, sockets, store, ready)
    sys.exit(code)
    """
)


@contextmanager
def serving(data: Path) -> Iterator[tuple[subprocess.Popen[str], dict[str, int]]]:
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, data], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        try:
            yield server, json.loads(server.stdout.readline())
        finally:
            if server.poll() is None:
                server.kill()


def answers(port: int, host: str = "localhost") -> bytes:
    with urllib.request.urlopen(f"http://{host}:{port}/healthz", timeout=10) as answer:
        return bytes(answer.read())


def wait_for_no_process(data: Path) -> None:
    place = find_place(data)
    deadline = time.monotonic() + 20
    while left := find_cluster_processes(place):
        assert time.monotonic() < deadline, f"left behind: {left}"
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_each_way_to_end_leaves_no_process(number: signal.Signals) -> None:
    with temporary_folder("run") as folder, serving(folder / "data") as (server, ready):
        assert answers(ready["port"]) == b'"ok"'
        server.send_signal(number)
        code = server.wait(20)
        assert server.stderr is not None
        said = server.stderr.read()
        wait_for_no_process(folder / "data")
    assert code == (-9 if number == signal.SIGKILL else 0)
    assert said == ""


def test_ctrl_c_in_a_terminal_reaches_everybody_and_still_ends_in_order() -> None:
    # A terminal sends the signal to the whole group; the database must not hear it before us.
    with temporary_folder("run") as folder, serving(folder / "data") as (server, ready):
        assert os.getpgid(ready["postmaster"]) != os.getpgid(server.pid)
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0
        log = (folder / "data" / "postgres.log").read_text()
    assert "database system is shut down" in log


def test_a_dead_postmaster_comes_back_while_we_serve() -> None:
    with temporary_folder("run") as folder, serving(folder / "data") as (server, ready):
        os.kill(ready["postmaster"], signal.SIGKILL)
        pid_file = find_place(folder / "data").cluster / "postmaster.pid"
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            lines = pid_file.read_text().splitlines() if pid_file.exists() else []
            if len(lines) > 7 and lines[7].strip() == "ready" and int(lines[0]) != ready["postmaster"]:
                break
            time.sleep(0.05)
        else:
            pytest.fail("the database did not come back")
        assert answers(ready["port"]) == b'"ok"'
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0
        assert server.stderr is not None
        assert "database_restarted" in server.stderr.read()


def test_a_database_of_ones_own_serves_and_holds_the_data_folder(cluster: Cluster) -> None:
    with clone_database(cluster) as dsns, temporary_folder("own") as folder:
        environment = os.environ | {
            "ZENCHO_DATA": str(folder / "data"),
            "ZENCHO_DATABASE_URL": dsns.app,
            "ZENCHO_DATABASE_OWNER_URL": dsns.owner,
            "ZENCHO_DATABASE_WORKER_URL": dsns.worker,
        }
        command = [sys.executable, "-m", "zencho.entry.cli", "run", "--port", "0", "--json"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            try:
                ready = json.loads(server.stdout.readline())
                assert ready["ready"]
                with urllib.request.urlopen(f"{ready['url']}/healthz", timeout=10) as answer:
                    assert answer.status == 200
                second = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
                assert json.loads(second.stdout)["code"] == "data_folder_in_use"
                server.terminate()
                assert server.wait(30) == 0
            finally:
                server.kill()
        assert not (folder / "data" / "pg").exists()


def test_a_login_that_could_bypass_the_wall_keeps_it_from_starting(cluster: Cluster) -> None:
    with temporary_folder("own") as folder:
        environment = os.environ | {
            "ZENCHO_DATA": str(folder / "data"),
            "ZENCHO_DATABASE_URL": cluster.superuser_dsn,
            "ZENCHO_DATABASE_OWNER_URL": cluster.dsns.owner,
            "ZENCHO_DATABASE_WORKER_URL": cluster.dsns.worker,
        }
        command = [sys.executable, "-m", "zencho.entry.cli", "run", "--port", "0", "--json"]
        said = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert said.returncode == 1
    fault = json.loads(said.stdout)
    assert fault["code"] == "roles_wrong"
    assert "app: superuser" in fault["params"]["faults"]
