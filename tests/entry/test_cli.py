"""The command: what it understands, which word wins, and how it says that it cannot start."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from zencho.entry.cli import build_parser, main, settings_of
from zencho.entry.wording import terminal_language
from zencho.kernel.settings import Settings


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ZENCHO_{name.upper()}", raising=False)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def zencho(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "zencho.entry.cli", *arguments], capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize(
    ("said", "heard", "fallback", "port"),
    [
        (["--port", "1"], "2", 3, 1),
        ([], "2", 3, 2),
        ([], None, 3, 3),
        ([], None, None, 8080),
    ],
)
def test_the_command_line_wins_over_the_environment_over_the_default(
    said: list[str], heard: str | None, fallback: int | None, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if heard:
        monkeypatch.setenv("ZENCHO_PORT", heard)
    options = build_parser().parse_args(["run", *said])
    defaults = {} if fallback is None else {"port": fallback}
    assert settings_of(options, **defaults).port == port


def test_a_taken_port_is_said_with_the_way_out(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = zencho("run", "--data", str(tmp_path / "data"), "--port", str(port), "--lang", "ja")
    assert said.returncode == 1
    assert f"ポート {port} は" in said.stderr
    assert f"zencho run --port {port + 1}" in said.stderr
    assert "Traceback" not in said.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("verb", ["run", "demo"])
def test_an_open_address_is_refused_before_anything_starts(verb: str, tmp_path: Path) -> None:
    said = zencho(verb, "--data", str(tmp_path / "data"), "--host", "0.0.0.0", "--port", "0", "--json")
    assert said.returncode == 1
    fault = json.loads(said.stdout)
    assert (fault["ready"], fault["code"], fault["params"]) == (
        False,
        "address_not_protected",
        {"host": "0.0.0.0"},
    )
    assert not (tmp_path / "data").exists()


def test_the_demo_never_empties_a_folder_that_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    said = zencho("demo", "--data", str(tmp_path), "--port", "0", "--reset", "--json")
    assert json.loads(said.stdout)["code"] == "data_folder_not_ours"
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_a_city_too_small_is_said_before_anything_is_made(tmp_path: Path) -> None:
    said = zencho("demo", "--people", "300", "--data", str(tmp_path / "data"), "--port", "0", "--json")
    assert said.returncode == 1
    fault = json.loads(said.stdout)
    assert (fault["code"], fault["params"]["smallest"]) == ("city_size_unfit", "600")
    assert not (tmp_path / "data").exists()


def test_a_setting_without_sense_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--port", "70000"]) == 2
    assert "ZENCHO_PORT" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["version"]) == 0
    assert capsys.readouterr().out.startswith("zencho 0.")


@pytest.mark.parametrize(
    ("chosen", "environment", "language"),
    [
        (None, {"LANG": "ja_JP.UTF-8"}, "ja"),
        (None, {"LANG": "ja_JP.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        (None, {}, "en"),
        ("ja", {"LANG": "en_US.UTF-8"}, "ja"),
    ],
)
def test_the_language_of_the_terminal(
    chosen: str | None, environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert terminal_language(chosen) == language
