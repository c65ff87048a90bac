"""The organisation of みほん市, read from `units.toml`, with facilities until everybody has a place."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import product

from zencho.entry.city.shapes import Unit, UnitKind

AGENCY = "mihon"
WARDS = ("chuo-ku", "midori-ku", "minato-ku")
#: Sections grow to at most this many times their usual staff; what is left works in facilities.
MOST_GROWTH = 1.6
_BUILDINGS = ("本庁舎1階", "本庁舎2階", "本庁舎3階", "本庁舎4階", "分庁舎")


@dataclass(frozen=True, slots=True)
class Staffing:
    """How many people belong straight into a section, and how many into each of its teams."""

    unit: str
    direct: int
    teams: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """Units, parents first, with the staff of every section and facility."""

    units: tuple[Unit, ...]
    staffing: tuple[Staffing, ...]

    def named(self, key: str) -> Unit:
        """The unit of that key; KeyError when there is none."""
        return {unit.key: unit for unit in self.units}[key]


@dataclass(frozen=True, slots=True)
class _Section:
    unit: Unit
    share: int
    is_exact: bool
    teams: tuple[tuple[Unit, int | None], ...]


def build_organisation(staff: int) -> Organisation:
    """A tree in which `staff` people, the heads of bureaus, wards and departments included, find places."""
    table = tomllib.loads((files("zencho.entry.city") / "units.toml").read_text("utf-8"))
    units = [Unit(AGENCY, None, "agency", "みほん市役所", "みほんしやくしょ", "Mihon City Hall")]
    sections: list[_Section] = []
    _read(table["tree"], AGENCY, units, sections)
    for ward in WARDS:
        _read(table["ward"], ward, units, sections)
    left = staff - heads(units)
    exact = sum(section.share for section in sections if section.is_exact)
    shares = sum(section.share for section in sections if not section.is_exact)
    growth = min((left - exact) / shares, MOST_GROWTH)
    sizes = [
        section.share if section.is_exact else max(3, int(section.share * growth)) for section in sections
    ]
    left -= sum(sizes)
    if growth < MOST_GROWTH:
        _hand_out(left, sections, sizes)
        left = 0
    staffing = [_staff(section, size) for section, size in zip(sections, sizes, strict=True)]
    for unit, size in _facilities(table, left):
        units.append(unit)
        staffing.append(Staffing(unit.key, size, ()))
    return Organisation(tuple(units), tuple(staffing))


def heads(units: list[Unit]) -> int:
    """How many people lead: three at the top, two in each bureau and ward, one in each department."""
    each = {"agency": 3, "bureau": 2, "ward": 2, "department": 1}
    return sum(each.get(unit.kind, 0) for unit in units)


def _read(table: str, root: str, units: list[Unit], sections: list[_Section]) -> None:
    path = [root]
    for line in table.strip().splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        slug, kind, name, reading, english, *rest = (cell.strip() for cell in line.split("|"))
        del path[depth + 1 :]
        parent = path[-1]
        key = slug if parent == AGENCY else f"{parent}/{slug}"
        path.append(key)
        duty = rest[1] if len(rest) > 1 else ""
        place = (
            f"{_ward_name(units, root)}役所"
            if root != AGENCY
            else _BUILDINGS[len(sections) % len(_BUILDINGS)]
        )
        telephone = f"{2000 + 10 * len(sections)}"
        if slug == "keiyaku-kanri":
            place, telephone = "本庁舎3階", "2311"
        if not rest:
            place = telephone = ""
        unit = Unit(key, parent, _kind(kind), name, reading, english, duty, place, telephone)
        units.append(unit)
        if rest:
            teams = tuple(_teams(unit, rest[2])) if len(rest) > 2 else ()
            units.extend(team for team, _ in teams)
            sections.append(_Section(unit, int(rest[0].rstrip("!")), rest[0].endswith("!"), teams))


def _ward_name(units: list[Unit], key: str) -> str:
    return next(unit.name for unit in units if unit.key == key)


def _kind(word: str) -> UnitKind:
    kinds: dict[str, UnitKind] = {
        "bureau": "bureau",
        "ward": "ward",
        "department": "department",
        "section": "section",
    }
    return kinds[word]


def _teams(section: Unit, cell: str) -> Iterator[tuple[Unit, int | None]]:
    for team in cell.split(";"):
        slug, name, reading, english, *size = team.strip().split(":")
        key = f"{section.key}/{slug}"
        unit = Unit(key, section.key, "team", name, reading, english, place=section.place)
        yield unit, int(size[0]) if size else None


def _hand_out(left: int, sections: list[_Section], sizes: list[int]) -> None:
    """Bring the sizes to the right sum, one person at a time, where the number is not exact."""
    step = 1 if left > 0 else -1
    free = [place for place, section in enumerate(sections) if not section.is_exact]
    turn = 0
    while left:
        place = free[turn % len(free)]
        if sizes[place] + step >= 3:
            sizes[place] += step
            left -= step
        turn += 1


def _staff(section: _Section, size: int) -> Staffing:
    if not section.teams:
        return Staffing(section.unit.key, size, ())
    # 課長, and in larger sections a 主幹 and the 庶務担当, belong to no team.
    direct = 3 if size >= 13 else 1
    open_teams = sum(1 for _, fixed in section.teams if fixed is None)
    rest = size - direct - sum(fixed or 0 for _, fixed in section.teams)
    teams: list[tuple[str, int]] = []
    for unit, fixed in section.teams:
        if fixed is not None:
            teams.append((unit.key, fixed))
            continue
        share = -(-rest // open_teams)
        teams.append((unit.key, share))
        rest, open_teams = rest - share, open_teams - 1
    return Staffing(section.unit.key, direct, tuple(teams))


def _facilities(table: dict[str, str], left: int) -> Iterator[tuple[Unit, int]]:
    """Nursery schools, schools, fire substations and community centres in turn, for the people still left."""
    kinds = [
        tuple(cell.strip() for cell in line.split("|")) for line in table["facility"].strip().splitlines()
    ]
    places = [tuple(cell.split()) for cell in table["places"].replace("\n", "").split(",") if cell.strip()]
    turns = (("", "", ""), ("2", "第二", "だいに"), ("east", "東", "ひがし"), ("west", "西", "にし"))
    for number, (turn, place, kind) in enumerate(product(turns, places, kinds)):
        if left <= 0:
            return
        slug, word, reading, english, usual = kind[:5]
        size = min(left, int(usual)) if left >= int(usual) + 3 or left <= int(usual) else left - 3
        left -= size
        ward = WARDS[number % len(WARDS)]
        yield (
            Unit(
                f"{ward}/{place[0]}{turn[0]}-{slug}",
                ward,
                "section",
                f"{place[1]}{turn[1]}{word}",
                f"{place[2]}{turn[2]}{reading}",
                f"{place[0].capitalize()} {english}{' ' + turn[0].capitalize() if turn[0] else ''}",
            ),
            size,
        )
    if left > 0:
        message = f"no place for {left} people: the sample city holds about 22,000"
        raise ValueError(message)
