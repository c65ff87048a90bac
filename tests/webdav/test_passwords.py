"""App passwords: shown once, for one kind of program, ended at once, and good for WebDAV alone."""

import asyncio
from datetime import timedelta

import httpx
import psycopg
import pytest

from tests.drive.conftest import Section
from tests.webdav.conftest import Mount, basic, in_days
from zencho.kernel import clock
from zencho.webdav import calling
from zencho.webdav.clients import family_of

PASSWORDS = "/api/me/app-passwords"


async def test_the_secret_is_told_once_and_kept_as_a_hash(mount: Mount) -> None:
    client = await mount.client("編集")
    listed = (await mount.section["編集"].get(PASSWORDS)).json()
    assert client.secret not in str(listed)
    assert listed["address"] == "http://localhost:8080/dav/"
    [line] = listed["passwords"]
    assert (line["name"], line["client"], line["used_at"]) == ("窓口のPC", None, None)
    with psycopg.connect(mount.section.world.dsns.owner) as connection:
        found = connection.execute("SELECT * FROM app_password").fetchall()
        assert client.secret not in str(found)
        assert client.secret.replace("-", "") not in str(found)
    assert len(client.secret.replace("-", "")) == 32


async def test_the_use_is_seen(mount: Mount) -> None:
    client = await mount.client("編集")
    await client.find()
    [line] = (await mount.section["編集"].get(PASSWORDS)).json()["passwords"]
    assert (line["client"], line["used_from"]) == ("davfs2", "127.0.0.1")
    assert line["used_at"] is not None


async def test_it_is_typed_with_or_without_its_groups(mount: Mount) -> None:
    client = await mount.client("編集")
    client.secret = client.secret.replace("-", "").upper()
    assert (await client.ask("PROPFIND", headers={"depth": "0"})).status_code == 207


async def test_ended_it_opens_nothing(mount: Mount) -> None:
    client = await mount.client("編集")
    assert (await client.ask("GET")).status_code == 200
    assert (await mount.section["編集"].delete(f"{PASSWORDS}/{client.id_}")).status_code == 204
    answer = await client.ask("GET")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic ")
    assert (await mount.section["編集"].delete(f"{PASSWORDS}/{client.id_}")).status_code == 404


async def test_ended_by_another_it_goes_on(mount: Mount) -> None:
    client = await mount.client("編集")
    assert (await mount.section["管理"].delete(f"{PASSWORDS}/{client.id_}")).status_code == 404
    assert (await client.ask("GET")).status_code == 200


async def test_it_ends_by_itself(mount: Mount) -> None:
    client = await mount.client("編集")
    clock.offset = timedelta(days=31)
    try:
        assert (await client.ask("GET")).status_code == 401
        async with mount.section.clockwork() as work:
            from zencho.webdav.actions.passwords import end_unused

            await end_unused(work)
    finally:
        clock.offset = timedelta(0)
    assert (await mount.section["編集"].get(PASSWORDS)).json()["passwords"] == []


async def test_it_cuts_what_flows(mount: Mount) -> None:
    client = await mount.client("編集")
    await mount.section.file("大きい.bin", content=b"x" * (24 * 2**20))
    async with mount.served() as served:
        url = f"http://127.0.0.1:{served.port}"
        headers = {"authorization": basic(client.number, client.secret), "user-agent": client.agent}
        async with httpx.AsyncClient(base_url=url, headers=headers) as http:
            from tests.webdav.conftest import at

            with pytest.raises(httpx.RemoteProtocolError):
                async with http.stream("GET", at("大きい.bin")) as answer:
                    assert answer.status_code == 200
                    count = 0
                    async for chunk in answer.aiter_bytes(2**20):
                        count += len(chunk)
                        if count == 2**20:
                            await mount.section["編集"].delete(f"{PASSWORDS}/{client.id_}")
                            await asyncio.sleep(1.0)
    assert count < 24 * 2**20


async def test_it_is_no_way_to_sign_in(mount: Mount) -> None:
    client = await mount.client("編集")
    for path in ("/api/me", "/api/drive/roots", f"/api/folders/{mount.section.root}/items"):
        headers = {"authorization": basic(client.number, client.secret)}
        assert (await mount.http.get(path, headers=headers)).status_code == 401
    wanted = {"number": client.number, "password": client.secret}
    assert (await mount.http.post("/api/sessions/password", json=wanted)).status_code == 401


async def test_a_session_is_no_way_into_webdav(mount: Mount) -> None:
    answer = await mount.section["管理"].request("PROPFIND", "/dav/", headers={"depth": "1"})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "header", ["", "Basic", "Basic !!!", "Basic " + "YQ==", "Bearer abc", basic("020001", "wrong")]
)
async def test_anything_else_is_refused_alike(mount: Mount, header: str) -> None:
    answer = await mount.http.get("/dav/", headers={"authorization": header} if header else {})
    assert (answer.status_code, answer.headers["www-authenticate"][:6]) == (401, "Basic ")


async def test_the_name_must_be_its_owners(mount: Mount) -> None:
    client = await mount.client("編集")
    client.number = "020000"
    assert (await client.ask("GET")).status_code == 401


async def test_it_belongs_to_the_first_kind_of_program(mount: Mount) -> None:
    client = await mount.client("編集")
    await client.ask("GET")
    client.agent = "rclone/v1.60"
    answer = await client.ask("GET")
    assert (answer.status_code, "of_another_program" in answer.text) == (403, True)
    [line] = (await mount.section["編集"].get(PASSWORDS)).json()["passwords"]
    assert (line["client"], line["refused_client"]) == ("davfs2", "rclone")
    client.agent = "davfs2/1.7.0 neon/0.33"
    assert (await client.ask("GET")).status_code == 200


@pytest.mark.parametrize(
    ("agent", "family"),
    [
        ("Microsoft-WebDAV-MiniRedir/10.0.22631", "Windows"),
        ("Microsoft Office Word 2014", "Windows"),
        ("WebDAVFS/3.0.0 (03008000) Darwin/23.1.0 (arm64)", "macOS"),
        ("WebDAVLib/1.3", "macOS"),
        ("gvfs/1.50.3", "gvfs"),
        ("", "?"),
    ],
)
def test_families(agent: str, family: str) -> None:
    assert family_of(agent) == family


async def test_guessing_is_slowed_and_right_ones_pass(mount: Mount, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "MOST_FAILURES", 3)
    client = await mount.client("編集")
    right, client.secret = client.secret, "wrong"
    answers = [await client.ask("GET") for _ in range(4)]
    assert [each.status_code for each in answers] == [401, 401, 401, 429]
    assert int(answers[-1].headers["retry-after"]) > 0
    client.secret = right
    assert (await client.ask("GET")).status_code == 200


async def test_a_secret_on_an_open_line_is_refused(mount: Mount) -> None:
    client = await mount.client("編集")
    far = httpx.ASGITransport(app=mount.section.office.app, client=("10.0.0.7", 1234))
    async with httpx.AsyncClient(transport=far, base_url="http://city.example.jp") as client.http:
        assert (await client.ask("GET")).status_code == 403
    async with httpx.AsyncClient(transport=far, base_url="https://city.example.jp") as client.http:
        assert (await client.ask("GET")).status_code == 200


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({"name": " ", "ends_on": in_days(1)}, 422),
        ({"name": "a\nb\x07", "ends_on": in_days(1)}, 422),
        ({"name": "x" * 61, "ends_on": in_days(1)}, 422),
        ({"name": "PC", "ends_on": in_days(-1)}, 422),
        ({"name": "PC", "ends_on": in_days(400)}, 422),
        ({"name": "PC", "ends_on": in_days(365)}, 201),
        ({"name": "PC", "ends_on": in_days(0)}, 201),
    ],
)
async def test_what_is_asked_must_make_sense(section: Section, wanted: dict[str, str], status: int) -> None:
    assert (await section["編集"].post(PASSWORDS, json=wanted)).status_code == status


async def test_there_are_twenty_and_no_more(section: Section) -> None:
    wanted = {"name": "PC", "ends_on": in_days(5)}
    statuses = [(await section["編集"].post(PASSWORDS, json=wanted)).status_code for _ in range(21)]
    assert statuses == [201] * 20 + [409]


async def test_where_the_city_has_no_webdav_nothing_answers(mount: Mount) -> None:
    client = await mount.client("編集")
    mount.section.office.app.state.webdav = False
    for method in ("OPTIONS", "GET", "PROPFIND", "PUT", "LOCK"):
        assert (await client.ask(method, "x")).status_code == 404
    assert (await mount.section["編集"].get(PASSWORDS)).json()["address"] is None
    wanted = {"name": "PC", "ends_on": in_days(5)}
    assert (await mount.section["編集"].post(PASSWORDS, json=wanted)).status_code == 404
    assert (await mount.section["編集"].delete(f"{PASSWORDS}/{client.id_}")).status_code == 204


async def test_it_stands_in_the_record(mount: Mount) -> None:
    client = await mount.client("編集")
    await client.put("a.txt", b"one")
    await client.ask("GET", "a.txt")
    await mount.section["編集"].delete(f"{PASSWORDS}/{client.id_}")
    with psycopg.connect(mount.section.world.dsns.owner) as connection:
        rows = connection.execute(
            "SELECT action, session_id::text FROM audit_entry WHERE actor_id = %s ORDER BY id",
            [mount.section.id_of("編集")],
        ).fetchall()
    by_device = [action for action, session in rows if session == client.id_]
    assert by_device == ["file.add", "file.open", "file.download"]
    assert [action for action, _ in rows if action.startswith("app_password")] == [
        "app_password.make",
        "app_password.end",
    ]
