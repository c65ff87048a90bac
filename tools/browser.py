"""Finds the browser that journeys run in, or installs one where that is possible.

`--path` prints where it is. Debian's Chromium comes first, then one that Playwright has fetched before,
then, for root, the package; else a sentence says what to type.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def find() -> str | None:
    """-> the path of a Chromium, or None."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        found = shutil.which(name)
        if found:
            return found
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    fetched = sorted(cache.glob("chromium*/chrome-linux*/chrome")) + sorted(
        cache.glob("chromium*/chrome-linux*/headless_shell")
    )
    return str(fetched[-1]) if fetched else None


def install() -> None:
    """As root, `apt-get install chromium`; otherwise nothing."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Chromium: apt-get install", flush=True)
        for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "chromium"]):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """-> 0 when a browser is there."""
    if find() is None:
        install()
    found = find()
    if found is None:
        print("Journeys need a browser, and this machine has none. This installs it:", file=sys.stderr)
        print("  sudo apt-get install -y chromium", file=sys.stderr)
        return 1
    if sys.argv[1:] == ["--path"]:
        print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
