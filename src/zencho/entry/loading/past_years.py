"""What lies in a city hall's drives from past years: as many files as asked, to try the product at its size.

Every shared drive gets 過年度 with a folder for each year and matter; the drive of the contract section one
folder of ten thousand besides. The files' bytes are a few that all of them name, so that each opens, and a
million take no room on the disk.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import islice, product
from random import Random
from uuid import UUID

from zencho.drive import rules
from zencho.drive.actions.rows import Content, Made, NewRow, insert_files
from zencho.drive.actions.trees import ensure_folder
from zencho.entry.city import cast
from zencho.entry.city.contents import make_file
from zencho.entry.city.days import at, fiscal_year, reiwa
from zencho.entry.city.drives import drive_key
from zencho.entry.city.shapes import City
from zencho.entry.city.texts import Setting, write_document
from zencho.entry.city.topics import Topic, load_topics
from zencho.entry.loading.load import Loaded
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.actors import System
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Database

PAPERS = ("起案", "伺い", "通知", "回答", "調書", "議事録", "資料", "名簿", "内訳", "報告", "写し", "控え")
ENDINGS = ("docx", "xlsx", "pdf", "csv")
YEARS, IN_A_FOLDER, LONG_FOLDER, AT_ONCE = 5, 200, 10_000, 1_000
Progress = Callable[[int, int], None]


async def fill_past_years(
    database: Database, city: City, loaded: Loaded, wanted: int, progress: Progress
) -> None:
    """Put `wanted` files into the shared drives, folder by folder, each folder a transaction."""
    topics = load_topics(city.today)
    contents = await _keep_contents(database, city, topics)
    drives = [thing.key for thing in city.things if thing.parent is None and thing.owner.kind == "unit"]
    done = 0
    by = loaded.people[cast.SATO]
    for drive, path, count in _places(drives, topics, city, wanted):
        names = _names(path[-1], count)
        while some := list(islice(names, AT_ONCE)):
            await _put(
                database, loaded.things[drive], path, [_row(city, by, contents, name) for name in some]
            )
            done += len(some)
            progress(done, wanted)


def _places(
    drives: Sequence[str], topics: Sequence[Topic], city: City, wanted: int
) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Drive, path and number of files of each folder, until all are placed."""
    year = fiscal_year(city.today)
    left = wanted
    if left >= 2 * LONG_FOLDER:
        yield drive_key(cast.CONTRACTS), ("過年度", "窓口受付票"), LONG_FOLDER
        left -= LONG_FOLDER
    matters = sorted({topic.subject.replace("/", "・") for topic in topics})
    for matter, back, drive in product(matters, range(1, YEARS + 1), drives):
        if left <= 0:
            return
        # With the city's own subjects exhausted, more of each.
        count = min(left, max(IN_A_FOLDER, wanted // (len(matters) * YEARS * len(drives)) + 1))
        yield drive, ("過年度", f"{reiwa(year - back)}年度", matter), count
        left -= count


def _names(matter: str, count: int) -> Iterator[str]:
    for number in range(count):
        paper = PAPERS[number % len(PAPERS)]
        yield f"{number + 1:05} {matter[:24]} {paper}.{ENDINGS[number // len(PAPERS) % len(ENDINGS)]}"


async def _keep_contents(database: Database, city: City, topics: Sequence[Topic]) -> dict[str, Content]:
    random = Random(city.name)  # noqa: S311 - sample data, no secret
    topic = next(each for each in topics if each.genre == "report")
    known = tuple(role.person for role in cast.CAST)
    whole = write_document(random, topic, Setting(topic.unit, known, known, city.today))
    contents = {}
    for ending in ENDINGS:
        made = make_file(random, f"{topic.title}.{ending}", topic, whole.blocks, city.today)
        kept = await database.blobs.put_bytes(made.content)
        contents[ending] = Content(kept.id, kept.size_bytes, kept.sha256, made.media_type)
    return contents


def _row(city: City, by: UUID, contents: dict[str, Content], name: str) -> NewRow:
    chance = Random(name)  # noqa: S311 - sample data, no secret
    day = city.today.replace(day=1) - timedelta(days=chance.randrange(30, 365 * YEARS))
    made = Made(by, at(day, 8 + chance.randrange(9), chance.randrange(60)))
    return NewRow(Ref("file", new_id()), name, contents[name.rpartition(".")[2]], made)


async def _put(database: Database, drive: UUID, path: tuple[str, ...], rows: Sequence[NewRow]) -> None:
    async with database.work(System("sample-city")) as work:
        root = await gate.open(work, rules.FOLDER_ADD, drive)
        folder = (await ensure_folder(root, path))[path]
        await sharing.add_things(folder, [row.ref for row in rows])
        await insert_files(folder, rows)
        # Nobody listens yet, and these are found by their names.
        work.announced.clear()
