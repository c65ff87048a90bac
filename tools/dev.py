"""`make dev`: the demo, started again when Python changes, and the web app refreshed by vite.

The data folder, the port and so the sessions stay; a restart takes about a second.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import hatch_build  # noqa: E402 - it lies at the root, where the packager wants it

WATCHED = ROOT / "src" / "zencho"
SUFFIXES = {".py", ".cedar", ".toml", ".sql"}


def changes() -> dict[Path, int]:
    """-> when each source file was last written."""
    return {path: path.stat().st_mtime_ns for path in _sources()}


def _sources() -> Iterator[Path]:
    for folder, folders, files in os.walk(WATCHED):
        folders[:] = [name for name in folders if name not in ("static", "__pycache__")]
        yield from (Path(folder, name) for name in files if Path(name).suffix in SUFFIXES)


def main(arguments: list[str]) -> int:
    """Run both until Ctrl+C or SIGTERM -> 0."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    demo = [sys.executable, "-m", "zencho.entry.cli", "demo", *arguments]
    port = arguments[arguments.index("--port") + 1] if "--port" in arguments else "8080"
    environment = hatch_build.node_environment() | {"ZENCHO_BACKEND": f"http://localhost:{port}"}
    with (
        _started(hatch_build.npm_command("run", "dev"), cwd=hatch_build.WEB, environment=environment),
        suppress(KeyboardInterrupt),
    ):
        while True:
            seen = changes()
            with _started(demo, cwd=ROOT, environment=dict(os.environ)):
                while changes() == seen:
                    time.sleep(0.5)
    return 0


@contextmanager
def _started(command: list[str], *, cwd: Path, environment: dict[str, str]) -> Iterator[None]:
    # A session of its own: Ctrl+C reaches us alone, and each child is ended once, with all it started.
    with subprocess.Popen(command, cwd=cwd, env=environment, start_new_session=True) as child:
        try:
            yield
        finally:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
