"""Whether a data folder holds the sample city whole: a note written last, when everything is durable."""

import json
import os
from datetime import date
from pathlib import Path
from uuid import UUID

from zencho.entry.loading.load import Loaded

NOTE = "sample-city.json"


def find_loaded(data: Path) -> tuple[date, int, Loaded] | None:
    """The day and number of people of the city that lies here, with its ids; None where none is whole."""
    try:
        note = json.loads((data / NOTE).read_text("utf-8"))
    except FileNotFoundError:
        return None
    ids = {name: {key: UUID(id_) for key, id_ in note[name].items()} for name in ("people", "things")}
    return date.fromisoformat(note["today"]), note["count"], Loaded(**ids)


def keep_loaded(data: Path, today: date, count: int, loaded: Loaded) -> None:
    """Note that the city is whole; durable when this returns."""
    note = {
        "today": today.isoformat(),
        "count": count,
        "people": {key: str(id_) for key, id_ in loaded.people.items()},
        "things": {key: str(id_) for key, id_ in loaded.things.items()},
    }
    fresh = data / f"{NOTE}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(note, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(data / NOTE)
