"""Words: both languages say the same things, every error and every audit action has its sentence."""

import ast
import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

import zencho
from tests.house.sources import PACKAGE, ROOT, WEB, calls, product, web_files
from zencho.drive.rules import IN_DRIVE
from zencho.kernel.errors import Problem

LOCALES = WEB / "src" / "locales"
LANGUAGES = ("ja", "en")
AREAS = sorted(path.stem for path in (LOCALES / "ja").rglob("*.json"))


@cache
def words(language: str) -> dict[str, str]:
    """All words of a language by `area:key.key`."""
    return {
        f"{path.stem}:{key}": text
        for path in sorted((LOCALES / language).rglob("*.json"))
        for key, text in _flat(json.loads(path.read_text("utf-8")))
    }


def _flat(tree: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield above + key, value


@cache
def problems() -> tuple[type[Problem], ...]:
    """Every error of the product that a person may meet."""
    for module in pkgutil.walk_packages(zencho.__path__, "zencho."):
        if not module.name.startswith(("zencho.migrations", "zencho.entry.cli", "zencho.static")):
            importlib.import_module(module.name)

    def below(cls: type[Problem]) -> Iterator[type[Problem]]:
        for each in cls.__subclasses__():
            if each.__module__.startswith("zencho."):
                yield each
            yield from below(each)

    return tuple(below(Problem))


@cache
def audited() -> frozenset[str]:
    """The actions that acts write into the record."""
    found = set()
    for source in product():
        for call in calls(source, "record"):
            if len(call.args) > 1:
                found |= _actions_in(call.args[1])
    return frozenset(found)


def _actions_in(said: ast.expr) -> set[str]:
    """The actions that an expression may be: `f"{kind}.add"` stands for each kind in the drive."""
    if isinstance(said, ast.JoinedStr):
        verb = "".join(part.value for part in said.values if isinstance(part, ast.Constant))
        return {kind + verb for kind in IN_DRIVE}
    constants = {node.value for node in ast.walk(said) if isinstance(node, ast.Constant)}
    return {each for each in constants if isinstance(each, str) and "." in each}


def test_both_languages_have_the_same_areas_and_keys() -> None:
    plural = re.compile(r"_(one|other)$")
    ja, en = ({plural.sub("", key) for key in words(language)} for language in LANGUAGES)
    assert ja - en == set()
    assert en - ja == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_words(language: str) -> None:
    worded = {key.partition(":problems.")[2].partition("_one")[0] for key in words(language)}
    worded |= {word.removesuffix("_other") for word in worded}
    missing = sorted({cls.code for cls in problems()} - worded)
    assert missing == [], f"add to web/src/locales/{language}/<area>.json under problems"


def test_every_problem_has_its_own_code_and_a_status_of_an_error() -> None:
    seen: dict[str, type[Problem]] = {}
    for cls in problems():
        # What must not be told apart shares the one code of what is not there.
        if cls.code != "not_found":
            assert seen.setdefault(cls.code, cls) is cls, f"{cls} and {seen[cls.code]} share {cls.code}"
        assert 400 <= cls.status < 600
        assert re.fullmatch(r"[a-z0-9_]+", cls.code)


def test_errors_have_one_shape() -> None:
    for cls in problems():
        body = cls(count=1).as_json()
        assert list(body) == ["type", "title", "status", "code", "params"]
        assert body["params"] == {"count": 1}
    # Static files are served as Starlette does; the kernel gives its exception the one shape.
    apart = {"kernel/web.py", "entry/pages.py"}
    other = [s.name for s in product() if s.name not in apart and any(calls(s, "HTTPException"))]
    assert other == [], "raise a Problem: its code is worded by the page"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_audit_action_has_its_sentence(language: str) -> None:
    sentences = json.loads((LOCALES / language / "later" / "audit.json").read_text("utf-8"))
    assert audited()
    assert sorted(audited() - set(sentences)) == []
    assert all(sentences.values())


def test_japanese_words_keep_the_rules() -> None:
    wrong = [
        key
        for key, text in words("ja").items()
        if re.search(r"文書(?!管理)|\U0001f300|[\U0001f300-\U0001faff]", text)
    ]
    assert wrong == []


def test_every_word_of_the_product_is_in_the_list() -> None:
    """Packages are named by words of `docs/words.md`."""
    listed = (ROOT / "docs" / "words.md").read_text("utf-8").casefold()
    packages = sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists())
    # Of the house itself: ARCHITECTURE.md says what they are.
    floors = {"kernel", "postgres", "entry", "migrations", "coedit", "hub", "audit"}
    singular = {name: name.removesuffix("s") for name in packages} | {"people": "person"}
    assert [name for name in packages if name not in floors and singular[name] not in listed] == []


def test_web_asks_whether_kana_are_being_converted() -> None:
    """A bare `key === "Enter"` would take the Enter that confirms kanji."""
    bare = re.compile(r"""\.key\s*===?\s*["']Enter["']|["']Enter["']\s*===?\s*\w+\.key""")
    for path in web_files("src"):
        text = path.read_text("utf-8")
        if bare.search(text) and ".test." not in path.name:
            assert re.search(r"isComposing", text), path.relative_to(ROOT)
    assert bare.search('if (event.key === "Enter") send();')


def test_web_names_no_address_outside() -> None:
    """Nothing of the page may come from elsewhere; names of XML vocabularies are not fetched."""
    outside = re.compile(
        r"""(https?:)?//(?!localhost|www\.w3\.org/|127\.0\.0\.1)[a-z0-9-]+(\.[a-z0-9-]+)+/?""", re.I
    )
    wrong = []
    for path in [*web_files("src"), WEB / "index.html"]:
        if ".test." in path.name:
            continue
        for line in path.read_text("utf-8").splitlines():
            code = line.split("//", 1)[0] if line.lstrip().startswith("//") else line
            if re.search(r"""["'`(]""" + outside.pattern, code, re.I):
                wrong.append(f"{path.relative_to(ROOT)}: {line.strip()[:80]}")
    assert wrong == []
