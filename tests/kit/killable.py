"""The whole application as a process of its own, to be killed.

`python -m tests.kit.killable FILE`; the file holds dsns, port and the folder of data.
"""

import json
import sys
from pathlib import Path

import uvicorn

from zencho.entry.app import build_app
from zencho.kernel.settings import Settings
from zencho.postgres.roles import Dsns

if __name__ == "__main__":
    told = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    settings = Settings(data=Path(told["data"]), port=told["port"])
    app = build_app(settings, Dsns(**told["dsns"]))
    uvicorn.run(app, host="127.0.0.1", port=told["port"], loop="uvloop", ws="none", log_level="warning")
