"""The report: every reason is worded, in the file and on the page, and no cell is a formula."""

import json
import re

import pytest

from tests.house.sources import PACKAGE, WEB
from zencho.imports import report
from zencho.imports.counting import GONE, RENAMED, SKIPPED


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_words_the_same_reasons(language: str) -> None:
    words = json.loads((WEB / "src" / "locales" / language / "later" / "imports.json").read_text("utf-8"))
    assert words["reasons"].keys() == report.REASONS.keys()


def test_every_reason_that_is_given_is_worded() -> None:
    given = set()
    for path in (PACKAGE / "imports").glob("*.py"):
        text = path.read_text("utf-8")
        given |= set(re.findall(r'(?:NotTaken\(|Left\([^()]*(?:\([^()]*\))?[^()]*, )"([a-z_]+)"', text))
    assert {"vanished", "changing", "closed_here", "gone", "twin"} & given
    assert given <= report.REASONS.keys()
    assert report.REASONS.keys() >= RENAMED | SKIPPED | GONE


def test_no_cell_is_a_formula() -> None:
    assert (
        report.line("=cmd|'x'!A1", "link", "+1")
        == "'=cmd|'x'!A1,リンク(シンボリックリンク)なので対象外,'+1,link\r\n"
    )
    assert report.line("Z:\\a,b", "twin", "").startswith('"Z:\\a,b",')
