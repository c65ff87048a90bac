"""The drives of the sample city: files that open, times that make sense, rights that lead somewhere."""

import csv
import io
import struct
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator
from datetime import timedelta
from zipfile import ZipFile

import docx
import pytest

from zencho.documents.blocks import ATTACHED, Image, walk
from zencho.entry.city import cast
from zencho.entry.city.days import is_working_day
from zencho.entry.city.shapes import City, Stored, Thing, Writing
from zencho.entry.city.sharing import contract_work


def files(city: City, extension: str) -> Iterator[tuple[Thing, bytes]]:
    for thing in city.things:
        if isinstance(thing.content, Stored) and thing.name.endswith(f".{extension}"):
            yield thing, thing.content.content


@pytest.mark.parametrize("extension", ["docx", "xlsx", "pptx"])
def test_office_files_are_whole_packages(city: City, extension: str) -> None:
    found = list(files(city, extension))
    assert found
    for thing, content in found:
        with ZipFile(io.BytesIO(content)) as package:
            assert package.testzip() is None
            names = set(package.namelist())
            for name in names:
                if not name.endswith((".xml", ".rels")):
                    continue
                root = ET.fromstring(package.read(name))
                if name.endswith(".rels"):
                    assert not _missing(name, root, names), thing.name
            assert {entry.date_time for entry in package.infolist()} == {(2026, 4, 1, 9, 0, 0)}


def _missing(name: str, root: ET.Element, names: set[str]) -> list[str]:
    """Targets of a .rels part that are not in the package."""
    folder = name.split("_rels/")[0]
    targets = []
    for link in root:
        if link.get("TargetMode") == "External":
            continue
        path = folder.strip("/").split("/") if folder else []
        for step in link.attrib["Target"].lstrip("/").split("/"):
            path = path[:-1] if step == ".." else [*path, step]
        whole = "/".join(part for part in path if part)
        if link.attrib["Target"].startswith("/"):
            whole = link.attrib["Target"].lstrip("/")
        if whole not in names:
            targets.append(whole)
    return targets


def test_word_files_hold_headings_and_a_table(city: City) -> None:
    for thing, content in files(city, "docx"):
        document = docx.Document(io.BytesIO(content))
        assert document.tables, thing.name
        assert len([line for line in document.paragraphs if line.style.name.startswith("Heading")]) >= 3


def test_pdf_files_have_a_true_table_of_places(city: City) -> None:
    for thing, content in files(city, "pdf"):
        start = int(content.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
        table = content[start:].split(b"\n")
        assert table[0] == b"xref", thing.name
        count = int(table[1].split()[1])
        for number, line in enumerate(table[3 : 2 + count], 1):
            place = int(line.split()[0])
            assert content[place:].startswith(f"{number} 0 obj".encode())
        pages = content.count(b"/Type /Page ")
        assert f"/Count {pages}".encode() in content
        for part in content.split(b"/Length ")[1:]:
            size = int(part.split(b" ")[0])
            assert part.split(b"stream\n", 1)[1][size:].startswith(b"\nendstream")


def test_pictures_and_tables_of_commas_can_be_read(city: City) -> None:
    for thing, content in files(city, "csv"):
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert len(rows) >= 3, thing.name
        assert len({len(row) for row in rows}) == 1
    for _, content in files(city, "png"):
        _read_png(content)
    for thing in city.things:
        if isinstance(thing.content, Writing):
            keys = {picture.key for picture in thing.content.pictures}
            urls = {block.url for block in walk(thing.content.blocks) if isinstance(block, Image)}
            assert urls == {f"{ATTACHED}{key}" for key in keys}
            for picture in thing.content.pictures:
                _read_png(picture.content)


def _read_png(content: bytes) -> None:
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    size = struct.unpack(">I", content[33:37])[0]
    assert len(zlib.decompress(content[41 : 41 + size])) == height * (width * 3 + 1)


def test_edits_fall_into_office_hours_of_the_three_weeks_before(city: City) -> None:
    first = city.today - timedelta(days=21)
    contents = [thing for thing in city.things if thing.content is not None]
    for thing in contents:
        assert thing.created_at <= thing.modified_at
        day, clock = thing.modified_at.date(), thing.modified_at.time()
        assert first <= day < city.today
        assert is_working_day(day)
        assert (8, 30) <= (clock.hour, clock.minute) <= (18, 30)
    assert len({thing.modified_at.date() for thing in contents}) >= 10
    for thing in city.things:
        assert thing.parent is None or thing.created_at > _by_key(city)[thing.parent].created_at


def test_visits_and_grants_come_after_what_they_concern(city: City) -> None:
    things = _by_key(city)
    assert all(visit.opened_at >= things[visit.thing].created_at for visit in city.visits)
    assert all(grant.granted_at >= things[grant.thing].created_at for grant in city.grants)
    assert all(grant.granted_at.date() < city.today for grant in city.grants)


def test_those_who_work_on_a_thing_may_see_it(city: City) -> None:
    """Visits, mentions and changes come from people with a grant; requests from people without one."""
    rights = Rights(city)
    for visit in city.visits:
        assert rights.roles(visit.person, visit.thing), (visit.person, visit.thing)
    for mention in city.mentions:
        assert rights.roles(mention.person, mention.thing), (mention.person, mention.thing)
    for thing in city.things:
        assert rights.roles(thing.modified_by, thing.key) & {"editor", "manager"}, thing.key
    for request in city.requests:
        assert not rights.roles(request.person, request.thing), request


def test_something_waits_for_the_personas(city: City) -> None:
    rights = Rights(city)
    things = _by_key(city)
    waiting = {persona.person: 0 for persona in city.personas}
    for request in city.requests:
        for number in waiting:
            waiting[number] += "manager" in rights.roles(number, request.thing)
    for mention in city.mentions:
        if mention.person in waiting:
            waiting[mention.person] += 1
    for grant in city.grants:
        owner = things[grant.thing].owner
        if grant.principal.key in waiting and owner.kind == "person" and owner.key != grant.principal.key:
            waiting[grant.principal.key] += 1
    assert all(waiting[number] for number in waiting if number != cast.ONISHI), waiting
    assert waiting[cast.SATO] >= 4


def test_the_guest_sees_one_folder_and_nothing_else(city: City) -> None:
    rights = Rights(city)
    seen = {thing.key for thing in city.things if rights.roles(cast.ONISHI, thing.key, with_everyone=False)}
    assert seen == {f"{contract_work(city.today)}/受け取ったもの"}


def test_finance_reads_the_contracts_but_not_what_was_closed(city: City) -> None:
    rights = Rights(city)
    work = contract_work(city.today)
    inside = {thing.name: rights.roles(cast.ITO, thing.key) for thing in city.things if thing.parent == work}
    assert inside["庁舎清掃業務委託 仕様書(案)"] == {"viewer"}
    assert not inside["見積書_みほんビルサービス.pdf"]
    assert not inside["11月24日 契約係 係会議 議事録"]
    closed = next(thing for thing in city.things if thing.name.startswith("令和8年度 指名業者選定委員会"))
    readers = {person.number for person in city.people if rights.roles(person.number, closed.key)}
    assert len(readers) == 5


class Rights:
    """A plain reading of the grants, written apart from the product's gate."""

    def __init__(self, city: City) -> None:
        self._things = _by_key(city)
        self._units: dict[str, set[str]] = {}
        for post in city.posts:
            if post.starts_on <= city.today <= (post.ends_on or city.today):
                path = post.unit.split("/")
                self._units.setdefault(post.person, set()).update(
                    "/".join(path[:end]) for end in range(1, len(path) + 1)
                )
        self._groups = {group.key: group for group in city.groups}
        self._grants: dict[str, list[tuple[str, str, str]]] = {}
        for grant in city.grants:
            if grant.ends_on is None or grant.ends_on >= city.today:
                entry = (grant.principal.kind, grant.principal.key, grant.role)
                self._grants.setdefault(grant.thing, []).append(entry)

    def roles(self, person: str, key: str, *, with_everyone: bool = True) -> set[str]:
        found: set[str] = set()
        at: str | None = key
        while at is not None:
            thing = self._things[at]
            for kind, whom, role in self._grants.get(at, ()):
                if (with_everyone or kind != "everyone") and self._is_one_of(person, kind, whom):
                    found.add(role)
            if thing.owner.kind == "person" and thing.owner.key == person:
                found.add("manager")
            at = thing.parent if thing.is_inheriting else None
        return found

    def _is_one_of(self, person: str, kind: str, whom: str) -> bool:
        match kind:
            case "everyone":
                return True
            case "person":
                return person == whom
            case "unit":
                return whom in self._units.get(person, set())
            case _:
                members = self._groups[whom].members
                return any(self._is_one_of(person, member.kind, member.key) for member in members)


def _by_key(city: City) -> dict[str, Thing]:
    return {thing.key: thing for thing in city.things}
