"""The LibreOffice of this machine, where there is one: what it gives, and what it cannot be made to do."""

import io
import socket
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from tests.rendering.files import docx, odt, rtf, saved_as
from zencho.rendering.finding import LibreOfficeMissing, find_libreoffice
from zencho.rendering.renderer import NotRendered, Renderer

WORDS = "見本市の清掃業務"


def words_of(content: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


def workbook(words: str) -> bytes:
    made = openpyxl.Workbook()
    made.active["B2"] = words  # type: ignore[index]
    into = io.BytesIO()
    made.save(into)
    return into.getvalue()


async def test_each_kind_becomes_pages(real: Renderer, tmp_path: Path) -> None:
    soffice = real.office.program / "soffice"
    if not soffice.exists():
        pytest.skip("this LibreOffice has no command of its own to make old files with")
    files = {"docx": docx(WORDS), "odt": odt(WORDS), "rtf": rtf(WORDS), "xlsx": workbook(WORDS)}
    files["doc"] = saved_as(soffice, tmp_path, files["docx"], "docx", "doc")
    files["xls"] = saved_as(soffice, tmp_path, files["xlsx"], "xlsx", "xls")
    files["ods"] = saved_as(soffice, tmp_path, files["xlsx"], "xlsx", "ods")
    for ending, content in files.items():
        assert WORDS in words_of(await real.render(ending, content)), ending


async def test_nothing_is_fetched(real: Renderer, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("THESECRET")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        web = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
        linked = await real.render("docx", docx(WORDS, linked=[f"{web}.png", secret.as_uri()]))
        within = await real.render("odt", odt(WORDS, section=secret.as_uri()))
        fetched = await real.render("odt", odt(WORDS, section=f"{web}.txt"))
        with pytest.raises(BlockingIOError):
            listener.accept()
    for made in (linked, within, fetched):
        assert WORDS in words_of(made)
        assert "SECRET" not in words_of(made)


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut off", docx(WORDS)[:900]])
async def test_what_is_no_file_gives_no_pages(real: Renderer, content: bytes) -> None:
    with pytest.raises(NotRendered):
        await real.render("docx", content)


async def test_a_profile_is_made_once_and_no_file_stays(real: Renderer, tmp_path: Path) -> None:
    await real.render("rtf", rtf(WORDS))
    [profile] = (tmp_path / "rendering").iterdir()
    made = profile.stat().st_mtime_ns
    await real.render("rtf", rtf(WORDS))
    assert [each.stat().st_mtime_ns for each in (tmp_path / "rendering").iterdir()] == [made]
    assert (tmp_path / "rendering").stat().st_mode & 0o077 == 0
    held = [path for path in profile.rglob("*") if path.is_file() and WORDS.encode() in path.read_bytes()]
    assert held == []


def test_a_setting_that_names_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(LibreOfficeMissing):
        find_libreoffice(str(tmp_path / "soffice"))
    assert find_libreoffice("off") is None
