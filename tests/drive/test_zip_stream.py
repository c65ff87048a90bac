"""The zip writer by itself, read back by other programs' rules: Python's reader and Info-ZIP's `unzip -t`."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from zencho.drive import zip_stream
from zencho.drive.archive_names import Place, encode, safe_name
from zencho.drive.zip_stream import Entry, Zip

AT = datetime(2026, 11, 28, 1, 2, 3, tzinfo=UTC)


async def _chunks(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


async def _written(*files: tuple[Entry, tuple[bytes, ...]], folders: int = 0) -> bytes:
    zip_, sent = Zip(is_utf8=True), bytearray()
    for number in range(folders):
        sent += zip_.add_folder(Entry(f"{number}/".encode(), AT))
    for entry, chunks in files:
        async for piece in zip_.add_file(entry, _chunks(*chunks)):
            sent += piece
    return bytes(sent) + b"".join(zip_.finish())


def _sound(content: bytes, folder: Path) -> zipfile.ZipFile:
    taken = zipfile.ZipFile(io.BytesIO(content))
    assert taken.testzip() is None
    if shutil.which("unzip"):
        (folder / "a.zip").write_bytes(content)
        answer = subprocess.run(["unzip", "-tq", folder / "a.zip"], capture_output=True, check=False)
        assert answer.returncode == 0, answer.stdout
    return taken


async def test_stored_deflated_and_empty(tmp_path: Path) -> None:
    files = [
        (Entry("保.bin".encode(), AT, 6), (b"abc", b"def")),
        (Entry("縮.txt".encode(), AT, 200_000, shrinks=True), (b"a" * 100_000, b"b" * 100_000)),
        (Entry("空".encode(), AT), ()),
    ]
    taken = _sound(await _written(*files, folders=1), tmp_path)
    assert taken.namelist() == ["0/", "保.bin", "縮.txt", "空"]
    assert taken.read("保.bin") == b"abcdef"
    assert taken.read("縮.txt") == b"a" * 100_000 + b"b" * 100_000
    assert taken.getinfo("縮.txt").compress_size < 1_000
    # In the agency's zone: 10:02:03 in Tokyo, in steps of two seconds.
    assert taken.getinfo("保.bin").date_time == (2026, 11, 28, 10, 2, 2)


async def test_what_may_become_large_is_written_in_the_large_form(tmp_path: Path) -> None:
    """Sizes are only known at the end: whatever is announced near 4 GiB has room for more."""
    content = await _written((Entry(b"a", AT, 5 * 2**30), (b"few",)), (Entry(b"b", AT, 1), (b"x",)))
    assert _sound(content, tmp_path).read("a") == b"few"


async def test_more_entries_than_sixteen_bits_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with 65,535: the larger end is written, and a reader believes that one."""
    monkeypatch.setattr(zip_stream, "_LIMIT_16", 3)
    taken = zipfile.ZipFile(io.BytesIO(await _written((Entry(b"a", AT), (b"x",)), folders=5)))
    assert (len(taken.namelist()), taken.read("a")) == (6, b"x")


@pytest.mark.parametrize("year", [1601, 1979, 2199])
async def test_times_beyond_what_zip_knows(tmp_path: Path, year: int) -> None:
    content = await _written((Entry(b"a", AT.replace(year=year)), (b"x",)))
    assert _sound(content, tmp_path).infolist()[0].date_time[0] in (1980, 2107)


@pytest.mark.parametrize(
    ("name", "utf8", "cp932"),
    [
        ("見積①㈱髙﨑.xlsx", "見積①㈱髙﨑.xlsx", "見積①㈱髙﨑.xlsx"),
        ("𠮷野家", "𠮷野家", "〓野家"),
        ("葛\U000e0100城市", "葛\U000e0100城市", "葛城市"),
        ("ａ〜ｂ−ｃ¥—‖", "ａ〜ｂ−ｃ¥—‖", "ａ～ｂ－ｃ￥―∥"),
        ("a:b?.txt", "a：b？.txt", "a：b？.txt"),
        ("nul", "_nul", "_nul"),
        ("com1.txt", "_com1.txt", "_com1.txt"),
        ("end. ", "end", "end"),
        ("...", "_", "_"),
    ],
)
def test_names_as_windows_takes_them(name: str, utf8: str, cp932: str) -> None:
    assert (safe_name(name, "utf8"), safe_name(name, "cp932")) == (utf8, cp932)
    assert encode(cp932, "cp932").decode("cp932") == cp932


def test_twins_by_width_case_or_form_are_kept_apart() -> None:
    place = Place("", "utf8")
    names = ["Ａ.txt", "a.txt", "A.TXT", "か\u3099.txt", "が.txt", "a (2).txt"]
    given = [place.give(name) for name in names]
    assert given == ["Ａ.txt", "a (2).txt", "A (3).TXT", "か\u3099.txt", "が (2).txt", "a (2) (2).txt"]
