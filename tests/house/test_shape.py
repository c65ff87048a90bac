"""Lengths and names: what keeps files readable in a sitting and findable by their noun."""

import ast
import re

import pytest

from tests.house.sources import ROOT, Source, all_python, product, web_files

MOST_FUNCTION, MOST_PYTHON, MOST_WEB = 60, 500, 350
# What may be longer, and why.
LONGER: dict[str, str] = {}
VAGUE = re.compile(
    r"^(core|common|utils?|helpers?|misc|managers?|services?|base|data|infos?|handlers?|processors?)$"
)


def long_functions(source: Source) -> list[str]:
    return [
        f"{source.name}:{node.lineno} {node.name}"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MOST_FUNCTION
        and f"{source.name}:{node.name}" not in LONGER
    ]


def vague_parts(name: str) -> list[str]:
    return [part for part in name.removesuffix(".py").split("/") if VAGUE.match(part)]


def test_functions_are_short() -> None:
    assert [fault for source in all_python() for fault in long_functions(source)] == []


def test_python_files_are_short() -> None:
    long = {s.name: s.text.count("\n") for s in all_python() if s.text.count("\n") > MOST_PYTHON}
    assert {name: lines for name, lines in long.items() if name not in LONGER} == {}


def test_web_files_are_short() -> None:
    files = [(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in web_files("src", "e2e")]
    assert [name for name, text in files if text.count("\n") > MOST_WEB and name not in LONGER] == []


def test_every_exception_has_a_reason_and_is_needed() -> None:
    names = {source.name for source in all_python()}
    for name, reason in LONGER.items():
        assert reason, name
        assert name.split(":")[0] in names, name


def test_no_file_or_package_has_a_name_that_says_nothing() -> None:
    assert [source.name for source in all_python() if vague_parts(source.name)] == []
    assert [path.name for path in web_files("src", "e2e") if VAGUE.match(path.stem)] == []


def test_every_module_opens_by_saying_what_it_is_for() -> None:
    silent = [s.name for s in all_python() if s.text.strip() and not ast.get_docstring(s.tree)]
    assert silent == []


def test_every_public_function_and_class_of_the_gate_says_what_it_does() -> None:
    gate = [source for source in product() if source.package in {"gate", "audit"}]
    assert [fault for source in gate for fault in undocumented(source)] == []


def undocumented(source: Source) -> list[str]:
    public = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return [
        f"{source.name}:{node.lineno} {node.name}"
        for node in source.tree.body
        if isinstance(node, public) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]


def test_the_kernel_stays_tiny() -> None:
    lines = sum(source.text.count("\n") for source in product() if source.package == "kernel")
    assert lines <= 2_000


@pytest.mark.parametrize("name", ["drive/utils.py", "core/x.py", "chat/message_service/base.py"])
def test_a_vague_name_is_noticed(name: str) -> None:
    assert vague_parts(name)


def test_a_long_function_is_noticed() -> None:
    body = "\n".join("    x = 1" for _ in range(60))
    assert long_functions(Source("drive/x.py", f"def f():\n{body}\n")) == ["drive/x.py:1 f"]
