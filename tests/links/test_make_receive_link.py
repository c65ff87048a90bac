"""Making, prolonging and stopping receive links: by whoever may add to the folder."""

from datetime import timedelta

import psycopg
import pytest
from psycopg import sql

from tests.drive.conftest import Section, section  # noqa: F401 - pytest finds fixtures by name
from tests.links.conftest import ENDS_AT, ENDS_ON, NEW, Receiving


async def test_who_may_make_list_prolong_and_stop(receiving: Receiving) -> None:
    office = receiving.section
    #         manager editor commenter viewer stranger revoked administrator
    may = [True, True, False, False, None, None, None]
    answers = await office.statuses("POST", receiving.path, json=NEW)
    assert answers == [{True: 201, False: 403, None: 404}[each] for each in may]
    answers = await office.statuses("GET", receiving.path)
    assert answers == [{True: 200, False: 403, None: 404}[each] for each in may]
    one = f"{receiving.path}/{receiving.link}"
    answers = await office.statuses("PUT", f"{one}/end", json={"ends_on": str(ENDS_ON + timedelta(days=1))})
    assert answers == [{True: 204, False: 403, None: 404}[each] for each in may]
    answers = await office.statuses("POST", f"{one}/secret")
    assert answers == [{True: 200, False: 403, None: 404}[each] for each in may]
    answers = [
        (await office[name].request("DELETE", one)).status_code for name in ("意見", "閲覧", "他人", "編集")
    ]
    assert answers == [403, 403, 404, 204]
    assert (await office["管理"].delete(one)).json()["code"] == "link_stopped"


async def test_the_list_says_what_a_link_is(receiving: Receiving) -> None:
    await receiving.make(note="PDFで", passphrase="あいことば", most_files=3)
    newest, first = await receiving.lines()
    assert (newest["subject"], newest["note"], newest["has_passphrase"]) == (NEW["subject"], "PDFで", True)
    assert newest["ends_at"] == ENDS_AT
    assert (newest["state"], newest["files"], newest["most_files"]) == ("open", 0, 3)
    assert newest["made_by"] == str(receiving.section.id_of("編集"))
    assert (first["has_passphrase"], first["most_files"]) == (False, None)


async def test_no_secret_is_stored_nor_written_down(receiving: Receiving) -> None:
    secret = receiving.outsider.secret
    assert len(secret) >= 43
    await receiving.outsider.begin()
    with psycopg.connect(receiving.section.world.dsns.owner) as connection:
        query = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        tables = [name for (name,) in connection.execute(query)]
        assert {"receive_link", "reception", "audit_entry", "outbox"} <= set(tables)
        for table in tables:
            found = sql.SQL("SELECT count(*) FROM {} t WHERE t::text LIKE %s OR t::text LIKE %s")
            secrets = (f"%{secret}%", f"%{receiving.outsider.token}%")
            assert connection.execute(found.format(sql.Identifier(table)), secrets).fetchone() == (0,), table


async def test_sharing_looks_as_before(receiving: Receiving) -> None:
    """Who may only send sees nothing: a link is nobody in 共有, and no reason to say 「ここだけの共有」."""
    manager = receiving.section["管理"]
    [item] = [each for each in await receiving.items(receiving.section.root) if each["name"] == "契約事務"]
    assert item["audience"] is None
    shares = (await manager.get(f"/api/things/{receiving.folder}/sharing")).json()["shares"]
    assert {share["party"]["kind"] for share in shares} == {"person", "unit"}
    assert all(share["inherited"] for share in shares)


async def test_another_secret_closes_the_first(receiving: Receiving) -> None:
    first = receiving.outsider.secret
    answer = await receiving.section["編集"].post(f"{receiving.path}/{receiving.link}/secret")
    second = answer.json()["url"].partition("#")[2]
    assert (await receiving.outsider.look(first)).json()["code"] == "link_closed"
    assert (await receiving.outsider.look(second)).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"subject": " "}, "invalid_request"),
        ({"subject": "x" * 101}, "invalid_request"),
        ({"ends_on": "2020-01-01"}, "ends_in_the_past"),
        ({"ends_on": "2099-01-01"}, "link_ends_too_late"),
        ({"passphrase": "abc"}, "invalid_request"),
        ({"most_files": 0}, "invalid_request"),
        ({"anything": 1}, "invalid_request"),
    ],
)
async def test_bad_input(receiving: Receiving, wrong: dict[str, object], code: str) -> None:
    assert (await receiving.make(**wrong)).json()["code"] == code
    assert len(await receiving.lines()) == 1


async def test_a_link_of_another_folder_is_unknown(receiving: Receiving) -> None:
    other = await receiving.section.folder("別")
    answer = await receiving.section["編集"].delete(f"/api/folders/{other}/receive-links/{receiving.link}")
    assert answer.json()["code"] == "unknown_link"
