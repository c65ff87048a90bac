"""The first feature of `docs/start` works as written: its blocks, applied to a copy, pass its test."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "start" / "README.md"
FENCE = re.compile(r"^```(\w+) +(\S[^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COPIED = ("src", "tests", "web/src/locales", "docs", "pyproject.toml", "ARCHITECTURE.md", "README.md")


def apply_blocks(copy: Path) -> list[str]:
    """Write each block where its fence says -> the files touched. A line that is not there fails."""
    touched = []
    for _language, says, block in FENCE.findall(PAGE.read_text("utf-8")):
        told = dict(each.split("=", 1) for each in shlex.split(says))
        kind = next(iter(told))
        file = copy / told[kind]
        touched.append(told[kind])
        if kind == "file":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block, "utf-8")
        elif kind == "add":
            known = json.loads(file.read_text("utf-8"))
            file.write_text(json.dumps(known | json.loads(block), ensure_ascii=False), "utf-8")
        else:
            line = told["line"] + "\n"
            before = file.read_text("utf-8")
            assert before.count(line) == 1, (told[kind], line)
            file.write_text(before.replace(line, block if kind == "replace" else line + block), "utf-8")
    return touched


def run(copy: Path, *command: str) -> str:
    """Run in the copy, with the copy's own sources -> what it printed; fails with that."""
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{copy / 'src'}:{copy}", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, cwd=copy, env=environment, text=True, capture_output=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_first_feature_works_as_written(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for name in COPIED:
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("static", "__pycache__"))
        else:
            shutil.copy(ROOT / name, target)
    touched = apply_blocks(copy)
    assert "src/zencho/pins/actions.py" in touched
    passed = run(copy, sys.executable, "-m", "pytest", "tests/pins", "-p", "no:cacheprovider")
    assert "3 passed" in passed
    run(copy, sys.executable, "-m", "mypy", "src/zencho/pins", "--cache-dir", str(tmp_path / "mypy"))
    run(copy, sys.executable, "-m", "ruff", "check", "src/zencho/pins", "tests/pins", "src/zencho/entry")
