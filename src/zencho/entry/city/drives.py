"""The shared drives of all sections and the own drives of the personas, filled with documents and files."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files
from random import Random
from typing import Any, get_args

from zencho.entry.city import cast
from zencho.entry.city.contents import make_file
from zencho.entry.city.shapes import Group, Label, Person, Post, Principal, Stored, Writing
from zencho.entry.city.shelf import Hand, OfficeHours, Shelf
from zencho.entry.city.texts import Setting, write_document, write_memo
from zencho.entry.city.topics import Topic, calendar_words, load_topics
from zencho.entry.city.units import Organisation


@dataclass(frozen=True)
class Town:
    """Everything the drives are filled from."""

    seed: int
    today: date
    organisation: Organisation
    people: tuple[Person, ...]
    posts: tuple[Post, ...]

    @cached_property
    def by_number(self) -> dict[str, Person]:
        """People by 職員番号."""
        return {person.number: person for person in self.people}

    @cached_property
    def crews(self) -> dict[str, tuple[Person, ...]]:
        """Who works in each unit and below it today, second posts and the absent 田中 left out."""
        found: defaultdict[str, list[Person]] = defaultdict(list)
        for post in self.posts:
            is_current = post.starts_on <= self.today <= (post.ends_on or self.today)
            if post.is_concurrent or not is_current or post.person == cast.TANAKA:
                continue
            key = post.unit
            while key:
                found[key].append(self.by_number[post.person])
                key = key.rpartition("/")[0]
        return {key: tuple(crew) for key, crew in found.items()}

    def crew(self, topic: Topic) -> tuple[Person, ...]:
        """Who writes about a topic."""
        crew = self.crews[topic.team]
        return tuple(person for person in crew if person.name in topic.writers) if topic.writers else crew

    def random(self, key: str) -> Random:
        """A stream of chance for one thing, so that adding a thing leaves all others as they were."""
        return Random(f"{self.seed}:{key}")  # noqa: S311 - sample data, no secret

    def managers(self, unit: str) -> list[str]:
        """The head of a section and its 庶務担当."""
        ranks = {"section-head", "senior-clerk"}
        return [
            post.person
            for post in self.posts
            if post.unit == unit
            and post.rank in ranks
            and not post.is_concurrent
            and post.starts_on <= self.today <= (post.ends_on or self.today)
            and (post.rank == "section-head" or post.title == "庶務担当")
        ]


def drive_key(unit: str) -> str:
    """The key of a section's shared drive."""
    return f"drive:{unit}"


def own_key(number: str) -> str:
    """The key of a person's own drive."""
    return f"own:{number}"


def read_holdings() -> dict[str, Any]:
    """The tables of `holdings.toml`."""
    return tomllib.loads((files("zencho.entry.city") / "holdings.toml").read_text("utf-8"))


def fill_drives(town: Town) -> Shelf:
    """Every shared drive with its folders, documents and files, then the own drives of the personas."""
    shelf = Shelf(OfficeHours(town.today))
    holdings = read_holdings()
    words = calendar_words(town.today)
    skeleton = [tuple(path.format(**words).split("/")) for path in holdings["skeleton"]]
    for staffing in town.organisation.staffing:
        unit = town.organisation.named(staffing.unit)
        if not unit.duty:  # facilities use the drive of their section
            continue
        root = _open_drive(town, shelf, unit.key, unit.name)
        for path in skeleton:
            shelf.folder(root, path)
    for path in holdings["contracts"]:
        shelf.folder(drive_key(cast.CONTRACTS), tuple(path.format(**words).split("/")))
    topics = {topic.key: topic for topic in load_topics(town.today)}
    writings = {topic.key: _put_document(town, shelf, topic) for topic in topics.values()}
    for topic, writing, name, label, folder in _listed_files(holdings, topics, writings, words):
        _put_file(town, shelf, topic, writing, name, label, folder)
    _fill_own_drives(town, shelf, holdings, topics)
    return shelf


def read_groups(town: Town) -> tuple[Group, ...]:
    """The groups of `holdings.toml`, inner ones first."""
    numbers = {town.by_number[persona.person].name: persona.person for persona in cast.PERSONAS}
    numbers |= {persona.host: persona.person for persona in cast.PERSONAS}
    numbers |= {role.person.name: role.person.number for role in cast.CAST}
    groups = []
    for line in read_holdings()["groups"].strip().splitlines():
        key, name, reading, owner, members = (cell.strip() for cell in line.split("|"))
        groups.append(Group(key, name, reading, numbers[owner], tuple(_members(members, numbers))))
    return tuple(groups)


def _members(cell: str, numbers: dict[str, str]) -> Iterator[Principal]:
    for word in (part.strip() for part in cell.split(",")):
        kind, colon, key = word.partition(":")
        if not colon:
            yield Principal("person", numbers[word])
        else:
            yield Principal("group" if kind == "group" else "unit", key)


def _open_drive(town: Town, shelf: Shelf, unit: str, name: str) -> str:
    random = town.random(unit)
    managers = town.managers(unit)
    hand = Hand(managers[0], shelf.hours.founding(random))
    root = shelf.add_root(drive_key(unit), name, Principal("unit", unit), hand)
    shelf.share(root, Principal("unit", unit), "editor", hand)
    shelf.share(root, (Principal("person", number) for number in managers), "manager", hand)
    return root


def _put_document(town: Town, shelf: Shelf, topic: Topic) -> Writing:
    random = town.random(topic.key)
    crew = town.crew(topic)
    writing = write_document(random, topic, _setting(town, topic))
    folder = shelf.folder(drive_key(topic.unit), topic.folder)
    made = Hand(random.choice(crew).number, shelf.hours.moment(random))
    changed = Hand(random.choice(crew).number, shelf.hours.moment(random, earliest=made.moment))
    scene = _scenes(shelf.hours).get(topic.key)
    if scene:
        made, changed = scene
    key = shelf.put(folder, topic.title, writing, made=made, changed=changed)
    _let_colleagues_look(town, shelf, key, topic)
    return writing


def _setting(town: Town, topic: Topic) -> Setting:
    known = tuple(role.person for role in cast.CAST)
    return Setting(town.organisation.named(topic.unit).name, town.crew(topic), known, town.today)


def _scenes(hours: OfficeHours) -> dict[str, tuple[Hand, Hand]]:
    """What the pictures tell of: who wrote the documents of the contract section last, and when."""
    return {
        "team-minutes": (
            Hand(cast.SATO, hours.before_today(1, 16, 20)),
            Hand(cast.SUZUKI, hours.before_today(1, 17, 55)),
        ),
        "cleaning-specification": (
            Hand(cast.SUZUKI, hours.before_today(2, 17, 2)),
            Hand(cast.SATO, hours.before_today(1, 17, 42)),
        ),
        "bidder-registration": (
            Hand(cast.TAKAHASHI, hours.before_today(3, 9, 15)),
            Hand(cast.TAKAHASHI, hours.before_today(1, 17, 20)),
        ),
        "next-year-contracts": (
            Hand(cast.WATANABE, hours.before_today(2, 10, 5)),
            Hand(cast.WATANABE, hours.before_today(1, 15, 12)),
        ),
    }


def _listed_files(
    holdings: dict[str, Any], topics: dict[str, Topic], writings: dict[str, Writing], words: dict[str, str]
) -> Iterator[tuple[Topic, Writing, str, Label, tuple[str, ...]]]:
    labels: dict[str, Label] = {label: label for label in get_args(Label)}
    for line in holdings["files"].strip().splitlines():
        key, name, label, folder = (cell.strip().format(**words) for cell in line.split("|"))
        topic = topics[key]
        yield topic, writings[key], name, labels[label], tuple(folder.split("/")) if folder else topic.folder


def _put_file(
    town: Town, shelf: Shelf, topic: Topic, writing: Writing, name: str, label: Label, folder: Sequence[str]
) -> None:
    random = town.random(f"{topic.key}:{name}")
    made = Hand(random.choice(town.crew(topic)).number, shelf.hours.moment(random))
    if "みほんビルサービス" in name:
        made = Hand(cast.SATO, shelf.hours.before_today(1, 16, 10))
    content = make_file(random, name, topic, writing.blocks, town.today)
    key = shelf.put(
        shelf.folder(drive_key(topic.unit), tuple(folder)),
        name,
        content,
        made=made,
        changed=made,
        label=label,
    )
    _let_colleagues_look(town, shelf, key, topic)


def _fill_own_drives(town: Town, shelf: Shelf, holdings: dict[str, Any], topics: dict[str, Topic]) -> None:
    numbers = {persona.host: persona.person for persona in cast.PERSONAS if persona.person != cast.ONISHI}
    for number in numbers.values():
        hand = Hand(number, shelf.hours.founding(town.random(number)))
        shelf.add_root(own_key(number), "マイドライブ", Principal("person", number), hand)
    for line in holdings["own"].strip().splitlines():
        host, path, key = (cell.strip() for cell in line.split("|"))
        number, topic = numbers[host], topics[key]
        random = town.random(f"{host}:{path}")
        *folder, name = path.split("/")
        if "." in name:
            whole = write_document(random, topic, _setting(town, topic))
            content: Writing | Stored = make_file(random, name, topic, whole.blocks, town.today)
        else:
            content = write_memo(topic)
        made = Hand(number, shelf.hours.moment(random))
        changed = Hand(number, shelf.hours.moment(random, earliest=made.moment))
        shelf.put(shelf.folder(own_key(number), tuple(folder)), name, content, made=made, changed=changed)


def _let_colleagues_look(town: Town, shelf: Shelf, key: str, topic: Topic) -> None:
    """Two of those who work on the topic opened the thing since it changed last."""
    random = town.random(f"look:{key}")
    crew = town.crew(topic)
    for person in random.sample(crew, min(2, len(crew))):
        shelf.visit(key, person.number, shelf.hours.moment(random, earliest=shelf.things[key].modified_at))
