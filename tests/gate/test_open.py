"""Opening a thing: what is answered, in how many statements, and what the proof says."""

import asyncio
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import select, text

from tests.gate.conftest import statements_of
from tests.gate.worlds import PROBES
from tests.kit.world import World
from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.actors import Anonymous, LinkHolder, Person, System
from zencho.gate.events import AccessChanged
from zencho.gate.guarding import save_policy
from zencho.gate.permissions import Role
from zencho.gate.policy import SHIPPED, InvalidPolicy
from zencho.gate.tables import Thing
from zencho.kernel.errors import NotSignedIn
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref

READ, WRITE, SHELVE, COMMENT = (PROBES[f"probe.{verb}"] for verb in ("read", "write", "shelve", "comment"))


async def test_roles_open_what_they_carry(probed: World) -> None:
    viewer, commenter, editor, manager, stranger = [await probed.person() for _ in range(5)]
    given = {viewer: Role.VIEWER, commenter: Role.COMMENTER, editor: Role.EDITOR, manager: Role.MANAGER}
    root = await probed.root(*((person.principal, role) for person, role in given.items()))
    everyone = [viewer, commenter, editor, manager, stranger]
    assert await probed.table("probe.read", root, everyone) == ["open"] * 4 + ["unseen"]
    assert await probed.table("probe.write", root, everyone) == ["refused"] * 2 + ["open"] * 2 + ["unseen"]
    assert await probed.table("probe.manage", root, everyone) == ["refused"] * 3 + ["open", "unseen"]


async def test_missing_and_unseen_end_after_the_same_statements(probed: World) -> None:
    owner, stranger = await probed.person(), await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER))
    answers = []
    for id_ in (root, new_id()):
        with statements_of(probed.database) as sent:
            with pytest.raises(gate.Unseen) as caught:
                async with probed.as_(stranger) as work:
                    await gate.open(work, READ, id_)
            answers.append((sent, caught.value.as_json()))
    assert answers[0] == answers[1]
    # The transaction begins, the relation is looked for, the refusal is recorded; nothing else.
    assert len(answers[0][0]) == 3


async def test_a_thing_of_another_kind_is_unseen(probed: World) -> None:
    owner = await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    assert await probed.may(owner, "probe.shelve", root) == "open"
    assert await probed.may(owner, "probe.comment", root) == "unseen"


async def test_what_is_of_an_unknown_kind_is_among_the_invisible(probed: World) -> None:
    """Callers also ask for the rest (a purge does): nothing may be in neither half."""
    manager = await probed.person()
    root = await probed.root((manager.principal, Role.MANAGER), kind="shelf")
    strange = Ref("strange", new_id())
    async with probed.as_(manager) as work:
        await sharing.add_thing(await gate.open(work, WRITE, root), strange, own_anchor=False)
        among = Thing.id.in_([root, strange.id])
        visible = await gate.visible(work, SHELVE, among)
        assert list(await work.db.scalars(select(Thing.id).where(visible.clause))) == [root]
        assert list(await work.db.scalars(select(Thing.id).where(among, ~visible.clause))) == [strange.id]


async def test_a_transaction_begins_with_one_statement(probed: World) -> None:
    person = await probed.person()
    with statements_of(probed.database) as sent:
        async with probed.as_(person):
            pass
    assert len(sent) == 1


async def test_opening_takes_a_constant_number_of_statements(probed: World) -> None:
    owner = await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER))
    await probed.may(owner, "probe.read", root)  # the policy text is read once a version
    with statements_of(probed.database) as sent:
        assert await probed.may(owner, "probe.read", root) == "open"
    assert len(sent) == 2  # who asks · the relation, and the wall with it


async def test_the_standing_says_what_the_answer_rests_on(probed: World) -> None:
    unit = await probed.unit()
    person = await probed.person(unit)
    root = await probed.root((unit, Role.EDITOR))
    async with probed.as_(person) as work:
        opened = await gate.open(work, READ, root)
    with psycopg.connect(probed.dsns.owner) as connection:
        anchor = connection.execute("SELECT anchor FROM thing WHERE id = %s", (root,)).fetchone()
        [epoch] = connection.execute("SELECT epoch FROM anchor WHERE id = %s", anchor).fetchone() or ()
        person_epoch = "SELECT epoch FROM principal WHERE id = %s"
        [mine] = connection.execute(person_epoch, (person.principal,)).fetchone() or ()
        [version] = connection.execute("SELECT max(version) FROM policy").fetchone() or ()
    assert opened.standing == gate.Standing(opened.anchor, epoch, person.principal, mine, version, None)
    assert (opened.anchor,) == anchor
    assert opened.role is Role.EDITOR
    assert opened.ref == Ref("folder", root)


async def test_the_standing_ends_with_the_earliest_date(probed: World) -> None:
    unit, person = await probed.unit(), await probed.person()
    root = await probed.root((unit, Role.VIEWER))
    async with probed.as_system() as work:
        now = work.now
    await probed.belong(person.principal, unit, starts=now - timedelta(days=1), ends=now + timedelta(days=9))
    async with probed.as_(person) as work:
        assert (await gate.open(work, READ, root)).standing.until == now + timedelta(days=9)


async def test_who_is_not_signed_in_is_told_so_and_told_nothing_else(probed: World) -> None:
    root = await probed.root()
    for id_ in (root, new_id()):
        with pytest.raises(NotSignedIn):
            async with probed.as_(Anonymous()) as work:
                await gate.open(work, READ, id_)


async def test_guard_rails_refuse_whatever_the_role(probed: World) -> None:
    owner = await probed.person()
    secret = await probed.root((owner.principal, Role.MANAGER), label=4)
    with pytest.raises(gate.Refused) as caught:
        async with probed.as_(owner) as work:
            await gate.open(work, READ, secret)
    assert caught.value.params["rules"] == ["limited-needs-strong-sign-in"]
    assert caught.value.params["needs"] == {"assurance": 2}
    stronger = Person(owner.id, owner.principal, owner.session_id, assurance=2)
    assert await probed.may(stronger, "probe.read", secret) == "open"


async def test_a_link_opens_only_what_it_was_given_for(probed: World) -> None:
    link = await probed.unit(kind="link")
    owner = await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), (link, Role.VIEWER))
    labelled = await probed.root((owner.principal, Role.MANAGER), (link, Role.VIEWER), label=3)
    holder = LinkHolder((link,))
    assert await probed.may(holder, "probe.read", root) == "open"
    assert await probed.may(holder, "probe.read", labelled) == "refused"
    assert await probed.may(LinkHolder(()), "probe.read", root) == "unseen"


async def test_refusals_are_recorded_before_the_answer(probed: World) -> None:
    stranger, root = await probed.person(), await probed.root()
    assert await probed.may(stranger, "probe.read", root) == "unseen"
    with psycopg.connect(probed.dsns.owner) as connection:
        rows = connection.execute("SELECT actor_id, action, ref, decision FROM audit_entry").fetchall()
    assert rows == [(stranger.id, "probe.read", f"folder:{root}", "refused")]


async def test_many_refused_at_once_do_not_wait_for_each_other(probed: World) -> None:
    """Each holds a connection while its refusal is written on another: from one pool all would wait."""
    stranger, root = await probed.person(), await probed.root()
    async with asyncio.timeout(8):
        answers = await asyncio.gather(*(probed.may(stranger, "probe.read", root) for _ in range(40)))
    assert answers == ["unseen"] * 40


async def test_a_new_policy_holds_from_the_next_transaction(probed: World) -> None:
    owner = await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER))
    forbids = SHIPPED + '\n@id("closed") forbid (principal is Person, action, resource);'
    async with probed.as_system() as work:
        await save_policy(work, forbids)
        assert AccessChanged(everything=True) in work.announced
        async with probed.as_(owner) as other:
            await gate.open(other, READ, root)
    assert await probed.may(owner, "probe.read", root) == "refused"


async def test_a_policy_that_does_not_fit_the_schema_changes_nothing(probed: World) -> None:
    owner = await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER))
    for wrong in ("permit (", "forbid (principal, action, resource) when { resource.colour == 1 };"):
        with pytest.raises(InvalidPolicy):
            async with probed.as_system() as work:
                await save_policy(work, wrong)
    assert await probed.may(owner, "probe.read", root) == "open"


async def test_an_opened_thing_belongs_to_its_transaction(probed: World) -> None:
    """The wall of a transaction knows only what was opened in it."""
    owner = await probed.person()
    one, other = [await probed.root((owner.principal, Role.MANAGER)) for _ in range(2)]
    async with probed.as_(owner) as work:
        opened = await gate.open(work, WRITE, one)
        assert work.scratch["write"] == {opened.anchor}
        also = await gate.open(work, READ, other)
        assert work.scratch["write"] == {opened.anchor}
        assert work.scratch["read"] == {opened.anchor, also.anchor}
    async with probed.as_(owner) as work:
        assert work.scratch["read"] == set()


async def test_the_wall_stays_closed_for_what_is_refused(probed: World) -> None:
    """The role is found and the wall opened in one statement: a rule, or the kind, may refuse after it."""
    owner = await probed.person()
    mine = await probed.root((owner.principal, Role.MANAGER))
    secret = await probed.root((owner.principal, Role.MANAGER), label=4)
    shelf = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    async with probed.as_(owner) as work:
        opened = await gate.open(work, WRITE, mine)
        with pytest.raises(gate.Refused):
            await gate.open(work, WRITE, secret)
        with pytest.raises(gate.Unseen):
            await gate.open(work, COMMENT, shelf)
        assert work.scratch["read"] == work.scratch["write"] == {opened.anchor}
        for name in ("read", "write"):
            said = await work.db.scalar(text(f"SELECT current_setting('zencho.{name}')"))
            assert said == f"{{{opened.anchor}}}"


async def test_what_may_be_offered_is_what_opens(probed: World) -> None:
    """What is kept for one set of facts is what each decision by itself allows, also the second time."""
    weak = await probed.person()
    strong = Person(weak.id, weak.principal, weak.session_id, assurance=2)
    roots = [
        await probed.root((weak.principal, role), kind=kind, label=label)
        for role in (Role.VIEWER, Role.MANAGER)
        for kind in ("folder", "shelf")
        for label in (2, 4)
    ]
    for _ in range(2):
        for who in (weak, strong):
            async with probed.as_(who) as work:
                offered = await gate.abilities(work, roots)
            for root in roots:
                opens = {name for name in PROBES if await probed.may(who, name, root) == "open"}
                assert set(offered.get(root, [])) & set(PROBES) == opens


async def test_what_lies_in_the_bin_opens_for_the_bin_only(probed: World) -> None:
    owner = await probed.person()
    root = await probed.root((owner.principal, Role.MANAGER), kind="shelf")
    inside = new_id()
    async with probed.database.work(System("sample-city")) as work:
        await sharing.add_thing(await gate.open(work, WRITE, root), Ref("shelf", inside), own_anchor=True)
        await sharing.set_binned(await gate.open(work, WRITE, inside), binned=True)
    assert await probed.may(owner, "probe.read", inside) == "refused"
    assert await probed.may(owner, "probe.restore", inside) == "open"
    assert await probed.may(owner, "probe.restore", root) == "refused"
    assert SHELVE.kinds == {"shelf"}
    assert COMMENT.role is Role.COMMENTER
