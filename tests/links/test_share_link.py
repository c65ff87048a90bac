"""Share links: made by whoever may share, opened by whoever holds an address, and closed at once."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest
from psycopg import sql

from tests.drive.conftest import Section, section  # noqa: F401 - pytest finds fixtures by name
from zencho.kernel import clock
from zencho.links.holding import COOKIE, is_open_to_holders

SOON = str(clock.day_of(clock.now()) + timedelta(days=14))
ANYONE = {"scope": "anyone", "ends_on": SOON}
AGENCY = {"scope": "agency"}


@dataclass
class Linked:
    """A folder with a file and a folder inside, and a browser that nobody signed in with."""

    section: Section
    folder: UUID
    file: UUID
    inside: UUID
    outsider: httpx.AsyncClient
    secret: str = ""

    async def set(self, asked: dict[str, Any], *, by: str = "管理", on: UUID | None = None) -> httpx.Response:
        answer = await self.section[by].put(f"/api/things/{on or self.folder}/link", json=asked)
        if answer.status_code == 200 and answer.json()["url"]:
            self.secret = answer.json()["url"].partition("#")[2]
        return answer

    async def state(self) -> dict[str, Any]:
        answer = (await self.section["管理"].get(f"/api/things/{self.folder}/link")).json()
        state: dict[str, Any] = answer
        return state

    async def look(self, browser: httpx.AsyncClient | None = None) -> httpx.Response:
        return await (browser or self.outsider).post("/api/shared/look", json={"secret": self.secret})

    async def open(self, browser: httpx.AsyncClient | None = None, word: str = "") -> httpx.Response:
        """The cookie is kept by hand: it is for https, and tests speak http."""
        asked = {"secret": self.secret, "passphrase": word}
        answer = await (browser or self.outsider).post("/api/shared/open", json=asked)
        if COOKIE in answer.headers.get("set-cookie", ""):
            self.outsider.headers["cookie"] = answer.headers["set-cookie"].partition(";")[0]
        return answer

    async def sees(self, thing: UUID | None = None) -> int:
        return (await self.outsider.get(f"/api/shared/things/{thing or self.folder}")).status_code


@pytest.fixture
async def linked(section: Section) -> AsyncIterator[Linked]:  # noqa: F811
    folder = await section.folder("説明会の資料")
    inside = await section.folder("写真", folder)
    file = await section.file("次第.txt", folder, content=b"agenda")
    async with section.office.browser() as browser:
        yield Linked(section, folder, file, inside, browser)


async def test_who_may_make_change_copy_renew_and_stop(linked: Linked) -> None:
    office, path = linked.section, f"/api/things/{linked.folder}/link"
    #      manager editor commenter viewer stranger revoked administrator
    may = [200, 403, 403, 403, 404, 404, 404]
    assert await office.statuses("GET", path) == may
    assert await office.statuses("PUT", path, json=AGENCY) == may
    assert await office.statuses("POST", f"{path}/addresses") == [201, *may[1:]]
    assert await office.statuses("POST", f"{path}/renewal") == may
    assert await office.statuses("DELETE", path) == [204, *may[1:]]
    assert (await office["管理"].delete(path)).json()["code"] == "no_link"


async def test_a_person_comes_in_by_it_and_finds_it_tomorrow(linked: Linked) -> None:
    office = linked.section
    await linked.set(AGENCY)
    card = (await linked.look(office["他人"])).json()
    assert (card["needs_sign_in"], card["thing"]) == (False, None)
    assert (await office["他人"].get(f"/api/things/{linked.folder}")).status_code == 404
    entered = (await linked.open(office["他人"])).json()
    assert entered == {"thing": str(linked.folder), "kind": "folder", "as_person": True}
    assert await office.names(linked.folder, by="他人") == ["写真", "次第.txt"]
    shared = (await office["他人"].get("/api/drive/shared-with-me")).json()["items"]
    assert [item["name"] for item in shared] == ["説明会の資料"]
    async with office.office.browser("他人 五") as tomorrow:
        assert (await tomorrow.get(f"/api/things/{linked.file}")).status_code == 200
    await linked.open(office["他人"])
    link = (await linked.state())["link"]
    assert (link["views"], link["people"], link["role"]) == (2, 1, "viewer")
    assert (await linked.look(office["他人"])).json()["thing"] == str(linked.folder)


async def test_the_role_is_what_was_chosen(linked: Linked) -> None:
    await linked.set(AGENCY | {"role": "editor"})
    await linked.open(linked.section["他人"])
    name = {"name": "開催要領.txt"}
    path = f"/api/things/{linked.file}/name"
    assert (await linked.section["他人"].put(path, json=name)).status_code == 200
    await linked.set(AGENCY | {"role": "viewer"})
    assert (await linked.section["他人"].put(path, json=name)).status_code == 403


async def test_without_an_account_one_sees_it_and_nothing_else(linked: Linked) -> None:
    office, outsider = linked.section, linked.outsider
    other = await office.file("別の件.txt")
    await linked.set(ANYONE)
    assert await linked.sees() == 401
    entered = await linked.open()
    assert entered.json() == {"thing": str(linked.folder), "kind": "folder", "as_person": False}
    detail = (await outsider.get(f"/api/shared/things/{linked.file}")).json()
    assert (detail["thing"]["name"], [step["name"] for step in detail["path"]]) == (
        "次第.txt",
        ["説明会の資料"],
    )
    items = (await outsider.get(f"/api/shared/things/{linked.folder}/items")).json()["items"]
    assert [item["name"] for item in items] == ["写真", "次第.txt"]
    assert set(items[1]) == {"id", "kind", "name", "size_bytes", "media_type", "modified_at"}
    assert (await outsider.get(f"/api/files/{linked.file}/content")).content == b"agenda"
    zipped = await outsider.get(f"/api/shared/things/{linked.folder}/archive")
    assert (zipped.status_code, zipped.content[:2]) == (200, b"PK")
    assert await linked.sees(other) == 404
    assert (await outsider.get(f"/api/files/{other}/content")).status_code == 404
    # Whatever else there is says what it says to nobody.
    for path in (
        "/api/things/{}",
        "/api/things/{}/readers",
        "/api/folders/{}/items",
        "/api/things/{}/sharing",
    ):
        assert (await outsider.get(path.format(linked.folder))).status_code == 401
    assert (await outsider.get("/api/search?query=資料")).status_code == 401
    assert (await outsider.put(f"/api/files/{linked.file}/content", content=b"x")).status_code == 401


async def test_an_outsider_reads_a_document(linked: Linked) -> None:
    made = await linked.section["管理"].post(
        f"/api/folders/{linked.folder}/documents", json={"name": "議事録"}
    )
    await linked.set(ANYONE)
    await linked.open()
    answer = await linked.outsider.get(f"/api/documents/{made.json()['id']}/state")
    assert (answer.status_code, b"blockGroup" in answer.content) == (200, True)
    assert (await linked.outsider.get(f"/api/documents/{made.json()['id']}")).status_code == 401


async def test_an_agency_link_asks_strangers_to_sign_in(linked: Linked) -> None:
    await linked.set(AGENCY)
    card = (await linked.look()).json()
    assert (card["needs_sign_in"], card["thing"]) == (True, None)
    assert (await linked.open()).status_code == 401


async def test_an_agency_link_is_not_for_guests(linked: Linked) -> None:
    await linked.set(AGENCY)
    office = linked.section.office
    await office.guest("委託 八", "いたく はち", number="G1")
    async with office.browser("委託 八") as guest:
        assert (await linked.open(guest)).json()["code"] == "link_closed"


async def test_narrowed_to_the_agency_it_sends_guests_away(linked: Linked) -> None:
    await linked.set(ANYONE)
    office = linked.section.office
    await office.guest("委託 八", "いたく はち", number="G1")
    async with office.browser("委託 八") as guest:
        assert (await linked.open(guest)).json()["as_person"] is True
        assert (await linked.open(linked.section["他人"])).json()["as_person"] is True
        await linked.set(AGENCY)
        seen = [await each.get(f"/api/things/{linked.folder}") for each in (guest, linked.section["他人"])]
        assert [answer.status_code for answer in seen] == [404, 200]


async def test_stopping_renewing_and_another_word_send_everybody_away(linked: Linked) -> None:
    stranger = linked.section["他人"]

    async def are_in() -> list[bool]:
        inside = await stranger.get(f"/api/things/{linked.folder}")
        return [inside.status_code == 200, await linked.sees() == 200]

    await linked.set(ANYONE)
    await linked.open(stranger)
    await linked.open()
    assert await are_in() == [True, True]
    renewed = await linked.section["管理"].post(f"/api/things/{linked.folder}/link/renewal")
    assert await are_in() == [False, False]
    assert (await linked.open()).json()["code"] == "link_closed"
    linked.secret = renewed.json()["url"].partition("#")[2]
    assert (await linked.open(stranger)).status_code == (await linked.open()).status_code == 200
    await linked.set(ANYONE | {"passphrase": "みほん2026"})
    assert await are_in() == [False, False]
    assert (await linked.look()).json()["has_passphrase"] is True
    assert (await linked.open()).json()["code"] == "wrong_passphrase"
    assert (await linked.open(word="みほん2026")).status_code == 200
    assert (await linked.open(stranger, word="みほん2026")).status_code == 200
    await linked.set(ANYONE)  # the word stays where nothing is said of it
    assert await are_in() == [True, True]
    await linked.set(AGENCY)
    assert await are_in() == [True, False]
    await linked.section["管理"].delete(f"/api/things/{linked.folder}/link")
    assert await are_in() == [False, False]


async def test_each_copying_gives_an_address_of_its_own(linked: Linked) -> None:
    await linked.set(ANYONE)
    first = linked.secret
    answer = await linked.section["管理"].post(f"/api/things/{linked.folder}/link/addresses")
    linked.secret = answer.json()["url"].partition("#")[2]
    assert linked.secret != first
    assert (await linked.open()).status_code == 200
    linked.secret = first
    assert (await linked.open()).status_code == 200
    assert (await linked.state())["link"]["views"] == 2


async def test_it_ends_with_its_last_day(linked: Linked) -> None:
    await linked.set(ANYONE)
    await linked.open()
    async with await psycopg.AsyncConnection.connect(linked.section.world.dsns.owner) as db:
        for table in ("grant", "flat"):
            ended = sql.SQL("UPDATE {} SET ends = now() WHERE ends < '9000-01-01'")
            await db.execute(ended.format(sql.Identifier(table)))
    assert await linked.sees() == 404
    assert (await linked.open()).json()["code"] == "link_closed"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"scope": "anyone", "role": "editor", "ends_on": SOON}, "invalid_request"),
        ({"scope": "anyone"}, "link_ends_too_late"),
        ({"scope": "anyone", "ends_on": "2099-01-01"}, "link_ends_too_late"),
        ({"scope": "agency", "ends_on": "2020-01-01"}, "ends_in_the_past"),
        ({"scope": "agency", "role": "manager"}, "invalid_request"),
    ],
)
async def test_what_a_link_cannot_be(linked: Linked, asked: dict[str, Any], code: str) -> None:
    assert (await linked.set(asked)).json()["code"] == code
    assert (await linked.state())["link"] is None


async def test_a_closed_label_shuts_out_who_has_no_account(linked: Linked) -> None:
    label = f"/api/things/{linked.folder}/label"
    await linked.set(ANYONE)
    await linked.open()
    await linked.section["管理"].put(label, json={"label": 3})
    assert await linked.sees() == 403
    assert (
        await linked.outsider.get(f"/api/files/{linked.file}/content")
    ).status_code == 200  # its own label
    assert (await linked.look()).json()["code"] == "link_closed"
    assert (await linked.state())["link"]["is_closed_outside"] is True
    assert (await linked.open(linked.section["他人"])).status_code == 200
    assert (await linked.set(ANYONE)).json()["code"] == "link_not_for_label"


async def test_the_agency_says_how_wide_links_may_be(linked: Linked) -> None:
    app = linked.section.office.app
    await linked.set(ANYONE)
    await linked.open()
    app.state.settings = app.state.settings.model_copy(update={"share_links": "agency"})
    assert await linked.sees() == 401
    assert (await linked.look()).json()["needs_sign_in"] is True
    assert (await linked.set(ANYONE)).json() | {"title": ""} == {
        "type": "about:blank",
        "title": "",
        "status": 403,
        "code": "link_not_allowed",
        "params": {"most": "agency"},
    }
    app.state.settings = app.state.settings.model_copy(update={"share_links": "off"})
    assert (await linked.open(linked.section["他人"])).json()["code"] == "link_closed"


async def test_it_is_no_party_to_give_to(linked: Linked) -> None:
    await linked.set(AGENCY)
    sharing = (await linked.section["管理"].get(f"/api/things/{linked.folder}/sharing")).json()
    [party] = [share["party"] for share in sharing["shares"] if share["party"]["kind"] == "link"]
    path = f"/api/things/{linked.folder}/sharing"
    for change in ({"give": [{"party": party, "role": "manager"}]}, {"take": [party]}):
        answer = await linked.section["管理"].post(path, json=change)
        assert answer.json()["code"] == "no_such_party"


async def test_whoever_has_a_link_on_is_not_alone(linked: Linked) -> None:
    own = await linked.section.own("他人")
    made = await linked.section["他人"].post(f"/api/folders/{own}/folders", json={"name": "私の"})
    thing = made.json()["id"]
    assert made.json()["audience"]["only_me"] is True
    await linked.set(AGENCY, by="他人", on=UUID(thing))
    audience = (await linked.section["他人"].get(f"/api/things/{thing}")).json()["audience"]
    assert audience["only_me"] is False


async def test_guesses_of_the_word_are_counted(linked: Linked) -> None:
    await linked.set(ANYONE | {"passphrase": "みほん2026"})
    answers = [(await linked.open(word=f"{n}")).status_code for n in range(12)]
    assert answers == [422] * 10 + [429] * 2


async def test_secrets_are_kept_as_hashes(linked: Linked) -> None:
    await linked.set(ANYONE | {"passphrase": "みほん2026"})
    await linked.open(word="みほん2026")
    token = linked.outsider.headers["cookie"].partition("=")[2]
    async with await psycopg.AsyncConnection.connect(linked.section.world.dsns.owner) as db:
        for table in ("share_link", "share_address", "share_visit", "audit_entry"):
            rows = await db.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table)))
            held = "".join(row[0] for row in await rows.fetchall())
            assert linked.secret not in held
            assert token not in held
            assert "みほん2026" not in held


def test_what_holders_may_ask_for_is_a_short_list() -> None:
    id_ = "00000000-0000-7000-8000-000000000002"
    assert is_open_to_holders("GET", f"/api/files/{id_}/content")
    for method, path in (
        ("PUT", f"/api/files/{id_}/content"),
        ("GET", f"/api/files/{id_}/versions"),
        ("GET", f"/api/things/{id_}"),
        ("GET", f"/api/shared/things/{id_}/items/x"),
        ("GET", f"/api/shared/things/{id_}/../{id_}"),
        ("POST", "/api/shared/open"),
    ):
        assert not is_open_to_holders(method, path)
