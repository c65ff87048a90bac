"""Where the things of the city are put while it is built: folders come to be as their paths are asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from zencho.entry.city.days import at, working_day_from, working_days_before
from zencho.entry.city.shapes import Grant, Label, Principal, Role, Stored, Thing, Visit, Writing

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hand:
    """Who did something, and when."""

    person: str
    moment: datetime


class OfficeHours:
    """Moments in the three weeks before a day: working days from 8:30 to 18:30, the last days busier."""

    def __init__(self, today: date) -> None:
        self.days = working_days_before(today, weeks=3)
        self.first = at(self.days[0], 8, 30)
        self.founded = working_day_from(self.days[0] - timedelta(days=60))

    def moment(self, random: Random, *, earliest: datetime | None = None) -> datetime:
        """Some moment, not before `earliest`."""
        begin = (earliest or self.first) + timedelta(minutes=2)
        days = [day for day in self.days if day >= begin.date()] or [self.days[-1]]
        day = random.choices(days, weights=range(1, len(days) + 1))[0]
        found = at(day, 8, 30) + timedelta(seconds=random.randrange(10 * 3600))
        closing = at(day, 18, 30)
        return found if found > begin else min(max(begin, at(day, 8, 30)), closing)

    def before_today(self, days: int, hour: int, minute: int) -> datetime:
        """A moment on the `days`-th working day before today."""
        return at(self.days[-days], hour, minute)

    def founding(self, random: Random) -> datetime:
        """When folders were made: some weeks before anything was put into them."""
        return at(self.founded, 9) + timedelta(minutes=random.randrange(400))


@dataclass(slots=True)
class Shelf:
    """Things in the order they were put, keyed by their whole path; grants and visits beside them."""

    hours: OfficeHours
    things: dict[str, Thing] = field(default_factory=dict)
    grants: list[Grant] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)

    def add_root(self, key: str, name: str, owner: Principal, hand: Hand) -> str:
        """A shared drive of a unit, or somebody's own drive."""
        self.things[key] = Thing(
            key, "folder", name, None, owner, hand.person, hand.moment, hand.person, hand.moment
        )
        return key

    def folder(self, root: str, path: Path) -> str:
        """The key of the folder at `path` below `root`, made on the way where it is missing."""
        parent = root
        for name in path:
            key = f"{parent}/{name}"
            if key not in self.things:
                above = self.things[parent]
                hand = Hand(above.created_by, above.created_at + timedelta(minutes=3))
                self._put(key, "folder", name, parent, hand, hand, "2", content=None)
            parent = key
        return parent

    def existing(self, root: str, path: Path) -> str:
        """The key of the folder at `path`; KeyError when nothing lies there."""
        return self.things["/".join((root, *path))].key

    def put(
        self,
        parent: str,
        name: str,
        content: Writing | Stored,
        *,
        made: Hand,
        changed: Hand,
        label: Label = "2",
    ) -> str:
        """A document or a file in a folder; the folders above it take over the time of the change."""
        key = f"{parent}/{name}"
        kind = "document" if isinstance(content, Writing) else "file"
        self._put(key, kind, name, parent, made, changed, label, content)
        above: str | None = parent
        while above is not None:
            folder = self.things[above]
            if folder.modified_at < changed.moment:
                self.things[above] = replace(folder, modified_by=changed.person, modified_at=changed.moment)
            above = folder.parent
        self.visits.append(Visit(key, changed.person, changed.moment))
        return key

    def stop_inheriting(self, key: str) -> None:
        """From here on only the grants on the thing itself count."""
        self.things[key] = replace(self.things[key], is_inheriting=False)

    def share(
        self,
        key: str,
        principals: Principal | Iterable[Principal],
        role: Role,
        hand: Hand,
        *,
        ends_on: date | None = None,
    ) -> None:
        """Grant a role on a thing to somebody, or to several."""
        whom = (principals,) if isinstance(principals, Principal) else principals
        moment = max(hand.moment, self.things[key].created_at)
        self.grants.extend(Grant(key, one, role, hand.person, moment, ends_on) for one in whom)

    def visit(self, key: str, person: str, moment: datetime) -> None:
        """Somebody opened a thing, never before it was there."""
        self.visits.append(Visit(key, person, max(moment, self.things[key].created_at)))

    def _put(
        self,
        key: str,
        kind: str,
        name: str,
        parent: str,
        made: Hand,
        changed: Hand,
        label: Label,
        content: Writing | Stored | None,
    ) -> None:
        if key in self.things:
            message = f"two things at {key}"
            raise ValueError(message)
        self.things[key] = Thing(
            key,
            "folder" if kind == "folder" else "document" if kind == "document" else "file",
            name,
            parent,
            self.things[parent].owner,
            made.person,
            made.moment,
            changed.person,
            changed.moment,
            label,
            content=content,
        )
