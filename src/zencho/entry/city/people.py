"""The staff of みほん市: who works where, since when, as what; who is away and who stands in."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from zencho.entry.city import cast
from zencho.entry.city.days import fiscal_year, shift_working_days, working_day_from
from zencho.entry.city.names import draw_given_names, draw_surnames
from zencho.entry.city.ranks import BY_KEY
from zencho.entry.city.shapes import Absence, Person, Post
from zencho.entry.city.units import AGENCY, Organisation, Staffing


@dataclass(frozen=True, slots=True)
class Staff:
    """People with their posts and absences, the cast first."""

    people: tuple[Person, ...]
    posts: tuple[Post, ...]
    absences: tuple[Absence, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    unit: str
    rank: str
    title: str


def build_staff(random: Random, organisation: Organisation, today: date) -> Staff:
    """Fill every place of the organisation; a few people hold a second post or are away."""
    places = list(_places(organisation))
    actors = list(cast.CAST)
    filled: list[tuple[_Place, Person]] = []
    open_places: list[_Place] = []
    for place in places:
        role = next((one for one in actors if (one.unit, one.rank) == (place.unit, place.rank)), None)
        if role is None:
            open_places.append(place)
            continue
        actors.remove(role)
        filled.append((_Place(place.unit, place.rank, role.title or place.title), role.person))
    if actors:
        message = f"no place for {actors[0].person.number} in {actors[0].unit}"
        raise ValueError(message)
    filled.extend(zip(open_places, _strangers(random, len(open_places)), strict=True))
    main = [_main_post(random, place, person, today) for place, person in filled]
    posts = [*main, *_other_posts(random, main, today)]
    people = (*(person for _, person in filled), cast.GUEST)
    return Staff(people, tuple(posts), tuple(_absences(random, main, today)))


def _places(organisation: Organisation) -> Iterator[_Place]:
    for unit in organisation.units:
        match unit.kind:
            case "agency":
                yield _Place(AGENCY, "mayor", "市長")
                yield from (_Place(AGENCY, "vice-mayor", "副市長") for _ in range(2))
            case "bureau":
                head = "室長" if unit.name.endswith("室") else "事務局長" if "事務局" in unit.name else "局長"
                yield _Place(unit.key, "bureau-chief", head)
                yield _Place(unit.key, "department-adviser", "参事")
            case "ward":
                yield _Place(unit.key, "ward-mayor", "区長")
                yield _Place(unit.key, "deputy-ward-mayor", "副区長")
            case "department":
                yield _Place(unit.key, "department-chief", f"{unit.name}長")
            case _:
                continue
    names = {unit.key: unit.name for unit in organisation.units}
    for staffing in organisation.staffing:
        yield from _section_places(staffing, names)


def _section_places(staffing: Staffing, names: dict[str, str]) -> Iterator[_Place]:
    name = names[staffing.unit]
    yield _Place(staffing.unit, "section-head", _head_title(name))
    if staffing.teams:
        aides = (("section-adviser", "主幹"), ("senior-clerk", "庶務担当"))[: staffing.direct - 1]
        yield from (_Place(staffing.unit, rank, title) for rank, title in aides)
    else:
        yield from (_Place(staffing.unit, rank, BY_KEY[rank].name) for rank in _crew(staffing.direct - 1))
    for team, size in staffing.teams:
        if not size:  # a project team of second posts only
            continue
        yield _Place(team, "team-chief", f"{names[team]}長")
        ranks = _crew(size)[1:] if team != cast.CONTRACT_TEAM else ("senior-clerk", *("clerk",) * 4)
        yield from (_Place(team, rank, BY_KEY[rank].name) for rank in ranks)


def _head_title(name: str) -> str:
    for end, title in (("園", "園長"), ("学校", "校長"), ("所", "所長"), ("館", "館長")):
        if name.endswith(end):
            return title
    return f"{name}長"


def _crew(size: int) -> tuple[str, ...]:
    """The ranks of `size` people: the first is a 主査, then about a quarter each 主任 and fixed-term."""
    if size <= 0:
        return ()
    senior = max(1, size // 4) if size > 1 else 0
    fixed = size // 4
    clerks = size - 1 - senior - fixed
    return ("senior-specialist", *("senior-clerk",) * senior, *("clerk",) * clerks, *("fixed-term",) * fixed)


def _strangers(random: Random, count: int) -> Iterator[Person]:
    taken = {int(role.person.number) for role in cast.CAST} | {int(cast.ONISHI)}
    free = [number for number in range(5000, 90000) if number not in taken]
    numbers = random.sample(free, count)
    surnames, given = draw_surnames(random, count), draw_given_names(random, count)
    former = draw_surnames(random, count)
    for place, (number, surname, name) in enumerate(zip(numbers, surnames, given, strict=True)):
        is_renamed = random.random() < 0.06 and former[place].text != surname.text
        yield Person(
            f"{number:06d}",
            surname.text,
            name.text,
            surname.reading,
            name.reading,
            former[place].text if is_renamed else "",
            f"{3000 + place}",
        )


def _main_post(random: Random, place: _Place, person: Person, today: date) -> Post:
    this_year = date(fiscal_year(today), 4, 1)
    if place.rank == "fixed-term":
        return Post(person.number, place.unit, place.rank, place.title, this_year, _year_end(today))
    if person.number == cast.TANAKA:
        return Post(
            person.number, place.unit, place.rank, place.title, this_year.replace(year=this_year.year - 1)
        )
    years = random.choices((0, 1, 2, 3, 4), weights=(30, 28, 22, 14, 6))[0]
    # Those who came this April are shown as newcomers; 加藤 is the one the pictures follow.
    start = this_year.replace(year=this_year.year - (0 if person.number == cast.KATO else years))
    ends = _year_end(today) if random.random() < 0.02 else None
    return Post(person.number, place.unit, place.rank, place.title, start, ends)


def _other_posts(random: Random, main: list[Post], today: date) -> Iterator[Post]:
    """Former posts of about a third, and second posts (兼務) of a few."""
    sections = sorted({post.unit for post in main if BY_KEY[post.rank].level >= 6})
    team_start = date(fiscal_year(today), 7, 1)
    if team_start > today:
        team_start = date(fiscal_year(today), 4, 1)
    yield Post(cast.TANAKA, "zaisei/zeimu/shizei/somu", "clerk", "係員",
               date(fiscal_year(today) - 4, 4, 1), date(fiscal_year(today) - 1, 3, 31))  # fmt: skip
    for number in (cast.TANAKA, cast.OKAMOTO):
        yield Post(
            number,
            cast.BIDDING_TEAM,
            "senior-clerk",
            "主任",
            team_start,
            _year_end(today),
            is_concurrent=True,
        )
    known = {role.person.number for role in cast.CAST}
    for post in main:
        if post.person in known or post.rank in {"mayor", "vice-mayor", "fixed-term"}:
            continue
        other = random.choice(sections)
        if other == post.unit:
            continue
        if random.random() < 0.35:
            rank = "clerk" if BY_KEY[post.rank].level >= 6 else "senior-clerk"
            began = post.starts_on.replace(year=post.starts_on.year - random.randint(2, 4))
            yield Post(post.person, other, rank, BY_KEY[rank].name, began, post.starts_on - timedelta(days=1))
        elif random.random() < 0.05:
            rank = post.rank if BY_KEY[post.rank].level >= 6 else "section-adviser"
            start = max(post.starts_on, date(fiscal_year(today), 4, 1))
            yield Post(
                post.person, other, rank, BY_KEY[rank].name, start, _year_end(today), is_concurrent=True
            )


def _absences(random: Random, main: list[Post], today: date) -> Iterator[Absence]:
    colleagues: defaultdict[str, list[str]] = defaultdict(list)
    for post in main:
        colleagues[post.unit].append(post.person)
    meeting = working_day_from(today)
    yield Absence(
        cast.TANAKA, shift_working_days(meeting, -1), shift_working_days(meeting, 1), cast.TAKAHASHI
    )
    known = {role.person.number for role in cast.CAST}
    for post in main:
        others = [one for one in colleagues[post.unit] if one != post.person]
        if post.person in known or not others or random.random() > 0.03:
            continue
        first = today + timedelta(days=random.randint(-6, 12))
        last = first + timedelta(days=random.choice((0, 0, 1, 2, 4, 9)))
        yield Absence(post.person, first, last, random.choice(others))


def _year_end(today: date) -> date:
    return date(fiscal_year(today) + 1, 3, 31)
