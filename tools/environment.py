"""Makes `.venv` from `requirements.lock`: the first thing `make` runs, with the machine's own Python.

Only the standard library, and no syntax newer than Python 3.6, so that it can say what is missing.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / ".made"
JAPANESE = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").startswith("ja")


def say(japanese, english):
    """The sentence in the language of the terminal."""
    return japanese if JAPANESE else english


def main():
    """Make or refresh the environment -> exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this line is for an older one
        print(say("Python 3.11以上が必要です", "Python 3.11 or later is needed"))
        return 1
    if not (VENV / "bin" / "python").exists():
        try:
            import ensurepip  # noqa: F401
            import venv
        except ImportError:
            return no_venv()
        venv.create(str(VENV), with_pip=True, clear=VENV.exists(), symlinks=True)
    started = time.monotonic()
    title = say("Python の部品", "Python packages")
    lock = ROOT / "requirements.lock"
    total = len(re.findall(r"^[a-z0-9].*==", lock.read_text(), re.MULTILINE))
    code = install(["--require-hashes", "-r", str(lock)], title, total)
    if code == 0:
        code = install(["--no-deps", "--no-build-isolation", "-e", str(ROOT)], title, 0)
    if code == 0:
        STAMP.touch()
        print(f"\r{title}: {say('用意できました', 'ready')} {time.monotonic() - started:.0f} s", flush=True)
    return code


def no_venv():
    """Say which package brings `venv`."""
    package = f"python3.{sys.version_info[1]}-venv"
    print(say("Python の venv がありません。次のコマンドで入ります:", "Python lacks venv. This installs it:"))
    print(f"  sudo apt-get install -y {package}")
    return 1


def install(arguments, title, total):
    """`pip install`, with a count that moves on a terminal -> exit code; its output is shown on failure."""
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
    environment = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_ROOT_USER_ACTION="ignore")
    lines, seen = [], 0
    with subprocess.Popen(
        [*pip, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as running:
        for line in running.stdout:
            lines.append(line)
            if line.startswith(("Collecting", "Requirement already")):
                seen += 1
                if sys.stdout.isatty() and total:
                    print(f"\r{title}: {min(seen, total)}/{total} ", end="", flush=True)
    if running.returncode != 0:
        print("".join(lines[-40:]))
    return running.returncode


if __name__ == "__main__":
    sys.exit(main())
