"""What the documents of the city are about, read from `topics_*.toml`, and the phrases around it."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from zencho.entry.city.days import (
    fiscal_year,
    month_day,
    reiwa,
    shift_working_days,
    wareki,
    working_day_from,
)

Genre = Literal["minutes", "specification", "notice", "rules", "guide", "report"]
_FILES = ("topics_contracts.toml", "topics_offices.toml")


@dataclass(frozen=True, slots=True)
class Point:
    """One matter of a document: its heading and what is said of it."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do; `person` is the name of a member of the cast, or empty for any colleague."""

    text: str
    person: str
    due: str


@dataclass(frozen=True, slots=True)
class Topic:
    """The substance of one document, dates filled in.

    `unit` owns the drive it lies in; `team` is whose people write it (the unit itself unless said
    otherwise), and of those only `writers` where some are named.
    The first row of `table` is its heading.
    """

    key: str
    genre: Genre
    unit: str
    team: str
    writers: tuple[str, ...]
    folder: tuple[str, ...]
    title: str
    subject: str
    aim: str
    points: tuple[Point, ...]
    items: tuple[str, ...]
    tasks: tuple[Task, ...]
    table: tuple[tuple[str, ...], ...]


def calendar_words(today: date) -> dict[str, str]:
    """What stands for the placeholders: fiscal years in 和暦, and working days around the next meeting."""
    year = fiscal_year(today)
    meeting = working_day_from(today)
    stop = meeting + timedelta(days=10)
    stop += timedelta(days=(5 - stop.weekday()) % 7)
    return {
        "fy": f"令和{reiwa(year)}",
        "next": f"令和{reiwa(year + 1)}",
        "last": f"令和{reiwa(year - 1)}",
        "next_number": reiwa(year + 1),
        "number": reiwa(year),
        "meeting": month_day(meeting),
        "meeting_day": f"{meeting.month}月{meeting.day}日",
        "meeting_short": month_day(meeting),
        "recent": month_day(shift_working_days(meeting, -1)),
        "due": month_day(shift_working_days(meeting, 3)),
        "later": month_day(shift_working_days(meeting, 8)),
        "stop_day": month_day(stop),
        "yearend": wareki(date(year + 1, 3, 31)),
    }


def load_topics(today: date) -> tuple[Topic, ...]:
    """Every topic, those of the contract section first."""
    words = calendar_words(today)
    tables = (tomllib.loads(_read(name)) for name in _FILES)
    return tuple(_topic(entry, words) for table in tables for entry in table["topic"])


@cache
def phrases() -> dict[Genre, dict[str, list[str]]]:
    """Sentences by genre and place: opening, talk, closing, and for minutes a remark."""
    table: dict[Genre, dict[str, list[str]]] = tomllib.loads(_read("phrases.toml"))  # type: ignore[assignment]
    return table


def _read(name: str) -> str:
    return (files("zencho.entry.city") / name).read_text("utf-8")


def _topic(entry: dict[str, Any], words: dict[str, str]) -> Topic:
    def filled(text: str) -> str:
        return text.format(**words)

    return Topic(
        key=entry["key"],
        genre=entry["genre"],
        unit=entry["unit"],
        team=entry.get("team", entry["unit"]),
        writers=tuple(entry.get("writers", ())),
        folder=tuple(filled(entry["folder"]).split("/")),
        title=filled(entry["title"]),
        subject=filled(entry["subject"]),
        aim=filled(entry["aim"]),
        points=tuple(Point(filled(heading), filled(text)) for heading, text in entry["points"]),
        items=tuple(filled(item) for item in entry["items"]),
        tasks=tuple(Task(filled(text), person, filled(due)) for text, person, due in entry.get("tasks", ())),
        table=tuple(tuple(filled(row).split("|")) for row in entry["table"]),
    )
