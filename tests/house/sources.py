"""The product's own sources, read as text and as syntax trees; nothing of it is run."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "zencho"
WEB = ROOT / "web"


@dataclass(frozen=True)
class Source:
    """A Python file: `name` is its path below `src/zencho` (or below the checkout)."""

    name: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parse(self.text)

    @property
    def package(self) -> str:
        return self.name.split("/")[0]


@cache
def _parse(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def product() -> tuple[Source, ...]:
    """All Python of the product."""
    return tuple(_read(PACKAGE, PACKAGE))


@cache
def all_python() -> tuple[Source, ...]:
    """The product's Python with its tests, benches and tools."""
    return tuple(s for each in ("src", "tests", "bench", "tools") for s in _read(ROOT / each, ROOT))


def web_files(*folders: str) -> Iterator[Path]:
    """Sources of the web app and its journeys."""
    for folder in folders:
        for path in sorted((WEB / folder).rglob("*")):
            if path.suffix in {".ts", ".tsx", ".css", ".mjs"} and "node_modules" not in path.parts:
                yield path


def _read(folder: Path, base: Path) -> Iterator[Source]:
    for path in sorted(folder.rglob("*.py")):
        yield Source(path.relative_to(base).as_posix(), path.read_text("utf-8"))


def imported(source: Source) -> set[str]:
    """Modules that a file imports anywhere, types included."""
    found = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def calls(source: Source, name: str) -> Iterator[ast.Call]:
    """Calls of `name(…)` or `anything.name(…)`."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Subscript):
                called = called.value
            if (isinstance(called, ast.Name) and called.id == name) or (
                isinstance(called, ast.Attribute) and called.attr == name
            ):
                yield node
