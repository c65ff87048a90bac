"""Settings: one frozen object under a hundred lines, each field described, each default safe."""

import inspect
from pathlib import Path

import pytest
from pydantic import ValidationError

from zencho.kernel import settings as module
from zencho.kernel.settings import Settings

PAGE = Path(__file__).parents[2] / "docs" / "operate" / "settings.md"


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"ZENCHO_{name.upper()}", raising=False)


def test_the_page_describes_each_field_in_the_same_words() -> None:
    rows = [line.split(" | ") for line in PAGE.read_text().splitlines() if line.startswith("| `ZENCHO_")]
    written = {row[0].strip("| `"): row[2].strip("| ") for row in rows}
    assert written == {
        f"ZENCHO_{name.upper()}": field.description for name, field in Settings.model_fields.items()
    }


def test_the_page_names_each_default() -> None:
    rows = [line.split(" | ") for line in PAGE.read_text().splitlines() if line.startswith("| `ZENCHO_")]
    written = {row[0].strip("| `").removeprefix("ZENCHO_").lower(): row[1].strip("` ") for row in rows}
    for name, field in Settings.model_fields.items():
        if field.default_factory is None:
            assert written[name] == str(field.default or ""), name


def test_the_module_stays_small() -> None:
    assert len(inspect.getsource(module).splitlines()) < 100


def test_it_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().port = 1


def test_nobody_beyond_this_machine_by_default() -> None:
    assert Settings().host == "127.0.0.1"
    assert Settings().behind_proxy == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ZENCHO_PORT", "70000"),
        ("ZENCHO_ZONE", "Mars/Olympus"),
        ("ZENCHO_BEHIND_PROXY", "*"),
        ("ZENCHO_BEHIND_PROXY", "192.0.2.1,anybody"),
        ("ZENCHO_LOCALE", "fr"),
        ("ZENCHO_BACKUPS_KEPT", "0"),
    ],
)
def test_what_makes_no_sense_is_refused(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        Settings()


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ({"port": 8080}, "http://localhost:8080"),
        ({"port": 443, "tls_cert": "c.pem", "tls_key": "k.pem"}, "https://localhost:443"),
        ({"public_url": "https://zencho.city.example.jp/"}, "https://zencho.city.example.jp"),
    ],
)
def test_the_origin_is_what_people_type(given: dict[str, str], origin: str) -> None:
    assert Settings(**given).origin == origin
