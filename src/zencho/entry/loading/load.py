"""The sample city becomes real: people first, then each drive, then what its people did and wait for.

Each drive is one transaction through the product's acts; times are those of the city, so that lists
look as after three weeks of work. Bells are rung here too, each at its time: the server that starts later
would ring them all at once. Whoever would be rung for old shares is not: of those only the last days'
direct ones stay.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from zencho.documents import actions as document_actions
from zencho.documents.blocks import place_images
from zencho.documents.events import PersonMentioned
from zencho.drive import rules
from zencho.drive.actions import asking, drives, noting, things
from zencho.drive.actions.rows import Content, Made
from zencho.drive.actions.things import Folder
from zencho.drive.events import AccessAsked
from zencho.entry.city.shapes import City, Grant, Stored, Thing, Writing
from zencho.entry.loading.naming import NO_PLACE_YET, named_by_id
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.actors import Person, System
from zencho.gate.events import AccessChanged, AccessGiven
from zencho.gate.permissions import Label, Role
from zencho.gate.tables import EVERYONE
from zencho.guests.actions import note_guest
from zencho.kernel import clock
from zencho.kernel.events import Event
from zencho.kernel.ids import new_id
from zencho.kernel.work import Database, Work
from zencho.notices.reactions import ring_for_mention, ring_for_request, ring_for_share
from zencho.people.actions.bulk import Organised, add_organisation
from zencho.people.rules import AGENCY, PEOPLE_MANAGE
from zencho.sessions.actions.passwords import set_password

ROLES = {
    "viewer": Role.VIEWER,
    "commenter": Role.COMMENTER,
    "editor": Role.EDITOR,
    "manager": Role.MANAGER,
}
LABELS = {"1": Label.L1, "2": Label.L2, "3C": Label.L3C, "3B": Label.L3B, "3A": Label.L3A}
RINGS_FOR = timedelta(days=4)
# What rings a bell, when, and of what.
Ring = tuple[datetime, Callable[[Work, Any], Awaitable[None]], Event]
RUNG = (AccessGiven, AccessAsked, PersonMentioned)
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Loaded:
    """What became of the keys: ids of people and things."""

    people: dict[str, UUID]
    things: dict[str, UUID]


async def load_city(database: Database, city: City, progress: Progress) -> Loaded:
    """Write the whole city -> ids. The database must hold nobody yet."""
    organised = await _organise(database, city)
    loader = _Loader(database, city, organised)
    roots = [thing for thing in city.things if thing.parent is None]
    steps = len(roots) + 3
    for done, root in enumerate(roots):
        progress(done, steps)
        await loader.load_drive(root)
    progress(len(roots), steps)
    await loader.load_visits()
    progress(len(roots) + 1, steps)
    await loader.load_requests()
    progress(len(roots) + 2, steps)
    await loader.ring()
    progress(steps, steps)
    return Loaded(organised.persons, loader.ids)


async def _organise(database: Database, city: City) -> Organised:
    async with database.work(System("sample-city")) as work:
        opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
        organised = await add_organisation(opened, city)
        for persona in city.personas:
            if persona.is_administrator:
                principal = organised.principals[organised.persons[persona.person]]
                await sharing.give(opened, principal, Role.MANAGER)
        for guest in (person for person in city.people if person.is_guest):
            id_, voucher = organised.persons[guest.number], organised.persons[guest.voucher]
            await note_guest(opened, id_, organisation=guest.organisation, voucher=voucher)
        secret = city.password
        await set_password(
            work, organised.persons[secret.person], number=secret.person, password=secret.secret
        )
        work.announced.clear()
    return organised


class _Loader:
    def __init__(self, database: Database, city: City, organised: Organised) -> None:
        self._database = database
        self._organised = organised
        self._city = city
        self.ids: dict[str, UUID] = {}
        self._rings: list[Ring] = []
        self._inside: dict[str, list[Thing]] = {}
        self._grants: dict[str, list[Grant]] = {}
        for thing in city.things:
            if thing.parent is not None:
                self._inside.setdefault(thing.parent, []).append(thing)
        for grant in city.grants:
            self._grants.setdefault(grant.thing, []).append(grant)

    async def load_drive(self, root: Thing) -> None:
        """One drive with all inside it, in one transaction."""
        if root.owner.kind == "person":
            # One's own drive is made by oneself, on first need.
            async with self._database.work(self._person(root.owner.key)) as work:
                mine = await gate.open_self(work, rules.DRIVE_READ)
                own = await drives.ensure_own_drive(mine)
                assert own is not None  # guests have none, and own none in the city
                self.ids[root.key] = own
        async with self._database.work(System("sample-city")) as work:
            if root.owner.kind == "unit":
                self.ids[root.key] = await self._add_shared_root(work, root)
            await self._fill(work, root)
            await self._share_all(work, root)
            self._quieten(work)

    async def _add_shared_root(self, work: Work, root: Thing) -> UUID:
        owner = self._party(root.owner.kind, root.owner.key)
        managers = [
            self._party(grant.principal.kind, grant.principal.key)
            for grant in self._grants.get(root.key, ())
            if grant.role == "manager"
        ]
        opened = await gate.open(work, rules.DRIVE_ADD, AGENCY)
        return await drives.add_shared_drive(
            opened, owner, name=root.name, managers=managers, made=self._made(root)
        )

    async def _fill(self, work: Work, above: Thing) -> None:
        folder = await gate.open(work, rules.FOLDER_ADD, self.ids[above.key])
        for thing in self._inside.get(above.key, ()):
            self.ids[thing.key] = await self._add(folder, thing)
            if LABELS[thing.label] != folder.label:
                opened = await gate.open(work, rules.THING_LABEL, self.ids[thing.key])
                await things.set_label(opened, label=LABELS[thing.label], made=self._made(thing))
            if thing.kind == "folder":
                await self._fill(work, thing)

    async def _add(self, folder: Folder, thing: Thing) -> UUID:
        work, made = folder.work, self._made(thing)
        match thing.content:
            case Stored(media_type=media_type, content=content):
                kept = await work.database.blobs.put_bytes(content)
                file = Content(kept.id, kept.size_bytes, kept.sha256, media_type)
                return (await things.add_file(folder, name=thing.name, content=file, made=made)).thing_id
            case Writing():
                return await self._add_document(folder, thing, thing.content)
            case None:
                return (await things.add_folder(folder, name=thing.name, made=made)).thing_id

    async def _add_document(self, folder: Folder, thing: Thing, writing: Writing) -> UUID:
        blobs = folder.work.database.blobs
        stored = {picture.key: await blobs.put_bytes(picture.content) for picture in writing.pictures}
        id_ = new_id()
        images = {key: (new_id(), kept) for key, kept in stored.items()}
        urls = {key: document_actions.image_url(id_, image) for key, (image, _) in images.items()}
        blocks = place_images(named_by_id(writing.blocks, self._organised.persons), urls)
        opened = await document_actions.add_document(
            folder, thing.name, blocks, id_=id_, made=self._made(thing)
        )
        for image, kept in images.values():
            await document_actions.add_image(opened, kept, "image/png", id_=image)
        return opened.ref.id

    async def _share_all(self, work: Work, thing: Thing) -> None:
        """Grants from the top down, then where inheriting stops."""
        granted = [
            grant for grant in self._grants.get(thing.key, ()) if not self._comes_with_root(thing, grant)
        ]
        if granted or not thing.is_inheriting:
            opened = await gate.open(work, rules.THING_SHARE, self.ids[thing.key])
            for grant in granted:
                ends = clock.end_of_day(grant.ends_on, clock.zone) if grant.ends_on else None
                await sharing.give(opened, self._principal(grant), ROLES[grant.role], ends=ends)
                self._note_giver(work, grant)
                opened = await gate.open(work, rules.THING_SHARE, self.ids[thing.key])
            if not thing.is_inheriting:
                await sharing.stop_inheriting(opened, [])
        for inside in self._inside.get(thing.key, ()):
            await self._share_all(work, inside)

    def _comes_with_root(self, thing: Thing, grant: Grant) -> bool:
        """What `add_shared_drive` and `add_own_drive` have given already."""
        if thing.parent is not None:
            return False
        return grant.role == "manager" or grant.principal == thing.owner

    def _note_giver(self, work: Work, grant: Grant) -> None:
        """The notice says who shared; one for an old share is not rung, nor one for a whole unit."""
        given = work.announced.pop()
        assert isinstance(given, AccessGiven)
        today = clock.start_of_day(self._city.today, clock.zone)
        if grant.principal.kind == "person" and grant.granted_at > today - RINGS_FOR:
            given = replace(given, given_by=self._organised.persons[grant.granted_by])
            self._rings.append((grant.granted_at, ring_for_share, given))

    def _quieten(self, work: Work) -> None:
        """Nobody listens yet, and what rings is rung by `ring`."""
        quiet = (AccessChanged, *RUNG)
        work.announced[:] = [each for each in work.announced if not isinstance(each, quiet)]

    async def load_visits(self) -> None:
        """Who opened what: 最近 and 続きから."""
        by_person: dict[str, list[tuple[str, object]]] = {}
        for visit in sorted(self._city.visits, key=lambda each: each.opened_at):
            by_person.setdefault(visit.person, []).append((visit.thing, visit.opened_at))
        for number, visits in by_person.items():
            async with self._database.work(self._person(number)) as work:
                now = work.now
                for thing, at in visits:
                    work.now = now
                    opened = await gate.open(work, rules.THING_READ, self.ids[thing])
                    work.now = at  # type: ignore[assignment]  # the city's own clock
                    await noting.note_opened(opened)
                work.now = now

    async def load_requests(self) -> None:
        """Who waits to be let in."""
        for request in self._city.requests:
            async with self._database.work(self._person(request.person)) as work:
                opened = await gate.open_self(work, rules.ACCESS_ASK)
                work.now = request.asked_at
                await asking.ask_access(
                    opened,
                    self.ids[request.thing],
                    reason=request.message,
                    role=ROLES[request.role],
                    until=None,
                )
                asked = next(each for each in work.announced if isinstance(each, AccessAsked))
                self._rings.append((request.asked_at, ring_for_request, asked))
                self._quieten(work)

    async def ring(self) -> None:
        """The bells of shares, requests and mentions, each at its time."""
        for mention in self._city.mentions:
            thing, person = self.ids[mention.thing], self._organised.persons[mention.person]
            by = self._organised.persons[mention.mentioned_by]
            cause = f"mentioned:{thing}:{person}:{mention.mentioned_at.isoformat()}"
            mentioned = PersonMentioned(thing, person, by, cause)
            self._rings.append((mention.mentioned_at, ring_for_mention, mentioned))
        for at, ring, event in sorted(self._rings, key=lambda each: each[0]):
            async with self._database.work(System("sample-city")) as work:
                work.now = at  # the city's own clock
                await ring(work, event)

    def _person(self, number: str) -> Person:
        id_ = self._organised.persons[number]
        return Person(id_, self._organised.principals[id_], NO_PLACE_YET, assurance=2)

    def _made(self, thing: Thing) -> Made:
        return Made(self._organised.persons[thing.modified_by], thing.modified_at)

    def _principal(self, grant: Grant) -> int:
        if grant.principal.kind == "everyone":
            return EVERYONE
        return self._organised.principals[self._party(grant.principal.kind, grant.principal.key)]

    def _party(self, kind: str, key: str) -> UUID:
        known = {
            "person": self._organised.persons,
            "unit": self._organised.units,
            "group": self._organised.groups,
        }
        return known[kind][key]
