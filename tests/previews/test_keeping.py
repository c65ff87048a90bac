"""What was read is kept for a while, within bounds, and a full disk only means reading it again."""

import asyncio
import os
import time
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from zencho.kernel.blobs import Blobs
from zencho.kernel.children import Bounds
from zencho.kernel.errors import TooMany
from zencho.previews import keeping, reading
from zencho.previews.keeping import MOST_READ_BYTES, Previews, Source
from zencho.previews.reading import NotReadable, Wanted

MAIL = b"Subject: a\n\nb"


async def source(blobs: Blobs, content: bytes = MAIL) -> Source:
    stored = await blobs.put_bytes(content)
    return Source(stored.id, stored.sha256, stored.size_bytes, "a.eml")


def test_what_nobody_looked_at_for_a_day_goes_and_the_oldest_of_too_much(tmp_path: Path) -> None:
    previews = Previews(tmp_path / "kept")
    for age, name in enumerate(("ab1", "ab2", "cd3")):
        path = previews.path_of(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * 100)
        os.utime(path, (time.time() - age * 1000,) * 2)
    previews._forget(time.time() - 1500, 10_000)
    assert sorted(path.name for path in tmp_path.rglob("*/??[0-9]")) == ["ab1", "ab2"]
    previews._forget(time.time() - 5000, 150)
    assert [path.name for path in tmp_path.rglob("*/??[0-9]")] == ["ab1"]


async def test_what_cannot_be_kept_is_shown_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    previews, blobs = Previews(tmp_path / "kept"), Blobs(tmp_path / "blobs")
    given = await source(blobs)
    assert (await previews.read(blobs, given, Wanted(), person=None)).media_type == "application/json"
    assert await previews.find(given, Wanted()) is None


async def test_a_file_too_large_is_not_opened(tmp_path: Path) -> None:
    previews = Previews(tmp_path / "kept")
    large = Source(uuid4(), "0" * 64, MOST_READ_BYTES + 1, "a.xlsx")
    with pytest.raises(NotReadable) as told:
        await previews.read(Blobs(tmp_path / "blobs"), large, Wanted(), person=None)
    assert told.value.params["reason"] == "too_large"


async def test_a_file_that_could_not_be_read_is_known(tmp_path: Path) -> None:
    previews, blobs = Previews(tmp_path / "kept"), Blobs(tmp_path / "blobs")
    given = await source(blobs, b"PK\x03\x04")
    with pytest.raises(NotReadable):
        await previews.read(blobs, given, Wanted(), person=None)
    with pytest.raises(NotReadable):
        await previews.find(given, Wanted())


async def test_one_that_takes_too_long_is_known_and_tried_again_the_next_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BOUNDS", Bounds(seconds=0))
    previews, blobs = Previews(tmp_path / "kept"), Blobs(tmp_path / "blobs")
    given = await source(blobs)
    with pytest.raises(NotReadable):
        await previews.read(blobs, given, Wanted(), person=None)
    path = previews.path_of(keeping.key_of(given, Wanted()))
    os.utime(path, (1, 1))
    with pytest.raises(NotReadable) as told:
        await previews.find(given, Wanted())
    assert told.value.params["reason"] == "takes_too_long"
    assert path.stat().st_mtime == 1


async def test_who_waits_for_much_is_asked_to_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_FILES", 2)
    monkeypatch.setattr(keeping, "MOST_QUESTIONS", 3)
    previews, blobs = Previews(tmp_path / "kept"), Blobs(tmp_path / "blobs")
    one, other, third = [await source(blobs, MAIL + each) for each in (b"1", b"2", b"3")]
    me, you = uuid4(), uuid4()

    def ask(given: Source, wanted: Wanted, person: UUID) -> asyncio.Task[object]:
        return asyncio.create_task(previews.read(blobs, given, wanted, person=person))

    whole = Wanted(is_whole=True)
    asked = [ask(one, Wanted(), me), ask(other, Wanted(), me), ask(third, Wanted(), me)]
    asked += [ask(one, whole, me), ask(other, whole, me), ask(third, whole, you)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert [isinstance(each, TooMany) for each in answers] == [False, False, True, False, True, False]
    await ask(third, Wanted(), me)
    assert not previews._waiting
