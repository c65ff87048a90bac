"""Posts: given and ended; their days decide what the gate allows, at the time of asking."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.kit.office import Office
from tests.people.personas import CHANGES, answers
from zencho.gate import belonging, sharing
from zencho.gate import opening as gate
from zencho.gate.actors import Person
from zencho.gate.permissions import Role
from zencho.kernel import clock
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref


async def _belongs(office: Office, name: str, unit: str) -> bool:
    """Whether the person counts as a member of the unit now."""
    async with office.managed() as opened:
        principal = await belonging.find_principal(opened.work, office.units[unit])
        assert principal is not None
        ref = Ref("folder", new_id())
        await sharing.add_root(opened.work, ref, grants=((principal.id, Role.VIEWER),))
    actor: Person = await office.actor(name)
    async with office.world.as_(actor) as work:
        return ref.id in await gate.abilities(work, [ref.id])


def _at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Let it be that moment in Tokyo."""
    wanted = datetime.fromisoformat(moment).replace(tzinfo=clock.zone)
    monkeypatch.setattr(clock, "offset", wanted - datetime.now(UTC))


async def _add(office: Office, **days: str) -> str:
    wanted = {"unit": str(office.units["財政課"]), "rank": "clerk"} | days
    async with office.browser("岡本 直") as browser:
        path = f"/api/people/{office.persons['佐藤 みのり']}/posts"
        answer = await browser.post(path, json=wanted)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_who_may_add(office: Office) -> None:
    wanted = {"unit": str(office.units["財政課"]), "rank": "clerk", "starts_on": "2026-04-01"}
    path = f"/api/people/{office.persons['佐藤 みのり']}/posts"
    assert await answers(office, "POST", path, json=wanted) == CHANGES | {"administrator": 201}


async def test_who_may_end(office: Office) -> None:
    post = await _add(office, starts_on="2026-04-01")
    path = f"/api/posts/{post}/end"
    assert await answers(office, "POST", path, json={"on": "2026-10-31"}) == CHANGES | {"administrator": 204}


async def test_a_post_holds_from_its_first_to_its_last_day_in_the_agency_s_zone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    _at(monkeypatch, "2026-11-24T12:00:00")
    await _add(office, starts_on="2027-04-01", ends_on="2027-06-30")
    for moment, expected in (
        ("2027-03-31T23:59:00", False),
        ("2027-04-01T00:00:10", True),
        ("2027-06-30T23:59:00", True),
        ("2027-07-01T00:00:10", False),
    ):
        _at(monkeypatch, moment)
        assert await _belongs(office, "佐藤 みのり", "財政課") is expected, moment
        # Below the bureau she counts all the time, by her other post.
        assert await _belongs(office, "佐藤 みのり", "財政局") is True


async def test_a_post_that_ended_yesterday_is_over_at_once(office: Office) -> None:
    post = await _add(office, starts_on="2026-04-01")
    assert await _belongs(office, "佐藤 みのり", "財政課")
    yesterday = clock.day_of(clock.now()) - timedelta(days=1)
    async with office.browser("岡本 直") as browser:
        answer = await browser.post(f"/api/posts/{post}/end", json={"on": yesterday.isoformat()})
        assert answer.status_code == 204
        card = (await browser.get(f"/api/people/{office.persons['佐藤 みのり']}")).json()
    assert not await _belongs(office, "佐藤 みのり", "財政課")
    assert [(post["unit"]["name"], post["is_current"]) for post in card["posts"]] == [
        ("財政課", False),
        ("契約係", True),
    ]


async def test_today_as_the_last_day_still_counts(office: Office) -> None:
    post = await _add(office, starts_on="2026-04-01")
    async with office.browser("岡本 直") as browser:
        await browser.post(f"/api/posts/{post}/end", json={"on": clock.day_of(clock.now()).isoformat()})
    assert await _belongs(office, "佐藤 みのり", "財政課")


async def test_two_people_of_one_rank_share_the_seat(office: Office) -> None:
    await office.person("鈴木 航", "すずき わたる", number="021106", unit="契約係")
    async with office.browser("佐藤 みのり") as browser:
        picks = (await browser.get("/api/principals", params={"query": "契約係 係員"})).json()["principals"]
    assert [(pick["kind"], pick["name"], pick["count"]) for pick in picks] == [("post", "契約係 係員", 2)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"unit": "01a20922-2257-7d61-9e85-7d0f45fc84e5"}, "unknown_unit"),
        ({"rank": "emperor"}, "unknown_rank"),
        ({"ends_on": "2026-03-31"}, "ends_before_start"),
    ],
)
async def test_what_cannot_be(office: Office, change: dict[str, str], code: str) -> None:
    wanted = {"unit": str(office.units["財政課"]), "rank": "clerk", "starts_on": "2026-04-01"} | change
    async with office.browser("岡本 直") as browser:
        answer = await browser.post(f"/api/people/{office.persons['佐藤 みのり']}/posts", json=wanted)
    assert answer.json()["code"] == code
