"""`python -m bench.record PORT FOLDER` serves the demo and notes what journeys ask of it.

Run the journeys against it (`ZENCHO_URL`, `ZENCHO_PERSONAS` from the line it prints), then Ctrl+C: the counts
stand in `bench/recording.json`, with `{id}` in the place of every id.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from zencho.entry import demo
from zencho.entry.terminal import Terminal
from zencho.kernel.settings import Settings

RECORDING = Path(__file__).parent / "recording.json"
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.I)
_counts: Counter[tuple[str, str]] = Counter()


class _Noting:
    """Middleware that counts what reaches the API."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            query = scope["query_string"].decode()
            address = scope["path"] + (f"?{query}" if query else "")
            # A cursor is an id and a name of this very run.
            address = re.sub(r"([?&])after=[^&]*&?", r"\1", address).rstrip("?&")
            _counts[scope["method"], _ID.sub("{id}", address)] += 1
        await self._app(scope, receive, send)


def main(port: int, folder: Path) -> None:
    """Until Ctrl+C."""
    build = demo.build_app

    def build_noting(*arguments: Any, **options: Any) -> FastAPI:
        app = build(*arguments, **options)
        app.add_middleware(_Noting)
        return app

    demo.build_app = build_noting
    try:
        demo.demo(Settings(data=folder, port=port), Terminal("en", as_json=True), is_reset=False)
    finally:
        rows = [{"method": m, "address": a, "count": n} for (m, a), n in sorted(_counts.items())]
        RECORDING.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
