"""One call that makes the whole sample city, the same for the same seed, size and day."""

from datetime import date

from zencho.entry.city import cast
from zencho.entry.city.drives import Town, fill_drives, read_groups
from zencho.entry.city.people import build_staff
from zencho.entry.city.ranks import RANKS
from zencho.entry.city.shapes import City
from zencho.entry.city.sharing import list_mentions, list_requests, share_contracts, share_elsewhere
from zencho.entry.city.units import build_organisation
from zencho.kernel.starting import CannotStart

# With fewer some of the cast have no place in the organisation; more find none in the facilities.
SMALLEST, LARGEST = 600, 21_000


class CitySizeUnfit(CannotStart):
    """A sample city of `people` cannot be made: from `smallest` to `largest`."""


def check_size(people: int) -> None:
    """Raises CitySizeUnfit."""
    if not SMALLEST <= people <= LARGEST:
        raise CitySizeUnfit(people=people, smallest=SMALLEST, largest=LARGEST)


def build_city(seed: int, people: int = 2000, *, today: date) -> City:
    """みほん市 on the morning of `today`, with `people` staff and one guest.

    Everything in it happened before `today`. Raises CitySizeUnfit.
    """
    check_size(people)
    organisation = build_organisation(people)
    town = Town(seed, today, organisation, (), ())
    staff = build_staff(town.random("staff"), organisation, today)
    town = Town(seed, today, organisation, staff.people, staff.posts)
    shelf = fill_drives(town)
    share_contracts(shelf, today)
    share_elsewhere(shelf, today)
    requests = tuple(list_requests(shelf, today))
    return City(
        name="みほん市",
        reading="みほんし",
        english="Mihon City",
        today=today,
        ranks=RANKS,
        units=organisation.units,
        people=staff.people,
        posts=staff.posts,
        absences=staff.absences,
        groups=read_groups(town),
        things=tuple(shelf.things.values()),
        grants=tuple(shelf.grants),
        requests=requests,
        mentions=tuple(list_mentions(shelf)),
        visits=tuple(sorted(shelf.visits, key=lambda visit: (visit.opened_at, visit.thing, visit.person))),
        personas=cast.PERSONAS,
        password=cast.PASSWORD,
    )
