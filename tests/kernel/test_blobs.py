"""Bytes of files: whole or not at all, within the limit, at keys nobody can guess."""

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import obstore
import pytest
from obstore.exceptions import GenericError

from zencho.kernel.blobs import PART_BYTES, Blobs, DiskFull, FileTooLarge


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def read(blobs: Blobs, stored_id: object, **span: int) -> bytes:
    return b"".join([chunk async for chunk in blobs.get(stored_id, **span)])  # type: ignore[arg-type]


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("size", [0, 1, PART_BYTES - 1, PART_BYTES, 2 * PART_BYTES + 17])
async def test_what_is_put_comes_back(tmp_path: Path, size: int) -> None:
    blobs, content = Blobs(tmp_path), (b"0123456789abcdef" * (size // 16 + 1))[:size]
    parts = [content[i : i + 100_000] for i in range(0, size, 100_000)]
    stored = await blobs.put(chunks(*parts), limit_bytes=size)
    assert (stored.size_bytes, stored.sha256) == (size, hashlib.sha256(content).hexdigest())
    assert await read(blobs, stored.id) == content


async def test_a_span_is_read_without_the_rest(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    stored = await blobs.put_bytes(b"0123456789")
    assert await read(blobs, stored.id, start=3) == b"3456789"
    assert await read(blobs, stored.id, start=3, end=5) == b"34"
    assert await read(blobs, stored.id, start=5, end=5) == b""


async def test_too_much_is_refused_and_nothing_stays(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    with pytest.raises(FileTooLarge) as caught:
        await blobs.put(chunks(b"x" * 60, b"x" * 60), limit_bytes=100)
    assert caught.value.params == {"limit_bytes": 100}
    assert files_in(tmp_path) == []


async def test_a_sender_who_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"x" * 1000
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await Blobs(tmp_path).put(broken(), limit_bytes=10_000)
    assert files_in(tmp_path) == []


async def test_the_same_bytes_twice_are_two_blobs(tmp_path: Path) -> None:
    """Otherwise one could find out what others have stored."""
    blobs = Blobs(tmp_path)
    one, other = await blobs.put_bytes(b"same"), await blobs.put_bytes(b"same")
    assert one.id != other.id
    await blobs.remove(one.id)
    assert await read(blobs, other.id) == b"same"


async def test_removing_twice_is_as_removing_once(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    stored = await blobs.put_bytes(b"x")
    await blobs.remove(stored.id)
    await blobs.remove(stored.id)
    with pytest.raises(FileNotFoundError):
        await read(blobs, stored.id)


async def test_a_full_disk_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the store words what the system says: seen on a file system of one megabyte."""

    async def full(*_: object, **__: object) -> None:
        raise GenericError("Unable to copy data to file: No space left on device (os error 28)")

    monkeypatch.setattr(obstore, "put_async", full)
    with pytest.raises(DiskFull):
        await Blobs(tmp_path).put_bytes(b"x")
    assert files_in(tmp_path) == []
