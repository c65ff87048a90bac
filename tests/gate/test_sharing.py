"""Sharing, moving and the bin: what each touches, and what two at once may not do to each other."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

import psycopg
import pytest

from tests.gate.worlds import MANAGE, PROBES
from tests.kit.world import World
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.actors import Person
from zencho.gate.events import AccessChanged
from zencho.gate.permissions import Role
from zencho.kernel import clock
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work

WRITE, RESTORE = PROBES["probe.write"], PROBES["probe.restore"]


async def add(world: World, parent: UUID, kind: str = "shelf") -> UUID:
    """A shelf (a folder) or a book (a file) inside."""
    id_ = new_id()
    async with world.as_system() as work:
        opened = await gate.open(work, MANAGE, parent)
        await sharing.add_thing(opened, Ref(kind, id_), own_anchor=kind == "shelf")
    return id_


async def change(
    world: World, id_: UUID, verb: Callable[..., Awaitable[object]], *values: object
) -> list[AccessChanged]:
    """Do it as the product -> the changes of access it announced."""
    async with world.as_system() as work:
        await verb(await gate.open(work, MANAGE, id_), *values)
        return [event for event in work.announced if isinstance(event, AccessChanged)]


async def bin_(opened: gate.Opened) -> None:  # type: ignore[type-arg]
    await sharing.set_binned(opened, binned=True)


async def move_into(world: World, id_: UUID, target: UUID) -> None:
    async with world.as_system() as work:
        await sharing.move(await gate.open(work, MANAGE, id_), await gate.open(work, MANAGE, target))


def one(world: World, query: str, *values: object) -> object:
    with psycopg.connect(world.dsns.owner) as connection:
        row = connection.execute(query, values).fetchone()
    return row and row[0]


def epoch_of(world: World, id_: UUID) -> object:
    return one(world, "SELECT a.epoch FROM thing t JOIN anchor a ON a.id = t.anchor WHERE t.id = %s", id_)


async def test_sharing_a_folder_touches_no_row_of_what_is_inside(probed: World) -> None:
    owner, colleague = await probed.person(), await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    shelf = await add(probed, root)
    books = [await add(probed, shelf, "book") for _ in range(3)]
    rows = "SELECT string_agg(xmin::text || ctid::text, ',' ORDER BY id) FROM thing"
    before = one(probed, rows)
    await change(probed, root, sharing.give, colleague.principal, Role.VIEWER)
    assert one(probed, rows) == before
    assert [await probed.may(colleague, "probe.read", book) for book in books] == ["open"] * 3


async def test_sharing_a_file_shares_nothing_beside_it(probed: World) -> None:
    owner, colleague = await probed.person(), await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    book, other = await add(probed, root, "book"), await add(probed, root, "book")
    await change(probed, book, sharing.give, colleague.principal, Role.VIEWER)
    assert [await probed.may(colleague, "probe.read", id_) for id_ in (book, other, root)] == [
        "open",
        "unseen",
        "unseen",
    ]


async def test_two_share_one_file_at_once(probed: World) -> None:
    """The second opened it before it had an anchor of its own: the folder must not be given away."""
    owner, first, second = [await probed.person() for _ in range(3)]
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    book, other = await add(probed, root, "book"), await add(probed, root, "book")
    async with probed.as_(owner) as late:
        opened = await gate.open(late, MANAGE, book)
        async with probed.as_(owner) as early:
            await sharing.give(await gate.open(early, MANAGE, book), first.principal, Role.VIEWER)
        await sharing.give(opened, second.principal, Role.VIEWER)
    for person in (first, second):
        assert await probed.may(person, "probe.read", book) == "open"
        assert await probed.may(person, "probe.read", other) == "unseen"
        assert await probed.may(person, "probe.read", root) == "unseen"


async def test_a_file_moved_while_it_is_shared_takes_no_folder_along(probed: World) -> None:
    owner, colleague = await probed.person(), await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    target, source = await add(probed, root), await add(probed, root)
    book, other = await add(probed, source, "book"), await add(probed, source, "book")
    async with probed.as_(owner) as late:
        opened, into = await gate.open(late, MANAGE, book), await gate.open(late, MANAGE, target)
        await change(probed, book, sharing.give, colleague.principal, Role.VIEWER)
        await sharing.move(opened, into)
    await change(probed, target, sharing.give, colleague.principal, Role.EDITOR)
    assert await probed.may(colleague, "probe.write", book) == "open"
    assert await probed.may(colleague, "probe.read", other) == "unseen"


@pytest.mark.parametrize("verb", ["take", "inherit_again"])
async def test_a_file_with_nothing_of_its_own_leaves_the_folder_as_it_is(probed: World, verb: str) -> None:
    owner, colleague = await probed.person(), await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    shelf = await add(probed, root)
    await change(probed, shelf, sharing.stop_inheriting, [(owner.principal, Role.MANAGER)])
    await change(probed, shelf, sharing.give, colleague.principal, Role.VIEWER)
    book = await add(probed, shelf, "book")
    values = (colleague.principal,) if verb == "take" else ()
    await change(probed, book, getattr(sharing, verb), *values)
    assert await probed.may(colleague, "probe.read", shelf) == "open"
    assert one(
        probed, "SELECT NOT inherits FROM anchor a JOIN thing t ON t.anchor = a.id WHERE t.id = %s", shelf
    )


async def test_somebody_always_manages(probed: World) -> None:
    owner, link = await probed.person(), await probed.unit(kind="link")
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    await change(probed, root, sharing.give, link, Role.MANAGER)  # no link ever manages
    for verb, values in (
        (sharing.take, (owner.principal,)),
        (sharing.give, (owner.principal, Role.EDITOR)),
        (partial(sharing.give, ends=clock.now() + timedelta(days=1)), (owner.principal, Role.MANAGER)),
        (sharing.stop_inheriting, ([],)),
    ):
        if verb is sharing.stop_inheriting:
            inside = await add(probed, root)
            with pytest.raises(sharing.LastManager):
                await change(probed, inside, verb, *values)
        else:
            with pytest.raises(sharing.LastManager):
                await change(probed, root, verb, *values)
    assert await probed.may(owner, "probe.manage", root) == "open"


async def test_whose_share_ends_does_not_count_as_a_manager(probed: World) -> None:
    owner, deputy, heir = await probed.person(), await probed.person(), await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    until_tomorrow = partial(sharing.give, ends=clock.now() + timedelta(days=1))
    await change(probed, root, until_tomorrow, deputy.principal, Role.MANAGER)
    with pytest.raises(sharing.LastManager):
        await change(probed, root, sharing.take, owner.principal)
    apart = await add(probed, root)
    await change(probed, apart, until_tomorrow, deputy.principal, Role.MANAGER)
    with pytest.raises(sharing.LastManager):
        await change(probed, apart, sharing.stop_inheriting, [])
    await change(probed, root, sharing.give, heir.principal, Role.MANAGER)
    await change(probed, root, until_tomorrow, owner.principal, Role.MANAGER)
    assert await probed.may(owner, "probe.manage", root) == "open"


async def test_two_managers_take_it_from_each_other_at_once(probed: World) -> None:
    """Whoever comes second has lost the right meanwhile: one of them stays."""
    one_, other = await probed.person(), await probed.person()
    root = await probed.root((one_.principal, Role.MANAGER), (other.principal, Role.MANAGER), kind="shelf")
    both = asyncio.Barrier(2)

    async def take_from(actor: Person, victim: Person) -> str:
        try:
            async with probed.as_(actor) as work:
                opened = await gate.open(work, MANAGE, root)
                await both.wait()
                await sharing.take(opened, victim.principal)
        except gate.Unseen:
            return "lost it first"
        return "took"

    answers = await asyncio.gather(take_from(one_, other), take_from(other, one_))
    assert sorted(answers) == ["lost it first", "took"]
    assert sorted(await probed.table("probe.manage", root, [one_, other])) == ["open", "unseen"]


async def test_an_end_date_must_lie_ahead_and_ends_by_the_clock(probed: World) -> None:
    owner, colleague = await probed.person(), await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    async with probed.as_system() as work:
        opened = await gate.open(work, MANAGE, root)
        with pytest.raises(sharing.EndsInThePast):
            await sharing.give(opened, colleague.principal, Role.VIEWER, ends=work.now)
        await sharing.give(opened, colleague.principal, Role.VIEWER, ends=work.now + timedelta(days=1))
    assert await probed.may(colleague, "probe.read", root) == "open"
    clock.offset = timedelta(days=1, seconds=1)
    assert await probed.may(colleague, "probe.read", root) == "unseen"


async def test_a_folder_never_lies_inside_itself(probed: World) -> None:
    owner = await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    outer = await add(probed, root)
    inner = await add(probed, outer)
    for target in (outer, inner):
        with pytest.raises(sharing.InsideItself):
            await move_into(probed, outer, target)


async def test_two_move_two_folders_into_each_other(probed: World) -> None:
    owner = await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    for _ in range(5):
        left, right = await add(probed, root), await add(probed, root)
        both = asyncio.Barrier(2)

        async def move(id_: UUID, target: UUID, both: asyncio.Barrier = both) -> str:
            try:
                async with probed.as_(owner) as work:
                    opened, into = await gate.open(work, MANAGE, id_), await gate.open(work, MANAGE, target)
                    await both.wait()
                    await sharing.move(opened, into)
            except sharing.InsideItself:
                return "inside itself"
            return "moved"

        answers = await asyncio.gather(move(left, right), move(right, left))
        assert sorted(answers) == ["inside itself", "moved"]


async def test_a_folder_made_while_its_parent_is_shared_is_shared(probed: World) -> None:
    """Either may come first; the other waits for it and sees it."""
    owner, colleague = await probed.person(), await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    made = new_id()

    async def make(work: Work) -> None:
        opened = await gate.open(work, WRITE, root)
        await sharing.add_thing(opened, Ref("shelf", made), own_anchor=True)

    async def give(work: Work) -> None:
        opened = await gate.open(work, MANAGE, root)
        await sharing.give(opened, colleague.principal, Role.VIEWER)

    for first, second in ((give, make), (make, give)):
        made = new_id()
        await change(probed, root, sharing.take, colleague.principal)
        async with probed.as_(owner) as work:
            await first(work)
            late = asyncio.create_task(_do(probed, owner, second))
            await asyncio.sleep(0.05)
            assert not late.done()
        await late
        assert await probed.may(colleague, "probe.read", made) == "open"


async def _do(world: World, actor: Person, act: Callable[[Work], Awaitable[None]]) -> None:
    async with world.as_(actor) as work:
        await act(work)


async def test_a_folder_made_while_its_parent_goes_into_the_bin_lies_there_too(probed: World) -> None:
    owner = await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    shelf, made = await add(probed, root), new_id()
    async with probed.as_(owner) as late:
        opened = await gate.open(late, WRITE, shelf)
        await change(probed, shelf, bin_)
        await sharing.add_thing(opened, Ref("shelf", made), own_anchor=True)
    assert await probed.may(owner, "probe.read", made) == "refused"


async def test_what_is_taken_out_of_a_binned_folder_lives(probed: World) -> None:
    owner = await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    shelf = await add(probed, root)
    inner, book = await add(probed, shelf), await add(probed, shelf, "book")
    deep = await add(probed, inner)
    await change(probed, shelf, bin_)
    for id_ in (inner, book):
        await move_into(probed, id_, root)
    assert [await probed.may(owner, "probe.read", id_) for id_ in (inner, deep, book)] == ["open"] * 3
    await move_into(probed, inner, shelf)
    assert await probed.may(owner, "probe.read", deep) == "refused"


async def test_the_bin_is_told_to_those_below_who_inherit_nothing(probed: World) -> None:
    owner = await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    shelf = await add(probed, root)
    own = await add(probed, shelf)
    await change(probed, own, sharing.stop_inheriting, [(owner.principal, Role.MANAGER)])
    before = epoch_of(probed, own)
    [changed] = await change(probed, shelf, bin_)
    assert one(probed, "SELECT anchor FROM thing WHERE id = %s", own) in changed.anchors
    assert epoch_of(probed, own) != before


async def test_whoever_wrote_under_the_old_anchor_is_asked_again(probed: World) -> None:
    """A file that gets an anchor of its own, or moves away, leaves nobody standing on the old one."""
    owner = await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    target = await add(probed, root)
    for verb, values in ((sharing.stop_inheriting, [(owner.principal, Role.MANAGER)]), (None, None)):
        book = await add(probed, root, "book")
        before = epoch_of(probed, root)
        if verb is None:
            await move_into(probed, book, target)
        else:
            await change(probed, book, verb, values)
        assert epoch_of(probed, root) != before


async def test_what_is_inside_a_file_follows_it(probed: World) -> None:
    """Pictures of a document are things without an anchor of their own."""
    owner, colleague = await probed.person(), await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    book = await add(probed, root, "book")
    picture = await add(probed, book, "book")
    await change(probed, book, sharing.give, colleague.principal, Role.VIEWER)
    assert await probed.may(colleague, "probe.read", picture) == "open"
    target = await add(probed, root)
    await change(probed, target, sharing.stop_inheriting, [(owner.principal, Role.MANAGER)])
    other = await add(probed, root, "book")
    inside = await add(probed, other, "book")
    await move_into(probed, other, target)
    assert one(probed, "SELECT anchor FROM thing WHERE id = %s", inside) == one(
        probed, "SELECT anchor FROM thing WHERE id = %s", target
    )


async def test_dropping_leaves_no_anchor_and_no_grant(probed: World) -> None:
    owner, colleague = await probed.person(), await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    before = [one(probed, f'SELECT count(*) FROM "{table}"') for table in ("anchor", "grant", "flat")]
    shelf = await add(probed, root)
    book = await add(probed, shelf, "book")
    for id_ in (shelf, book):
        await change(probed, id_, sharing.give, colleague.principal, Role.VIEWER)
    async with probed.as_system() as work:
        await sharing.drop(work, [id_ for id_, _ in await sharing.list_below(work, shelf)])
    assert [one(probed, f'SELECT count(*) FROM "{table}"') for table in ("anchor", "grant", "flat")] == before
    assert await probed.may(owner, "probe.read", book) == "unseen"
    assert await probed.may(owner, "probe.read", root) == "open"


async def test_a_thing_gone_meanwhile_is_unseen(probed: World) -> None:
    owner = await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    book = await add(probed, root, "book")
    with pytest.raises(gate.Unseen):
        async with probed.as_(owner) as late:
            opened = await gate.open(late, MANAGE, book)
            async with probed.as_system() as work:
                await sharing.drop(work, [book])
            await sharing.give(opened, owner.principal, Role.VIEWER)


async def test_a_change_of_more_than_a_thousand_anchors_asks_everyone_again(probed: World) -> None:
    owner, colleague = await probed.person(), await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    async with probed.as_system() as work:
        opened = await gate.open(work, MANAGE, root)
        for _ in range(1_001):
            await sharing.add_thing(opened, Ref("shelf", new_id()), own_anchor=True)
    changed = await change(probed, root, sharing.give, colleague.principal, Role.VIEWER)
    assert changed == [AccessChanged(everything=True)]
