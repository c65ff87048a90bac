"""The page words everything that readers can tell."""

import json
from pathlib import Path
from typing import get_args

import pytest

from zencho.previews.reading import Reason
from zencho.previews.unshown import CODES


@pytest.mark.parametrize("language", ["ja", "en"])
def test_each_reason_and_each_code_has_its_words(language: str) -> None:
    path = Path(__file__).parents[2] / f"web/src/locales/{language}/later/previews.json"
    words = json.loads(path.read_text(encoding="utf-8"))
    assert set(words["reasons"]) == set(get_args(Reason))
    assert {key.removesuffix("_one").removesuffix("_other") for key in words["unshown"]} == CODES
