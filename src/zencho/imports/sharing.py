"""Old rights made new ones: a folder is shared as it comes, before anything lies in it, so that nobody sees
for a moment what was closed to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from zencho.drive import rules
from zencho.drive.actions.things import Folder
from zencho.drive.sharing import Change, Gift, change_sharing
from zencho.gate import audience
from zencho.gate import opening as gate
from zencho.gate.permissions import Role
from zencho.gate.tables import EVERYONE
from zencho.imports import queries
from zencho.imports.acl import FolderRules, OldRights
from zencho.imports.walking import Left, OldEntry
from zencho.kernel.work import Work
from zencho.people.queries.exactly import list_named

_ALL = frozenset({"全員", "全職員", "everyone"})


@dataclass(frozen=True, slots=True)
class Receivers:
    """Who the principals of the old share are here: principals of the gate, and persons by id."""

    principals: Mapping[str, int]
    persons: Mapping[str, UUID]


async def find_receivers(work: Work, rights: OldRights, more: Sequence[str] = ()) -> Receivers:
    """Those that are known here by one name alone; the others get nothing."""
    words = {principal: rights.word_of(principal) for principal in [*rights.principals, *more]}
    named = await list_named(work, set(words.values()))
    known = {each: named[word][0] for each, word in words.items() if len(named[word]) == 1}
    principals = {each: found.principal for each, found in known.items()}
    principals |= {each: EVERYONE for each, word in words.items() if word.casefold() in _ALL}
    persons = {each: found.id for each, found in known.items() if found.kind == "person"}
    return Receivers(principals, persons)


def list_unknown(rights: OldRights, receivers: Receivers, root: str) -> list[Left]:
    """Whoever of the old share nobody here answers to, each once."""
    given = {principal for each in rights.folders.values() for principal in each.gives}
    return [Left(root, "unknown_principal", each) for each in sorted(given - receivers.principals.keys())]


class Sharing:
    """Shares each new folder as its old one was."""

    def __init__(self, rights: OldRights, receivers: Receivers) -> None:
        self._rights = rights
        self._receivers = receivers

    async def share(self, folder: Folder, id_: UUID, entry: OldEntry) -> Sequence[Left]:
        """Give what the old folder gave. Raises what the gate raises where the actor may not share."""
        found = self._rights.folders.get(entry.path_key.text)
        if found is None:
            return ()
        work = folder.work
        gives = _known(found, self._receivers)
        if not found.inherits:
            # Whoever manages the drive goes on managing what is in it.
            for share in (await audience.list_shares(work, [folder.anchor]))[folder.anchor]:
                if share.role is Role.MANAGER and share.ends is None and share.kind != "link":
                    gives[share.principal] = Role.MANAGER
        gifts = [Gift(principal, role, None) for principal, role in gives.items()]
        opened = await gate.open(work, rules.THING_SHARE, id_)
        inherits = None if found.inherits else False
        # Nobody's bell rings a thousand times for what they could see yesterday on the old server.
        await change_sharing(opened, Change(gifts, inherits=inherits, is_told=False))
        return ()


async def count_viewers(
    work: Work, anchor: int, rights: OldRights, receivers: Receivers
) -> list[tuple[str, int]]:
    """How many people would see each folder of the list, by its old path, from the top down."""
    shares = (await audience.list_shares(work, [anchor]))[anchor]
    top = frozenset(share.principal for share in shares)
    managing = frozenset(share.principal for share in shares if share.role is Role.MANAGER)
    seeing: dict[str, frozenset[int]] = {}
    counted = []
    for path in sorted(rights.folders, key=lambda each: each.count("\\")):
        above = next((seeing[each] for each in _list_above(path) if each in seeing), top)
        found = rights.folders[path]
        seeing[path] = frozenset(_known(found, receivers)) | (above if found.inherits else managing)
        counted.append((path, await queries.count_people_of(work, seeing[path])))
    return counted


def _known(found: FolderRules, receivers: Receivers) -> dict[int, Role]:
    gives: dict[int, Role] = {}
    for principal, role in found.gives.items():
        known = receivers.principals.get(principal)
        if known is not None:
            # What everybody is given they may read or write; nobody lets all of a city hall share.
            most = Role.EDITOR if known == EVERYONE else Role.MANAGER
            gives[known] = max(min(role, most), gives.get(known, Role.NONE))
    return gives


def _list_above(path: str) -> list[str]:
    names = path.split("\\")
    return ["\\".join(names[:end]) for end in range(len(names) - 1, 0, -1)]
