"""A route names what it opens, or says why nobody is asked; otherwise the server does not start."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from tests.house.sources import Source, product
from zencho.entry.wiring import FEATURES, register_features
from zencho.gate.permissions import PERMISSIONS
from zencho.kernel.web import Router, UndeclaredRoute, list_routes, refuse_undeclared


def all_routes() -> list[tuple[str, set[str], dict[str, str]]]:
    """(path, methods, what it says) of every route of every feature."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    for feature in FEATURES:
        for router in feature.routers:
            app.include_router(router)
    return [(route.path, route.methods, route.openapi_extra or {}) for route in list_routes(app.routes)]


def test_a_route_without_may_stops_at_import() -> None:
    router = Router()
    with pytest.raises(UndeclaredRoute):
        router.get("/things")
    with pytest.raises(UndeclaredRoute):
        router.get("/things", may="thing.read", public="both make no sense")


def test_a_route_that_came_in_by_another_way_stops_the_server() -> None:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    @app.get("/behind-the-house")
    async def behind() -> None: ...

    with pytest.raises(UndeclaredRoute, match="/behind-the-house"):
        refuse_undeclared(app)


def test_a_mount_stops_the_server_unless_it_is_named(tmp_path: Path) -> None:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.mount("/side", FastAPI())
    with pytest.raises(UndeclaredRoute, match="/side"):
        refuse_undeclared(app)
    refuse_undeclared(app, mounts=frozenset({"/side"}))


def test_every_route_names_a_permission_that_exists() -> None:
    register_features()
    routes = all_routes()
    assert routes
    for path, methods, says in routes:
        assert ("x-may" in says) != ("x-public" in says), path
        if "x-may" in says:
            assert says["x-may"] in PERMISSIONS, f"{sorted(methods)} {path} opens {says['x-may']}"
        else:
            assert len(says["x-public"]) > 12, f"{path} must say why nobody is asked"


def test_no_two_routes_answer_at_one_place() -> None:
    seen = [(path, method) for path, methods, _ in all_routes() for method in methods]
    assert len(seen) == len(set(seen))


def test_every_permission_is_asked_by_somebody() -> None:
    """A permission nobody opens would be a promise nobody keeps."""
    rules = [source for source in product() if "Permission" in source.text]
    named = {name: constant for source in rules for constant, name in permissions_in(source)}
    register_features()
    assert set(PERMISSIONS) <= set(named)
    used = {
        node.id if isinstance(node, ast.Name) else node.attr
        for source in product()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Name | ast.Attribute)
        and isinstance(node.ctx, ast.Load)
        and not source.name.endswith("rules.py")
    }
    assert [name for name in PERMISSIONS if named[name] not in used] == []


def permissions_in(source: Source) -> Iterator[tuple[str, str]]:
    """(constant, name) of each permission that a file declares."""
    for node in source.tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Call) and node.value.args:
            first = node.value.args[0]
            if isinstance(first, ast.Constant) and isinstance(node.target, ast.Name):
                yield node.target.id, str(first.value)
