"""Benches are run by hand, so what they are made of is looked at here."""

import importlib

import pytest
from bench.__main__ import CASES


@pytest.mark.parametrize("name", CASES)
def test_each_case_can_begin(name: str) -> None:
    assert callable(importlib.import_module(f"bench.{name}").run)
