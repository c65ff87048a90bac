"""The protocol: against a server of our own, and against clamd itself where it is installed."""

import asyncio
import os
import pwd
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.kit.clamd import EICAR, VIRUS, FakeClamd, serve_clamd
from tests.kit.database import temporary_folder
from zencho.scanning.clamd import (
    Scanner,
    ScannerAddressUnfit,
    ScannerSilent,
    TooLargeToScan,
    read_verdict,
    read_version,
)

CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
CONF = """
LocalSocket {folder}/socket
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
Foreground yes
StreamMaxLength 1M
MaxThreads 2
ConcurrentDatabaseReload no
AlertExceedsMax yes
"""
# What was published as the test of scanners, as a signature of our own: the bytes anywhere in a file.
SIGNATURE = f"Eicar-Signature:0:*:{EICAR.hex()}\n"


async def pieces(*contents: bytes) -> AsyncIterator[bytes]:
    for content in contents:
        yield content


@pytest.fixture
async def fake(tmp_path: Path) -> AsyncIterator[FakeClamd]:
    async with serve_clamd(tmp_path / "clamd") as serving:
        yield serving


@pytest.fixture(scope="module")
def real() -> Iterator[str]:
    """The address of a clamd of our own, which knows one signature."""
    if CLAMD is None:
        pytest.skip("clamd is not installed (Debian: clamav-daemon)")
    with temporary_folder("clamd") as folder:
        (folder / "signatures").mkdir()
        (folder / "signatures" / "own.ndb").write_text(SIGNATURE)
        (folder / "conf").write_text(CONF.format(folder=folder) + _user())
        with (folder / "log").open("w") as log:
            clamd = subprocess.Popen([CLAMD, "-c", folder / "conf"], stdout=log, stderr=log)
        try:
            for _ in range(300):
                if (folder / "socket").exists() or clamd.poll() is not None:
                    break
                time.sleep(0.1)
            assert (folder / "socket").exists(), (folder / "log").read_text()
            yield f"unix:{folder}/socket"
        finally:
            clamd.terminate()
            clamd.wait(20)


def _user() -> str:
    # Started as root it changes to a user of its own, who could not read our folder.
    return f"User {pwd.getpwuid(os.geteuid()).pw_name}\n" if os.geteuid() == 0 else ""


async def test_clean_found_and_empty(fake: FakeClamd) -> None:
    scanner = Scanner(fake.address)
    big = bytes(700_000)
    assert await scanner.scan(pieces(big, b"end")) is None
    assert fake.scanned == [big + b"end"]
    assert await scanner.scan(pieces(b"a" * 10, EICAR)) == VIRUS
    assert await scanner.scan(pieces()) is None


async def test_more_than_it_takes_is_a_case_of_its_own(fake: FakeClamd) -> None:
    with pytest.raises(TooLargeToScan):
        await Scanner(fake.address).scan(pieces(*[bytes(2**20)] * 20))


async def test_nobody_there_and_nobody_who_speaks_it(fake: FakeClamd, tmp_path: Path) -> None:
    for address in (f"unix:{tmp_path}/none", "tcp:127.0.0.1:1"):
        with pytest.raises(ScannerSilent):
            await Scanner(address).scan(pieces(b"x"))
        with pytest.raises(ScannerSilent):
            await Scanner(address).ask_version()
    for says in ("", "stream: FOUND", "stream: OK FOUND OK", "Can't allocate memory ERROR", "HTTP/1.1 400"):
        fake.says = says
        with pytest.raises(ScannerSilent):
            await Scanner(fake.address).scan(pieces(b"x"))


async def test_who_does_not_answer_is_silent(fake: FakeClamd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zencho.scanning.clamd.ANSWER_SECONDS", 0.2)
    fake.may_answer.clear()
    with pytest.raises(ScannerSilent):
        await Scanner(fake.address).scan(pieces(b"x"))


async def test_what_the_bytes_raise_comes_through(fake: FakeClamd) -> None:
    async def gone() -> AsyncIterator[bytes]:
        yield b"x"
        raise FileNotFoundError

    with pytest.raises(FileNotFoundError):
        await Scanner(fake.address).scan(gone())


async def test_over_tcp() -> None:
    fake = FakeClamd(Path("none"))
    fake.may_answer.set()
    server = await asyncio.start_server(fake.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        assert await Scanner(f"tcp:127.0.0.1:{port}").scan(pieces(EICAR)) == VIRUS
        assert await Scanner(f"tcp:localhost:{port}").scan(pieces(b"x")) is None
        with pytest.raises(TooLargeToScan):
            await Scanner(f"tcp:127.0.0.1:{port}").scan(pieces(*[bytes(2**20)] * 20))
    finally:
        server.close()
        await fake.end()


@pytest.mark.parametrize(
    "address", ["clamd.ctl", "unix:clamd", "tcp:host", "tcp:host:x", "http://host:1", ""]
)
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(ScannerAddressUnfit):
        Scanner(address)


def test_verdicts() -> None:
    assert read_verdict("stream: OK") is None
    assert read_verdict("stream: Win.Test.EICAR_HDB-1 FOUND") == "Win.Test.EICAR_HDB-1"
    for said in (
        "INSTREAM size limit exceeded. ERROR",
        "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND",
    ):
        with pytest.raises(TooLargeToScan):
            read_verdict(said)


def test_versions() -> None:
    at = datetime(2026, 11, 27, 8, 31, 2, tzinfo=UTC)
    assert read_version("ClamAV 1.4.3/27823/Fri Nov 27 08:31:02 2026").signatures_at == at
    assert read_version("ClamAV 1.4.6").signatures_at is None
    with pytest.raises(ScannerSilent):
        read_version("UNKNOWN COMMAND")


async def test_clamd_itself(real: str) -> None:
    scanner = Scanner(real)
    assert (await scanner.ask_version()).program.startswith("ClamAV")
    assert await scanner.scan(pieces(b"%PDF-1.7", bytes(500_000))) is None
    assert await scanner.scan(pieces(EICAR)) == f"{VIRUS}.UNOFFICIAL"
    assert await scanner.scan(pieces()) is None
    for _ in range(5):  # it closes in the middle, each time at another moment
        with pytest.raises(TooLargeToScan):
            await scanner.scan(pieces(*[bytes(2**20)] * 30))
