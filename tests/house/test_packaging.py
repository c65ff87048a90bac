"""The on-ramp keeps its promises on paper: locks without addresses, targets that exist, one licence."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement)[0].lower().replace("_", "-").replace(".", "-")


def _locked() -> dict[str, str]:
    found = re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    return dict(found)


def test_every_dependency_is_locked() -> None:
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    assert wanted
    assert [each for each in map(_name, wanted) if each not in _locked()] == []


def test_every_locked_package_has_a_hash() -> None:
    blocks = re.split(r"^(?=[a-z0-9-]+==)", (ROOT / "requirements.lock").read_text(), flags=re.MULTILINE)[1:]
    assert len(blocks) == len(_locked())
    assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", ["requirements.lock", "web/package-lock.json"])
def test_locks_name_no_place_to_fetch_from(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "--index-url" not in text
    assert '"resolved"' not in text
    # What is left are addresses of people who take donations, and of licences.
    if lock.endswith(".json"):
        for name, entry in json.loads(text)["packages"].items():
            assert not any("://" in str(value) for key, value in entry.items() if key != "funding"), name
    else:
        assert "://" not in text


@pytest.mark.parametrize("target", ["demo", "run", "dev", "check", "test", "bench"])
def test_the_makefile_has_what_the_readme_says(target: str) -> None:
    assert re.search(rf"^{target}:.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_the_build_server_runs_what_a_developer_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert "make test" in script.read_text()


def test_the_licence_is_one() -> None:
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text()
    assert json.loads((ROOT / "web" / "package.json").read_text())["license"] == "Apache-2.0"


def test_what_is_built_is_not_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode != 0:
        pytest.skip("not a checkout")
    built = ("src/zencho/static/", "web/node_modules/", ".venv/", ".demo/")
    assert [path for path in listed.stdout.splitlines() if path.startswith(built)] == []


def test_each_page_linked_from_the_readme_and_the_manual_exists() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs" / "operate").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} -> {target}"
