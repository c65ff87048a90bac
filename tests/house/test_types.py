"""The type checker refuses an act given a thing that was opened for something else."""

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

from tests.house.sources import ROOT

RIGHT = """
    from uuid import UUID
    from zencho.drive import rules
    from zencho.drive.actions import binning
    from zencho.gate import opening as gate
    from zencho.kernel.work import Work

    async def tidy(work: Work, id_: UUID) -> None:
        folder = await gate.open(work, rules.FOLDER_DELETE, id_)
        await binning.delete_folder(folder)
"""
WRONG = RIGHT.replace("FOLDER_DELETE", "THING_READ")


def check(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """mypy with the project's own settings and cache."""
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    # A text of our own is checked, beside no package.
    settings = settings.replace('packages = ["zencho"]', "").replace('["src"]', f'["{ROOT / "src"}"]')
    (folder / "pyproject.toml").write_text(settings)
    (folder / "tidying.py").write_text(dedent(text))
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--config-file",
        folder / "pyproject.toml",
        folder / "tidying.py",
    ]
    environment = os.environ | {"MYPY_CACHE_DIR": str(ROOT / ".mypy_cache")}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_delete_folder_takes_a_folder_opened_for_deleting(tmp_path: Path) -> None:
    done = check(RIGHT, tmp_path)
    assert done.returncode == 0, done.stdout


def test_delete_folder_refuses_a_folder_opened_for_reading(tmp_path: Path) -> None:
    done = check(WRONG, tmp_path)
    assert done.returncode == 1
    assert '"delete_folder" has incompatible type' in done.stdout
    assert "folder.delete" in done.stdout
