"""Imports go only downward and names on one line are strangers; proof that the linter bites."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.sources import PACKAGE, ROOT, product

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product's sources elsewhere, with its contracts."""
    folder = tmp_path_factory.mktemp("floors")
    shutil.copytree(PACKAGE, folder / "zencho", ignore=shutil.ignore_patterns("static", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [linter, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", "HOME": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_house_stands(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("importer", "imports"),
    [
        ("hub", "sessions"),  # sideways
        ("notices", "search"),  # sideways
        ("people", "drive"),  # upward
        ("kernel", "gate"),  # upward
    ],
)
def test_an_import_sideways_or_upward_fails(copy: Path, importer: str, imports: str) -> None:
    for package in (importer, imports):
        (copy / "zencho" / package).mkdir(exist_ok=True)
        (copy / "zencho" / package / "__init__.py").touch()
    intruder = copy / "zencho" / importer / "intruding.py"
    intruder.write_text(f"import zencho.{imports}\n")
    try:
        done = lint(copy)
    finally:
        intruder.unlink()
    assert done.returncode != 0
    assert f"zencho.{importer}.intruding -> zencho.{imports}" in done.stdout


def test_every_package_has_its_floor() -> None:
    [floors] = [each["layers"] for each in CONTRACTS["contracts"] if each["type"] == "layers"]
    placed = {name.strip() for floor in floors for name in floor.split("|")}
    packages = {source.package for source in product() if "/" in source.name}
    assert packages - placed == {"migrations"}
