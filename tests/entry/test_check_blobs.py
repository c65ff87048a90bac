"""A store is damaged in each way there is, and `zencho check-blobs` names each, and nothing else."""

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import get_args
from uuid import UUID, uuid4

import psycopg
import pytest
from tests.drive.conftest import Section, section  # noqa: F401 - a fixture by its name
from tests.drive.test_uploads import begin, send

from zencho.entry import blob_checking, check_blobs
from zencho.entry.blob_checking import Wrong
from zencho.entry.check_blobs import check
from zencho.entry.terminal import Terminal
from zencho.kernel import clock
from zencho.kernel.blobs import key_of
from zencho.kernel.settings import Settings


@pytest.fixture
def settings(section: Section, tmp_path: Path) -> Settings:  # noqa: F811
    dsns = section.world.dsns
    return Settings(
        data=tmp_path, database_url=dsns.app, database_owner_url=dsns.owner, database_worker_url=dsns.worker
    )


def _check(
    settings: Settings, capsys: pytest.CaptureFixture[str], *, with_hash: bool = False
) -> tuple[int, list[dict[str, str]]]:
    code = check(settings, Terminal("ja", as_json=True), with_hash=with_hash)
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


async def test_a_sound_store(
    section: Section,  # noqa: F811
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
) -> None:
    await section.file("a.txt", content=b"abc")
    await section.file("空", content=b"")
    code, rows = _check(settings, capsys, with_hash=True)
    assert (code, rows) == (0, [{"references": 4, "blobs": 2, "bytes": 3, "faults": 0}])


async def test_each_kind_of_damage(
    section: Section,  # noqa: F811
    settings: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    blobs = section.world.database.blobs
    things = [await section.file(f"{name}.txt", content=b"abc") for name in ("消", "短", "変", "残")]
    with psycopg.connect(section.world.dsns.owner) as connection:
        rows_of = connection.execute("SELECT thing_id, blob_id FROM node WHERE blob_id IS NOT NULL")
        found = dict(rows_of.fetchall())
        gone, short, other, late = (found[thing] for thing in things)
        connection.execute("DELETE FROM node WHERE thing_id = %s", [things[3]])
        connection.execute(
            "INSERT INTO freed_blob (blob_id, at) VALUES (%s, %s)", [late, clock.now() - timedelta(days=2)]
        )
    await blobs.remove(gone)
    _path(tmp_path, short).write_bytes(b"ab")
    _path(tmp_path, other).write_bytes(b"abd")
    orphan, young = [(await blobs.put_bytes(content)).id for content in (b"nobody's", b"under way")]
    old = (clock.now() - timedelta(days=3)).timestamp()
    os.utime(_path(tmp_path, orphan), (old, old))

    code, rows = _check(settings, capsys)
    assert code == 1
    assert {(row["wrong"], row["blob"], row["thing"]) for row in rows[:-1]} == {
        ("missing", str(gone), str(things[0])),
        ("size_differs", str(short), str(things[1])),
        ("unnamed", str(orphan), ""),
        ("freed_late", str(late), ""),
    }
    assert str(young) not in json.dumps(rows)
    _, rows = _check(settings, capsys, with_hash=True)
    assert ("hash_differs", str(other)) in {(row["wrong"], row["blob"]) for row in rows[:-1]}

    for language, word in (("ja", "中身がない"), ("en", "no bytes")):
        assert check(settings, Terminal(language), with_hash=False) == 1  # type: ignore[arg-type]
        assert word in capsys.readouterr().out


def _path(folder: Path, id_: UUID) -> Path:
    return folder / "blobs" / key_of(id_)


async def test_a_new_table_is_looked_at_by_the_name_of_its_column_alone(
    section: Section,  # noqa: F811
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
) -> None:
    blob = uuid4()
    with psycopg.connect(section.world.dsns.owner) as connection:
        connection.execute("CREATE TABLE newcomer (blob_id uuid)")
        connection.execute("INSERT INTO newcomer VALUES (%s)", [blob])
    _, rows = _check(settings, capsys)
    assert [(row["wrong"], row["holder"], row["blob"]) for row in rows[:-1]] == [
        ("missing", "newcomer", str(blob))
    ]


async def test_uploads_under_way_are_held_to_what_has_come(
    section: Section,  # noqa: F811
    settings: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    begun = await begin(section, "a.txt", 9)
    await begin(section, "b.txt", 9)  # nothing of it has come yet
    await send(section, begun.headers["Location"], 0, b"abc")
    with psycopg.connect(section.world.dsns.owner) as connection:
        row = connection.execute("SELECT blob_id FROM upload WHERE offset_bytes = 3").fetchone()
    assert row is not None
    path = _path(tmp_path, row[0])
    for content, wrong in (
        (b"abc", None),
        (b"abcde", None),
        (b"ab", "size_differs"),
        (b"abd", "hash_differs"),
    ):
        path.write_bytes(content)
        _, rows = _check(settings, capsys, with_hash=True)
        assert [each["wrong"] for each in rows[:-1]] == ([] if wrong is None else [wrong])


async def test_every_row_is_looked_at_where_several_name_the_same_bytes(
    section: Section,  # noqa: F811
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(blob_checking, "_PAGE", 2)
    first, other = uuid4(), uuid4()
    with psycopg.connect(section.world.dsns.owner) as connection:
        connection.execute("CREATE TABLE newcomer (blob_id uuid)")
        for blob in (first, first, first, other, other):
            connection.execute("INSERT INTO newcomer VALUES (%s)", [blob])
    _, rows = _check(settings, capsys)
    assert [row["blob"] for row in rows[:-1]].count(str(first)) == 3
    assert rows[-1]["faults"] == rows[-1]["references"] == 5


def test_every_fault_has_its_words() -> None:
    assert set(check_blobs._WRONG) == set(get_args(Wrong))
