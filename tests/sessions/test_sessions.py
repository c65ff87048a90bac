"""One's own sessions: the list, ending one, signing out everywhere, and when they end by themselves."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from tests.gate.conftest import statements_of
from tests.kit.office import Office
from zencho.gate.events import AccessChanged
from zencho.gate.tables import Principal
from zencho.kernel import clock
from zencho.kernel.events import Event
from zencho.sessions.authenticate import authenticate_cookie
from zencho.sessions.events import SessionEnded


async def test_nobody_is_told_to_sign_in(office: Office) -> None:
    async with office.browser() as browser:
        asked = [await browser.get("/api/me"), await browser.get("/api/sessions")]
        asked += [await browser.delete("/api/sessions"), await browser.delete("/api/sessions/current")]
        assert {(answer.status_code, answer.json()["code"]) for answer in asked} == {(401, "not_signed_in")}


async def test_the_list_shows_one_s_own_only(office: Office) -> None:
    sato = "佐藤 みのり"
    async with office.browser(sato) as here, office.browser(sato, how="passkey"), office.browser("鈴木 航"):
        lines = (await here.get("/api/sessions")).json()["sessions"]
    assert [line["is_current"] for line in lines] == [True, False]
    assert [line["how"] for line in lines] == ["password", "passkey"]
    assert lines[0]["browser"] == "Firefox, Linux"
    assert "token" not in str(lines)


async def test_ending_one(office: Office) -> None:
    async with office.browser("佐藤 みのり") as here, office.browser("佐藤 みのり") as elsewhere:
        lines = (await here.get("/api/sessions")).json()["sessions"]
        other = next(line["id"] for line in lines if not line["is_current"])
        assert (await here.delete(f"/api/sessions/{other}")).status_code == 204
        assert (await elsewhere.get("/api/me")).status_code == 401
        assert (await here.get("/api/me")).status_code == 200
        assert (await here.delete(f"/api/sessions/{other}")).status_code == 404


async def test_another_s_session_is_not_found(office: Office) -> None:
    async with office.browser("佐藤 みのり") as sato, office.browser("鈴木 航") as suzuki:
        (hers,) = (await sato.get("/api/sessions")).json()["sessions"]
        assert (await suzuki.delete(f"/api/sessions/{hers['id']}")).status_code == 404
        assert (await sato.get("/api/me")).status_code == 200


async def test_signing_out_clears_the_cookie(office: Office) -> None:
    async with office.browser("佐藤 みのり") as browser:
        answer = await browser.delete("/api/sessions/current")
        assert answer.status_code == 204
        assert "max-age=0" in answer.headers["set-cookie"].lower()
        assert (await browser.get("/api/me")).status_code == 401


async def test_signing_out_everywhere_ends_all_and_tells_at_once(office: Office) -> None:
    heard: list[Event] = []

    def hear(events: Sequence[Event]) -> None:
        heard.extend(events)

    office.app.state.database.hints.append(hear)
    epoch = select(Principal.epoch).where(Principal.ref == office.persons["佐藤 みのり"])
    async with office.browser("佐藤 みのり") as here, office.browser("佐藤 みのり") as elsewhere:
        async with office.world.as_system() as work:
            before = await work.db.scalar(epoch)
        assert (await here.delete("/api/sessions")).json() == {"count": 2}
        assert (await elsewhere.get("/api/me")).status_code == 401
    async with office.world.as_system() as work:
        assert await work.db.scalar(epoch) == (before or 0) + 1
    ended = [event for event in heard if isinstance(event, SessionEnded)]
    assert [(event.person, len(event.sessions)) for event in ended] == [(office.persons["佐藤 みのり"], 2)]
    assert any(isinstance(event, AccessChanged) and event.persons for event in heard)


async def test_everywhere_but_here(office: Office) -> None:
    async with office.browser("佐藤 みのり") as here, office.browser("佐藤 みのり") as elsewhere:
        assert (await here.delete("/api/sessions", params={"but_this": True})).json() == {"count": 1}
        assert (await here.get("/api/me")).status_code == 200
        assert (await elsewhere.get("/api/me")).status_code == 401


@pytest.mark.parametrize(
    ("hours", "seen_after", "status"), [(7, None, 200), (9, None, 401), (15, 7, 200), (17, 7, 401)]
)
async def test_sessions_end_unused_and_in_any_case(
    office: Office, monkeypatch: pytest.MonkeyPatch, hours: int, seen_after: int | None, status: int
) -> None:
    async with office.browser("佐藤 みのり") as browser:
        for seen in range(seen_after or hours, hours, seen_after or hours):
            monkeypatch.setattr(clock, "offset", timedelta(hours=seen))
            assert (await browser.get("/api/me")).status_code == 200
        monkeypatch.setattr(clock, "offset", timedelta(hours=hours))
        assert (await browser.get("/api/me")).status_code == status


async def test_seen_is_written_at_most_once_a_minute(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    async def versions() -> str:
        async with office.world.as_system() as work:
            return str((await work.db.execute(text("SELECT xmin FROM session"))).all())

    async with office.browser("佐藤 みのり") as browser:
        first = await versions()
        await browser.get("/api/me")
        assert await versions() == first
        monkeypatch.setattr(clock, "offset", timedelta(seconds=61))
        await browser.get("/api/me")
        second = await versions()
        assert second != first
        await browser.get("/api/me")
        assert await versions() == second


async def test_a_live_connection_is_known_by_the_cookie_alone(office: Office) -> None:
    async with office.browser("佐藤 みのり") as browser, office.world.as_system() as work:
        actor = await authenticate_cookie(work, f"theme=dark; {browser.headers['cookie']}")
        assert (actor.kind, actor.id) == ("Person", office.persons["佐藤 みのり"])
        for header in (None, "", "__Host-session=", "__Host-session=wrong", "session=x"):
            assert await authenticate_cookie(work, header) is work.actor


async def test_who_asks_is_found_and_told_to_the_wall_in_one_statement(office: Office) -> None:
    async with office.browser("佐藤 みのり") as browser:
        with statements_of(office.app.state.database) as sent:
            assert (await browser.get("/api/sessions")).status_code == 200
        telling = [statement for statement in sent if "zencho.person" in statement]
        assert telling == sent[:1]
        browser.cookies.clear()
        del browser.headers["cookie"]
        with statements_of(office.app.state.database) as sent:
            assert (await browser.get("/api/sessions")).status_code == 401
        assert ["zencho.person" in statement for statement in sent] == [True]


async def test_every_sign_in_and_out_is_recorded(office: Office) -> None:
    async with office.browser("佐藤 みのり") as browser:
        await browser.delete("/api/sessions/current")
    async with office.world.as_system() as work:
        rows = await work.db.execute(
            text("SELECT action, actor_id FROM audit_entry WHERE action LIKE 'session.%' ORDER BY id")
        )
    sato = office.persons["佐藤 みのり"]
    assert [tuple(row) for row in rows] == [("session.begin", sato), ("session.end", sato)]
