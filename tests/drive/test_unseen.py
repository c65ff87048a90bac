"""Missing and unseen are one: the same bytes, headers and number of statements, for every route."""

from typing import Any
from uuid import UUID, uuid4

from tests.drive.conftest import Section
from tests.gate.conftest import statements_of

from zencho.drive.wiring import FEATURE
from zencho.kernel.web import list_routes

TUS = {
    "Tus-Resumable": "1.0.0",
    "Upload-Length": "1",
    "Upload-Metadata": "name eA==",
    "Content-Type": "application/offset+octet-stream",
}
SHARE = {"give": [], "take": []}
ROUTES: list[tuple[str, str, dict[str, Any]]] = [
    ("GET", "/api/things/{}", {}),
    ("PUT", "/api/things/{}/name", {"json": {"name": "x"}}),
    ("PUT", "/api/things/{}/label", {"json": {"label": 3}}),
    ("GET", "/api/things/{}/sharing", {}),
    ("POST", "/api/things/{}/sharing", {"json": SHARE}),
    ("POST", "/api/things/{}/sharing/preview", {"json": SHARE}),
    ("GET", "/api/things/{}/readers", {}),
    ("GET", "/api/things/{}/readers/units", {}),
    ("GET", "/api/things/{}/readers/file", {}),
    ("GET", "/api/things/{}/openings", {}),
    ("GET", "/api/things/{}/openings/people?ids=00000000-0000-7000-8000-000000000002", {}),
    ("GET", "/api/things/{}/reasons?person=00000000-0000-7000-8000-000000000002", {}),
    ("GET", "/api/things/{}/access-requests", {}),
    ("POST", "/api/things/{}/access-requests", {"json": {"reason": "x"}}),
    ("PUT", "/api/things/{}/star", {}),
    ("DELETE", "/api/things/{}/star", {}),
    ("GET", "/api/folders/{}/usage", {}),
    ("GET", "/api/folders/{}/items", {}),
    ("POST", "/api/folders/{}/folders", {"json": {"name": "x"}}),
    ("PUT", "/api/folders/{}/about", {"json": {"description": "x", "tags": []}}),
    ("PUT", "/api/folders/{}/files?name=x", {"content": b"x"}),
    ("POST", "/api/folders/{}/copies", {"json": {"ids": ["{}"]}}),
    ("DELETE", "/api/folders/{}", {}),
    ("POST", "/api/folders/{}/tree", {"json": {"paths": [["x"]]}}),
    ("POST", "/api/folders/{}/uploads", {"headers": TUS, "content": b"x"}),
    ("POST", "/api/files/{}/uploads", {"headers": TUS, "content": b"x"}),
    ("GET", "/api/files/{}/content", {}),
    ("PUT", "/api/files/{}/content", {"content": b"x"}),
    ("GET", "/api/files/{}/versions", {}),
    ("GET", "/api/files/{}/versions/1", {}),
    ("GET", "/api/files/{}/versions/1/content", {}),
    ("PUT", "/api/files/{}/versions/1/kept", {"json": {"kept": True}}),
    ("POST", "/api/files/{}/versions/1/linked", {}),
    ("PUT", "/api/files/{}/versions/1/name", {"json": {"name": "x"}}),
    ("POST", "/api/files/{}/versions/1/restored", {}),
    ("POST", "/api/files/{}/versions/1/settled", {"json": {"choice": "leave"}}),
    ("PUT", "/api/files/{}/editing", {"json": {"version": 1}}),
    ("DELETE", "/api/files/{}/editing", {}),
    ("POST", "/api/files/{}/office-editor", {}),
    ("POST", "/api/things", {"json": {"ids": ["{}"]}}),
    ("POST", "/api/drive/bin", {"json": {"ids": ["{}"]}}),
    ("POST", "/api/drive/bin/restored", {"json": {"ids": ["{}"]}}),
    ("POST", "/api/drive/bin/purged", {"json": {"ids": ["{}"]}}),
]


def sent(given: dict[str, Any], id_: UUID) -> dict[str, Any]:
    if given.get("json", {}).get("ids"):
        return {"json": {"ids": [str(id_)]}}
    return given


async def test_alike(section: Section) -> None:
    folder, file = await section.folder("a"), await section.file("b")
    for method, path, given in ROUTES:
        seen = file if "/files/{}" in path else folder
        # Twice each and the second counted: what a process learns on its first request is learnt by then.
        ids = (seen, uuid4(), seen, uuid4())
        answers = [await ask(section, method, path.format(id_), id_, sent(given, id_)) for id_ in ids]
        assert answers[2] == answers[3], (method, path)
        assert answers[2][0] in (404, 202, 200), (method, path)


async def ask(section: Section, method: str, path: str, id_: UUID, given: dict[str, Any]) -> tuple[Any, ...]:
    """All that a stranger could tell two answers apart by, the id itself left out."""
    with statements_of(section.office.app.state.database) as statements:
        answer = await section["他人"].request(method, path, **given)
    body = answer.content.replace(str(id_).encode(), b"ID")
    return answer.status_code, body, sorted(answer.headers.items()), statements


def test_every_route_of_a_thing_is_in_the_list() -> None:
    listed = {(method, path.partition("?")[0].replace("{}", "ID")) for method, path, _ in ROUTES}
    routes = {
        (method, route.path.replace("{id_}", "ID").replace("{number}", "1"))
        for router in FEATURE.routers
        for route in list_routes(router.routes)
        for method in route.methods
        if "{id_}" in route.path
        and "/uploads/{id_}" not in route.path  # those are nobody else's: test_uploads
    }
    # These two open the thing before they look at what else is named.
    later = {("POST", "/api/folders/ID/items"), ("POST", "/api/things/ID/access-requests/{request_id}")}
    assert routes - later <= listed
