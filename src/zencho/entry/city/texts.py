"""Whole documents out of topics: each genre (議事録, 仕様書, 通知, 要綱, 手引, 報告) has its own build.

A document names its pictures `attached:<key>` and people in mentions by 職員番号; the loader exchanges both.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from re import sub

from zencho.documents.blocks import (
    ATTACHED,
    Block,
    BulletItem,
    Cell,
    CheckItem,
    Content,
    Heading,
    Image,
    Level,
    Mention,
    NumberedItem,
    Paragraph,
    Quote,
    Table,
    Text,
    text,
)
from zencho.entry.city import pictures
from zencho.entry.city.days import shift_working_days, wareki, wareki_with_weekday, working_day_from
from zencho.entry.city.shapes import Person, Picture, Writing
from zencho.entry.city.topics import Topic, calendar_words, phrases


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a document is written: the section, who sits there, who else is known by name, the day."""

    unit: str
    people: tuple[Person, ...]
    others: tuple[Person, ...]
    today: date


def write_document(random: Random, topic: Topic, setting: Setting) -> Writing:
    """The blocks of a topic's document, with the one picture it shows."""
    picture = Picture(f"{topic.key}.png", f"{topic.subject}.png", draw(random, topic))
    pen = _Pen(random, topic, setting)
    blocks = tuple(_BUILDS[topic.genre](pen))
    return Writing(blocks, (picture,))


def write_memo(topic: Topic) -> Writing:
    """What somebody notes down about a topic for themselves: a few lines, things to check, no picture."""
    blocks: list[Block] = [paragraph(f"{topic.subject}のこと。自分用。固まったら課のドライブへ移す。")]
    for point in topic.points:
        said = [f"{sentence}。" for sentence in point.text.split("。") if sentence]
        notes = tuple(BulletItem(text(sentence)) for sentence in said)
        blocks.append(BulletItem((Text(point.heading, bold=True),), children=notes))
    blocks.append(heading("確かめること", 2))
    blocks.extend(CheckItem(text(item), checked=number == 0) for number, item in enumerate(topic.items))
    blocks.append(paragraph(f"ねらいは、{topic.aim}。"))
    return Writing(tuple(blocks))


def draw(random: Random, topic: Topic) -> bytes:
    """A chart of the table's numbers where it has some, else a plan or a flow."""
    if "面積" in topic.table[0][-1] or topic.key in {
        "building-move",
        "year-end-hours",
        "cleaning-specification",
    }:
        return pictures.floor_plan(random)
    values = [_number(row[1]) for row in topic.table[1:]]
    if topic.genre in {"rules", "guide", "specification"} or not any(values):
        return pictures.flow(len(topic.table))
    return pictures.bar_chart(values)


def _number(cell: str) -> float:
    digits = sub(r"[^0-9.]", "", cell)
    return float(digits) if digits.replace(".", "", 1).isdigit() else 0.0


class _Pen:
    """Writes the parts that all genres share; takes each stock phrase at most once in a document."""

    def __init__(self, random: Random, topic: Topic, setting: Setting) -> None:
        self.topic = topic
        self.setting = setting
        self._random = random
        self._words = calendar_words(setting.today) | {"unit": setting.unit}
        stock = phrases()[topic.genre]
        self._stock = {place: random.sample(lines, len(lines)) for place, lines in stock.items()}
        self.order = stock

    def phrase(self, place: str, heading: str = "") -> Paragraph:
        """The next phrase for that place, with two colleagues named."""
        first, second = self.surnames(2)
        line = self._stock[place].pop()
        words = self._words | {
            "subject": self.topic.subject, "aim": self.topic.aim, "heading": heading, "a": first, "b": second,
        }  # fmt: skip
        return paragraph(line.format(**words))

    def closings(self) -> Iterator[Paragraph]:
        """All closing phrases in their written order (articles have one)."""
        for line in self.order["closing"]:
            yield paragraph(line.format(**self._words))

    def surnames(self, count: int) -> list[str]:
        """Surnames of different colleagues."""
        pool = sorted({person.surname for person in self.setting.people})
        return self._random.sample(pool, min(count, len(pool))) + ["担当"] * max(0, count - len(pool))

    def colleague(self, name: str) -> Person:
        """The colleague of that name, or any colleague when no name is given or nobody bears it."""
        for person in (*self.setting.people, *self.setting.others):
            if person.name == name:
                return person
        return self._random.choice(self.setting.people)

    def table(self) -> Table:
        """The topic's table with its heading row."""
        return grid(tuple(tuple(text(cell) for cell in row) for row in self.topic.table))

    def image(self) -> Image:
        """The topic's picture."""
        caption = f"図 {self.topic.subject}"
        return Image(f"{ATTACHED}{self.topic.key}.png", f"{self.topic.subject}.png", caption, 480)


def heading(words: str, level: Level) -> Heading:
    """A heading of one plain run."""
    return Heading(text(words), level)


def paragraph(words: str) -> Paragraph:
    """A paragraph of one plain run."""
    return Paragraph(text(words))


def grid(rows: Sequence[Sequence[Content]]) -> Table:
    """A table whose first row is its heading."""
    return Table(tuple(tuple(Cell(content) for content in row) for row in rows), header_rows=1)


def _minutes(pen: _Pen) -> Iterator[Block]:
    meeting = working_day_from(pen.setting.today)
    names = "、".join(pen.surnames(4))
    yield paragraph(
        f"日時 {wareki_with_weekday(meeting)} 8:40から / 場所 {pen.setting.unit} 打合せ卓 / 出席 {names}"
    )
    yield pen.phrase("opening")
    yield heading("1 協議事項", 1)
    for number, point in enumerate(pen.topic.points, 1):
        yield heading(f"({number}) {point.heading}", 2)
        yield paragraph(point.text)
        yield pen.phrase("talk", point.heading)
        yield pen.phrase("talk", point.heading)
    yield heading("2 決定事項", 1)
    yield from (BulletItem(text(item)) for item in pen.topic.items)
    yield heading("3 やること", 1)
    yield _tasks(pen)
    yield heading("4 資料", 1)
    yield pen.table()
    yield pen.image()
    yield heading("5 次回", 1)
    yield pen.phrase("closing")
    yield pen.phrase("remark")


def _tasks(pen: _Pen) -> Table:
    rows: list[Sequence[Content]] = [tuple(text(cell) for cell in ("内容", "担当", "期限"))]
    for task in pen.topic.tasks:
        person = pen.colleague(task.person)
        rows.append((text(task.text), (Mention("person", person.number, person.name),), text(task.due)))
    return grid(rows)


def _specification(pen: _Pen) -> Iterator[Block]:
    yield heading("第1 目的", 1)
    yield pen.phrase("opening")
    for number, point in enumerate(pen.topic.points, 2):
        yield heading(f"第{number} {point.heading}", 1)
        yield paragraph(point.text)
        yield pen.phrase("talk", point.heading)
        yield pen.phrase("talk", point.heading)
    number = len(pen.topic.points) + 2
    yield heading(f"第{number} 内訳", 1)
    yield from (NumberedItem(text(item)) for item in pen.topic.items)
    yield heading(f"第{number + 1} 受託者の責務", 1)
    yield from pen.closings()
    yield heading("別表", 2)
    yield pen.table()
    yield pen.image()


def _notice(pen: _Pen) -> Iterator[Block]:
    yield paragraph(f"{wareki(shift_working_days(pen.setting.today, -2))} 各課長様")
    yield pen.phrase("opening")
    for number, point in enumerate(pen.topic.points, 1):
        yield heading(f"{number} {point.heading}", 2)
        yield paragraph(point.text)
        yield pen.phrase("talk", point.heading)
    yield heading(f"{len(pen.topic.points) + 1} 確かめること", 2)
    yield from (CheckItem(text(item)) for item in pen.topic.items)
    yield heading("別表", 2)
    yield pen.table()
    yield pen.image()
    yield from pen.closings()


def _rules(pen: _Pen) -> Iterator[Block]:
    yield heading("第1条 趣旨", 2)
    yield pen.phrase("opening")
    for number, point in enumerate(pen.topic.points, 2):
        yield heading(f"第{number}条 {point.heading}", 2)
        yield paragraph(point.text)
        yield _numbered_clause(2, pen.phrase("talk", point.heading))
        yield _numbered_clause(3, pen.phrase("talk", point.heading))
    yield heading(f"第{len(pen.topic.points) + 2}条 確認", 2)
    yield from (BulletItem(text(item)) for item in pen.topic.items)
    delegated, *supplementary = pen.closings()
    yield heading(f"第{len(pen.topic.points) + 3}条 委任", 2)
    yield delegated
    yield heading("附則", 1)
    yield from supplementary
    yield heading("別表", 1)
    yield pen.table()
    yield pen.image()


def _numbered_clause(number: int, clause: Paragraph) -> Paragraph:
    return Paragraph((Text(f"{number} "), *clause.content))


def _guide(pen: _Pen) -> Iterator[Block]:
    yield heading("はじめに", 1)
    yield pen.phrase("opening")
    for number, point in enumerate(pen.topic.points, 1):
        yield heading(f"{number} {point.heading}", 1)
        yield paragraph(point.text)
        yield pen.phrase("talk", point.heading)
        if number < len(pen.topic.points):
            yield pen.phrase("talk", point.heading)
    yield Quote(
        (Text("大切なこと ", bold=True), Text("迷ったら、止まって確かめる。急ぎでも、この順は変えない。"))
    )
    yield heading("確かめる表", 1)
    yield from (CheckItem(text(item)) for item in pen.topic.items)
    yield heading("早見表", 2)
    yield pen.table()
    yield pen.image()
    yield heading("この手引について", 2)
    yield from pen.closings()


def _report(pen: _Pen) -> Iterator[Block]:
    yield heading("要旨", 1)
    yield pen.phrase("opening")
    for number, point in enumerate(pen.topic.points, 1):
        yield heading(f"{number} {point.heading}", 1)
        yield paragraph(point.text)
        yield pen.phrase("talk", point.heading)
        if number < len(pen.topic.points):
            yield pen.phrase("talk", point.heading)
    yield heading("表と図", 2)
    yield pen.table()
    yield pen.image()
    yield heading("これからの取組", 1)
    yield from (NumberedItem(text(item)) for item in pen.topic.items)
    yield from pen.closings()


_BUILDS: dict[str, Callable[[_Pen], Iterator[Block]]] = {
    "minutes": _minutes,
    "specification": _specification,
    "notice": _notice,
    "rules": _rules,
    "guide": _guide,
    "report": _report,
}
