"""How long a guest stays: by the date alone, until another day, or until now; and who vouches."""

from datetime import timedelta

import psycopg
import pytest

from tests.guests.conftest import TODAY, Guests, enter
from tests.kit.serving import serve
from zencho.gate import belonging
from zencho.guests.actions import hand_over_guests, note_sign_in
from zencho.guests.reminding import remind_of_guests
from zencho.kernel import clock

A_SECOND = 1.0


async def test_the_list_of_whoever_vouches(guests: Guests) -> None:
    [line] = await guests.lines()
    assert line["name"] == "大西 光" and line["organisation"] == "みほんビルサービス"
    assert line["ends_on"] == str(TODAY + timedelta(days=30)) and not line["is_ended"]
    assert [thing["name"] for thing in line["things"]] == ["見積の提出"] and line["things_total"] == 1
    assert await guests.lines("編集") == []
    every = await guests.lines("総務", every=True)
    assert [(each["name"], each["things"], each["things_total"]) for each in every] == [("大西 光", [], 1)]
    assert (await guests.section["管理"].get("/api/guests/all")).status_code == 403


@pytest.mark.parametrize("how", ["last-day", "end", "link"])
async def test_who_keeps_a_guest(guests: Guests, how: str) -> None:
    sent = {"json": {"ends_on": str(TODAY + timedelta(days=9))}} if how == "last-day" else {}
    answers = [(await guests.keep(how, by=each, **sent)).status_code for each in ("編集", "他人", "総務")]
    assert answers[:2] == [404, 404] and answers[2] in (201, 204)
    assert (await guests.guest.post(f"/api/guests/{guests.person}/link")).status_code in (401, 403)


async def test_at_the_end_it_is_over_by_itself(guests: Guests, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (await guests.stay(0)).status_code == 204
    assert (await guests.guest.get(f"/api/things/{guests.folder}")).status_code == 200
    tomorrow = clock.end_of_day(TODAY, clock.zone) - clock.now()
    monkeypatch.setattr(clock, "offset", tomorrow + timedelta(seconds=1))
    assert (await guests.guest.get("/api/me")).status_code == 401
    actor_sees = await guests.section["管理"].get(f"/api/things/{guests.folder}/readers")
    assert str(guests.person) not in actor_sees.text


async def test_ended_now_everything_is_cut(guests: Guests) -> None:
    async with (
        serve(guests.section.office.app, guests.section.world.dsns) as served,
        served.tab(guests.cookie) as tab,
    ):
        assert (await tab.listen(f"folder:{guests.folder}"))["type"] == "subbed"
        assert (await guests.keep("end")).status_code == 204
        assert (await tab.wait_for("bye", A_SECOND))["code"]
    assert (await guests.guest.get("/api/me")).status_code == 401
    [line] = await guests.lines()
    assert line["is_ended"] and line["ended_at"] is not None
    again = await guests.keep("end")
    assert (again.status_code, again.json()["code"]) == (409, "guest_has_ended")


async def test_brought_back_they_sign_in_anew(guests: Guests) -> None:
    await guests.keep("end")
    refused = await guests.keep("link")
    assert (refused.status_code, refused.json()["code"]) == (409, "guest_has_ended")
    assert (await guests.stay(30)).status_code == 204
    assert (await guests.guest.get("/api/me")).status_code == 401
    made = (await guests.keep("link")).json()
    async with guests.section.office.browser() as browser:
        assert (await enter(browser, made["url"])).status_code == 204
        assert (await browser.get(f"/api/things/{guests.folder}")).status_code == 200


async def test_a_link_of_before_opens_nothing_after_the_end(guests: Guests) -> None:
    made = (await guests.keep("link")).json()
    await guests.keep("end")
    async with guests.section.office.browser() as browser:
        assert (await enter(browser, made["url"])).status_code == 401


async def test_too_long_is_refused(guests: Guests) -> None:
    answer = await guests.stay(366)
    assert (answer.status_code, answer.json()["params"]) == (422, {"most_days": 365})


async def test_another_vouches(guests: Guests) -> None:
    path = f"/api/guests/{guests.person}/voucher"
    wanted = {"person": str(guests.section.id_of("編集"))}
    assert (await guests.section["管理"].put(path, json=wanted)).status_code == 403
    nobody = {"person": str(guests.person)}
    refused = await guests.section["総務"].put(path, json=nobody)
    assert (refused.status_code, refused.json()["code"]) == (422, "cannot_vouch")
    assert (await guests.section["総務"].put(path, json=wanted)).status_code == 204
    assert [line["name"] for line in await guests.lines("編集")] == ["大西 光"]
    assert await guests.lines() == []


async def test_who_takes_over_vouches(guests: Guests) -> None:
    giver = guests.section.id_of("管理")
    async with guests.section.clockwork() as work:
        taker = await belonging.find_principal(work, guests.section.id_of("編集"))
        unit = await belonging.find_principal(work, guests.section.office.units["契約管理課"])
        assert taker is not None and unit is not None
        await hand_over_guests(work, giver, unit.id)
    assert len(await guests.lines()) == 1
    async with guests.section.clockwork() as work:
        await hand_over_guests(work, giver, taker.id)
    assert [line["name"] for line in await guests.lines("編集")] == ["大西 光"]


async def test_when_they_were_here_last(guests: Guests) -> None:
    [before] = await guests.lines()
    async with guests.section.clockwork() as work:
        await note_sign_in(work, guests.person)
    [after] = await guests.lines()
    assert before["signed_in_at"] is None and after["signed_in_at"] is not None


async def test_whom_nobody_vouches_for_is_told_to_administrators(guests: Guests) -> None:
    # 管理 一 has no post in this office: as if they had left.
    [line] = await guests.lines("総務", every=True)
    assert line["voucher_left"]


@pytest.mark.parametrize(("days", "rung"), [(1, False), (2, True), (5, False)])
async def test_three_days_before(guests: Guests, days: int, rung: bool) -> None:
    assert (await guests.stay(days)).status_code == 204
    for _ in range(2):
        async with guests.section.clockwork() as work:
            await remind_of_guests(work)
    notices = (await guests.section["管理"].get("/api/notices")).json()["notices"]
    told = [each for each in notices if each["kind"] == "guest_ends"]
    assert [each["detail"]["last_day"] for each in told] == [str(TODAY + timedelta(days=days))] * rung


async def test_the_record_says_it(guests: Guests) -> None:
    await guests.stay(5)
    await guests.keep("end")
    async with await psycopg.AsyncConnection.connect(guests.section.world.dsns.owner) as db:
        rows = await db.execute("SELECT action FROM audit_entry WHERE action LIKE 'guest.%' ORDER BY id")
        assert [row[0] for row in await rows.fetchall()] == ["guest.invite", "guest.stay", "guest.end"]
