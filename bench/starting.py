"""Starting the product as a person does, until its first page is there."""

import json
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

MOST_SECONDS = 600


def start_and_stop(verb: str, data: Path) -> float:
    """Seconds from the command to the first page, with the script that it asks for; then Ctrl+C."""
    command = [sys.executable, "-m", "zencho.entry.cli", verb, "--json", "--port", "0", "--data", str(data)]
    began = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert child.stdout is not None
        ready = next((json.loads(line) for line in child.stdout if line.startswith('{"ready"')), None)
        if not ready or not ready["ready"]:
            raise RuntimeError(f"the server did not start: {ready}")
        _first_page(ready["url"])
        return time.monotonic() - began
    finally:
        child.send_signal(signal.SIGINT)
        child.wait(60)


def _first_page(url: str) -> None:
    with urllib.request.urlopen(f"{url}/", timeout=MOST_SECONDS) as page:
        text = page.read().decode()
    for part in text.split('src="')[1:]:
        with urllib.request.urlopen(url + part.split('"')[0], timeout=60) as script:
            script.read()
