"""First snapshot + what a socket brought == new snapshot, for every act, for every kind of reader.

The acts are enumerated: a route of the drive, of documents or of people that changes anything and has no line
below fails. Pages are followed as the browser follows them (`useLiveFolder.ts`, `FilePage.tsx`, the bell,
`useLiveDirectory`), through the hub's own filter.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.drive.conftest import OTHER, SECTION, Section, section  # noqa: F401 - a fixture by its name
from tests.drive.test_together import come
from tests.drive.test_uploads import BYTES, begin, send
from tests.kit.live import Tab
from tests.kit.serving import Served, serve
from tests.live import comment_acts, guest_acts, link_acts, scanning_acts, webdav_acts, wopi_acts
from tests.live.pages import Bell, Directory, Listing, Page, Senders, ThingPage
from zencho.coedit.actions import announce_edits
from zencho.comments.wiring import FEATURE as COMMENTS
from zencho.documents.wiring import FEATURE as DOCUMENTS
from zencho.drive import rules
from zencho.drive.actions import binning
from zencho.drive.wiring import FEATURE as DRIVE
from zencho.gate import opening as gate
from zencho.gate.actors import System
from zencho.guests.wiring import FEATURE as GUESTS
from zencho.kernel import clock
from zencho.kernel.refs import Ref
from zencho.kernel.web import SAFE_METHODS, list_routes
from zencho.links.wiring import FEATURE as LINKS
from zencho.people.wiring import FEATURE as PEOPLE
from zencho.scanning.wiring import FEATURE as SCANNING
from zencho.webdav.wiring import FEATURE as WEBDAV
from zencho.wopi.wiring import FEATURE as WOPI

READERS = ("管理", "編集", "閲覧", "他人", "総務")
# Routes that change nothing anybody's page shows, with their why.
NO_ACT = {
    "POST /api/things": "reads: refs in words",
    "POST /api/drive/archive": "a ticket for a download of one's own",
    "POST /api/drive/bulks/{bulk}/stop": "what was copied stays; nothing more comes",
    "POST /api/things/{id_}/sharing/preview": "tries, and takes it back",
    "POST /api/drive/sharing/preview": "tries, and takes it back",
    "PUT /api/things/{id_}/star": "one's own mark, told to one's own windows alone: tests/drive/test_star.py",
    "DELETE /api/things/{id_}/star": "the same taken off",
    "POST /api/people/{person}/handover": "the same, of somebody who left: tests/drive/test_hand_over.py",
    "POST /api/drive/handover": "everything of a person at once: tests/drive/test_hand_over.py",
    "PUT /api/drive/quotas/{drive}": "a number that no list shows; a drive's own page hears that it changed",
    "DELETE /api/uploads/{id_}": "of what nobody else sees, and nothing came of",
    "POST /api/uploads/{id_}": "PATCH and DELETE by another name",
    "PUT /api/documents/{id}/images": "bytes beside a document; the text that shows them is typed",
    **guest_acts.NO_ACT,
    **wopi_acts.NO_ACT,
    **webdav_acts.NO_ACT,
} | link_acts.NO_ACT


@dataclass
class Stage:
    """The section with everything acts are done to, and readers with pages open."""

    section: Section
    served: Served
    has_directory: bool
    secret: str = ""
    ids: dict[str, UUID] = field(default_factory=dict)
    tabs: dict[str, Tab] = field(default_factory=dict)
    pages: dict[str, list[Page]] = field(default_factory=dict)

    async def do(self, method: str, path: str, by: str = "管理", **sent: Any) -> Any:
        answer = await self.section[by].request(method, path, **sent)
        assert answer.status_code < 300, answer.text
        told = answer.json() if answer.content else {}
        results = told.get("results", []) if isinstance(told, dict) else []
        assert all(each["code"] is None for each in results), told
        return told

    def give(self, whom: str, role: str = "viewer") -> dict[str, Any]:
        return {"party": self.section.person(whom), "role": role}

    def path(self, template: str, **more: object) -> str:
        return template.format(**self.ids, **more)

    async def follow(self) -> None:
        """Let every page take what its tab has heard by now."""
        await self.served.until_settled()
        for reader, tab in self.tabs.items():
            await tab.socket.send(json.dumps({"type": "ping"}))
            frames: list[dict[str, Any]] = []
            while not frames or frames[-1]["type"] != "pong":
                frame = await tab.next()
                assert isinstance(frame, dict)
                frames.append(frame)
            for frame in frames:
                for page in self.pages[reader]:
                    if frame.get("ref") == page.ref:
                        await page.take(frame)


@asynccontextmanager
async def _open(section: Section, *, has_directory: bool) -> AsyncIterator[Stage]:  # noqa: F811
    async with AsyncExitStack() as stack:
        served = await stack.enter_async_context(serve(section.office.app, section.world.dsns))
        stage = Stage(section, served, has_directory)
        await _furnish(stage)
        await served.until_settled()
        for reader in READERS:
            browser = section[reader]
            tab = await stack.enter_async_context(served.tab(browser.headers["cookie"]))
            stage.tabs[reader] = tab
            stage.pages[reader] = _pages(stage, reader, browser)
            for ref in dict.fromkeys(page.ref for page in stage.pages[reader]):
                answer = await tab.listen(ref)
                for page in stage.pages[reader]:
                    if page.ref == ref and answer["type"] == "subbed":
                        page.shown = await page.read()
        await stage.follow()
        for page in (page for pages in stage.pages.values() for page in pages):
            if page.shown is not None:
                await page.settle()
        yield stage


def _pages(stage: Stage, reader: str, browser: httpx.AsyncClient) -> list[Page]:
    ids = stage.ids
    paths = (
        "/api/people?query=あらい",
        "/api/units",
        "/api/groups",
        *(f"/api/units/{ids[name]}" for name in ("unit", "agency")),
        f"/api/units/{ids['unit']}/people",
        f"/api/people/{ids['person']}",
        f"/api/groups/{ids['group']}",
    )
    return [
        *(Listing(browser, f"folder:{ids[name]}") for name in ("root", "inner")),
        *(ThingPage(browser, f"folder:{ids[name]}") for name in ("root", "inner")),
        *(ThingPage(browser, f"file:{ids[name]}") for name in ("file", "inside", "old", "held")),
        ThingPage(browser, f"document:{ids['document']}"),
        Senders(browser, f"folder:{ids['inner']}"),
        Bell(browser, f"person:{stage.section.id_of(reader)}"),
        *([Directory(browser, paths)] if stage.has_directory and reader != "管理" else []),
    ]


async def _furnish(stage: Stage) -> None:
    section, ids = stage.section, stage.ids  # noqa: F811
    ids |= {
        "root": section.root,
        "unit": section.office.units[SECTION],
        "other": section.office.units[OTHER],
        "agency": section.office.units["みほん市役所"],
        "person": section.id_of("編集"),
        "other_person": section.id_of("閲覧"),
    }
    ids["inner"] = await section.folder("中")
    ids["file"] = await section.file("a.md", content="# 見出し\n".encode())
    ids["old"] = await section.file("d.txt", content=b"first")
    for content in (b"second", b"late"):
        path = f"/api/files/{ids['old']}/content"
        await stage.do("PUT", path, content=content, params={"based_on": 1})
    await stage.do("PUT", f"/api/files/{ids['old']}/editing", json={"version": 2})
    ids["inside"] = await section.file("b.txt", ids["inner"])
    ids["binned"] = await section.file("c.txt", ids["inner"])
    await comment_acts.say(stage)
    await link_acts.make_link(stage, _days(60)["ends_on"])
    await link_acts.share_by_link(stage)
    await scanning_acts.hold(stage)
    ids["document"] = UUID(
        (await stage.do("POST", f"/api/folders/{section.root}/documents", json={"name": "議事録"}))["id"]
    )
    await stage.do("POST", "/api/drive/bin", json={"ids": [str(ids["binned"])]})
    await stage.do("POST", f"/api/things/{ids['inside']}/access-requests", by="他人", json={"reason": "x"})
    asked = await stage.do("GET", f"/api/things/{ids['inside']}/access-requests")
    ids["request_id"] = UUID(asked["requests"][0]["id"])
    group = {"name": "予算会議", "reading": "よさんかいぎ"}
    ids["group"] = UUID((await stage.do("POST", "/api/groups", by="総務", json=group))["id"])
    await stage.do("POST", f"/api/groups/{ids['group']}/members", by="総務", json={"id": str(ids["unit"])})
    card = await stage.do("GET", f"/api/people/{ids['person']}")
    ids["post"] = UUID(card["posts"][0]["id"])
    for whose, by in (("absence", "編集"), ("absence_id", "総務")):
        path = "/api/me/absences" if by == "編集" else f"/api/people/{ids['person']}/absences"
        ids[whose] = UUID(
            (await stage.do("POST", path, by=by, json=_days(0 if whose == "absence" else 40)))["id"]
        )


def _days(after: int) -> dict[str, str]:
    start = clock.day_of(clock.now()) + timedelta(days=after)
    return {"starts_on": str(start), "ends_on": str(start + timedelta(days=2))}


Act = Callable[[Stage], Awaitable[Any]]


def _calls(route: str, by: str = "管理", **sent: Any) -> Act:
    """The route itself with this; strings in `{}` are filled from the stage's ids."""
    method, _, template = route.partition(" ")

    async def act(stage: Stage) -> None:
        filled = json.loads(_fill(json.dumps(sent.get("json")), stage)) if "json" in sent else None
        more = {key: value for key, value in sent.items() if key not in ("json", "at")}
        if filled is not None:
            more["json"] = filled
        path = template.replace("{id_}", "{at}").replace("{id}", "{at}")
        at = stage.ids[sent.get("at", "file")]
        await stage.do(method, stage.path(path, at=at, **_names(stage)), by=by, **more)

    return act


def _names(stage: Stage) -> dict[str, UUID]:
    ids = stage.ids
    return {
        "person_id": ids["person"],
        "post_id": ids["post"],
        "unit_id": ids["unit"],
        "group_id": ids["group"],
    } | {"ref": ids["unit"]}


def _fill(text: str, stage: Stage) -> str:
    for name, id_ in stage.ids.items():
        text = text.replace(f'"<{name}>"', f'"{id_}"')
    return text


def _share(at: str, **change: Any) -> Act:
    async def act(stage: Stage) -> None:
        change_ = {key: value(stage) if callable(value) else value for key, value in change.items()}
        await stage.do("POST", f"/api/things/{stage.ids[at]}/sharing", json=change_)

    return act


async def _share_several(stage: Stage) -> None:
    ids = [str(stage.ids["file"]), str(stage.ids["inner"])]
    await stage.do("POST", "/api/drive/sharing", json={"ids": ids, "give": [stage.give("他人", "editor")]})


async def _take_in_parts(stage: Stage) -> None:
    begun = await begin(stage.section, "x", 3, where=stage.path("/api/folders/{inner}/uploads"))
    assert (await send(stage.section, begun.headers["Location"], 0, b"new")).status_code == 204


async def _take_in_together(stage: Stage) -> None:
    inner = stage.ids["inner"]
    await come(stage.section, [(inner, f"{at}.txt", b"new") for at in range(3)])


async def _edited(stage: Stage) -> None:
    """Somebody typed, and paused."""
    async with stage.section.world.as_(await stage.section.actor("編集")) as work:
        ref = Ref("document", stage.ids["document"])
        await announce_edits(work, ref, (stage.section.id_of("編集"),), seq=2)


async def _late_return(stage: Stage) -> None:
    """Something comes back that was made from an older version."""
    path = f"/api/files/{stage.ids['old']}/content"
    await stage.do("PUT", path, content=b"even later", params={"based_on": 1})


async def _the_clock_empties_the_bin(stage: Stage) -> None:
    async with stage.section.world.as_(System("purge")) as work:
        await binning.purge(await gate.open(work, rules.THING_PURGE, stage.ids["binned"]))


_NAMING = {"surname": "新井", "given": "一", "surname_reading": "あらい", "given_reading": "はじめ"}
_UNIT = {"name": "新しい課", "reading": "あたらしいか"}
_TREE = {"paths": [["新", "内"]]}
_NEW = {"headers": BYTES | {"Upload-Length": "3", "Upload-Metadata": "name eA=="}, "content": b"new"}
OF_THINGS: dict[str, tuple[Act, ...]] = (
    {
        "POST /api/folders/{id_}/folders": (
            _calls("POST /api/folders/{id_}/folders", at="root", json={"name": "新"}),
        ),
        "PUT /api/folders/{id_}/files": (
            _calls("PUT /api/folders/{id_}/files", at="inner", params={"name": "新.txt"}, content=b"new"),
        ),
        "POST /api/folders/{id_}/tree": (_calls("POST /api/folders/{id_}/tree", json=_TREE, at="inner"),),
        "POST /api/folders/{id_}/uploads": (_calls("POST /api/folders/{id_}/uploads", at="inner", **_NEW),),
        "POST /api/files/{id_}/uploads": (_calls("POST /api/files/{id_}/uploads", **_NEW),),
        "PATCH /api/uploads/{id_}": (_take_in_parts,),
        "POST /api/uploads/together": (_take_in_together,),
        "POST /api/folders/{id_}/items": (
            _calls("POST /api/folders/{id_}/items", at="inner", json={"ids": ["<file>", "<document>"]}),
            _calls("POST /api/folders/{id_}/items", at="root", json={"ids": ["<inside>"]}),
        ),
        "PUT /api/folders/{id_}/about": tuple(
            _calls("PUT /api/folders/{id_}/about", at=at, json={"description": "綴り", "tags": ["契約"]})
            for at in ("root", "inner")
        ),
        "DELETE /api/folders/{id_}": (_calls("DELETE /api/folders/{id_}", at="inner"),),
        "POST /api/folders/{id_}/copies": (
            _calls("POST /api/folders/{id_}/copies", at="root", json={"ids": ["<inner>", "<document>"]}),
            _calls("POST /api/folders/{id_}/copies", at="inner", json={"ids": ["<file>"]}),
        ),
        "PUT /api/things/{id_}/name": (
            _calls("PUT /api/things/{id_}/name", json={"name": "後"}),
            _calls("PUT /api/things/{id_}/name", at="inner", json={"name": "後"}),
            _calls("PUT /api/things/{id_}/name", at="root", json={"name": "後"}),
        ),
        "PUT /api/things/{id_}/label": (_calls("PUT /api/things/{id_}/label", json={"label": 3}),),
        "PUT /api/files/{id_}/content": (
            _calls("PUT /api/files/{id_}/content", content=b"other"),
            _late_return,
        ),
        "POST /api/files/{id_}/versions/{number}/restored": (
            _calls("POST /api/files/{id_}/versions/1/restored", at="old"),
        ),
        "POST /api/files/{id_}/versions/{number}/settled": tuple(
            _calls("POST /api/files/{id_}/versions/3/settled", at="old", json={"choice": choice})
            for choice in ("current", "apart", "leave")
        ),
        "PUT /api/files/{id_}/versions/{number}/name": (
            _calls("PUT /api/files/{id_}/versions/1/name", json={"name": "提出"}),
        ),
        "PUT /api/files/{id_}/versions/{number}/kept": (
            _calls("PUT /api/files/{id_}/versions/1/kept", json={"kept": True}),
        ),
        "POST /api/files/{id_}/versions/{number}/linked": (
            _calls("POST /api/files/{id_}/versions/1/linked", by="閲覧"),
        ),
        "PUT /api/files/{id_}/editing": (_calls("PUT /api/files/{id_}/editing", json={"version": 1}),),
        "DELETE /api/files/{id_}/editing": (_calls("DELETE /api/files/{id_}/editing", at="old"),),
        "POST /api/drive/bin": (
            _calls("POST /api/drive/bin", json={"ids": ["<file>", "<document>"]}),
            _calls("POST /api/drive/bin", json={"ids": ["<inside>"]}),
        ),
        "POST /api/drive/bin/restored": (_calls("POST /api/drive/bin/restored", json={"ids": ["<binned>"]}),),
        "POST /api/drive/bin/purged": (
            _calls("POST /api/drive/bin/purged", json={"ids": ["<binned>"]}),
            _the_clock_empties_the_bin,
        ),
        "POST /api/drive/shared-drives": (
            _calls("POST /api/drive/shared-drives", by="総務", json={"unit": "<other>", "name": "財政"}),
        ),
        "POST /api/things/{id_}/sharing": (
            _share("file", give=lambda s: [s.give("他人")]),
            _share(
                "inner", give=lambda s: [s.give("管理", "manager"), s.give("閲覧", "editor")], inherits=False
            ),
            _share("inside", give=lambda s: [s.give("管理", "manager")], inherits=False),
            _share("root", give=lambda s: [s.give("他人", "editor")]),
            _share("root", take=lambda s: [s.section.unit(SECTION)]),
        ),
        "POST /api/drive/sharing": (_share_several,),
        "POST /api/things/{id_}/access-requests": (
            _calls("POST /api/things/{id_}/access-requests", by="取消", json={"reason": "x"}),
        ),
        "POST /api/things/{id_}/access-requests/{request_id}": (
            _calls("POST /api/things/{id_}/access-requests/{request_id}", at="inside", json={"grant": True}),
            _calls("POST /api/things/{id_}/access-requests/{request_id}", at="inside", json={"grant": False}),
        ),
        "POST /api/folders/{id}/documents": (
            _calls("POST /api/folders/{id}/documents", at="inner", json={"name": "新"}),
            _edited,
        ),
        "POST /api/folders/{id}/documents/import": (
            _calls(
                "POST /api/folders/{id}/documents/import",
                at="root",
                params={"name": "x.md"},
                content=b"# x\n",
            ),
        ),
        "POST /api/files/{id}/document": (_calls("POST /api/files/{id}/document"),),
    }
    | wopi_acts.ACTS
    | webdav_acts.ACTS
    | link_acts.list_acts(_calls, _days(61)["ends_on"])
    | guest_acts.list_acts(_calls, _days(61)["ends_on"])
    | comment_acts.list_acts(_calls)
    | scanning_acts.list_acts(_calls)
)
_STOOD_IN = _days(10) | {"stand_in": "<other_person>"}
OF_PEOPLE: dict[str, tuple[Act, ...]] = {
    "POST /api/people": (_calls("POST /api/people", by="総務", json=_NAMING | {"number": "777777"}),),
    "PATCH /api/people/{person_id}": (
        _calls("PATCH /api/people/{person_id}", by="総務", json=_NAMING | {"telephone": "2345"}),
    ),
    "POST /api/people/{person_id}/posts": (
        _calls(
            "POST /api/people/{person_id}/posts",
            by="総務",
            json={"unit": "<other>", "rank": "clerk", "starts_on": "2020-04-01", "is_concurrent": True},
        ),
    ),
    "POST /api/me/absences": (_calls("POST /api/me/absences", by="閲覧", json=_days(0)),),
    "DELETE /api/me/absences/{absence_id}": (
        lambda s: s.do("DELETE", f"/api/me/absences/{s.ids['absence']}", by="編集"),
    ),
    "POST /api/people/{person_id}/absences": (
        _calls(
            "POST /api/people/{person_id}/absences",
            by="総務",
            json=_days(10) | {"stand_in": "<other_person>"},
        ),
    ),
    "DELETE /api/people/{person_id}/absences/{absence_id}": (
        _calls("DELETE /api/people/{person_id}/absences/{absence_id}", by="総務"),
    ),
    "POST /api/units": (
        _calls("POST /api/units", by="総務", json=_UNIT | {"kind": "team", "parent": "<unit>"}),
    ),
    "PATCH /api/units/{unit_id}": (_calls("PATCH /api/units/{unit_id}", by="総務", json=_UNIT),),
    "POST /api/groups": (_calls("POST /api/groups", by="総務", json={"name": "会", "reading": "かい"}),),
    "PATCH /api/groups/{group_id}": (
        _calls("PATCH /api/groups/{group_id}", by="総務", json={"name": "会", "reading": "かい"}),
    ),
    "POST /api/groups/{group_id}/members": (
        _calls("POST /api/groups/{group_id}/members", by="総務", json={"id": "<other>"}),
    ),
    "DELETE /api/groups/{group_id}/members/{ref}": (
        _calls("DELETE /api/groups/{group_id}/members/{ref}", by="総務"),
    ),
    "POST /api/posts/{post_id}/end": (
        _calls("POST /api/posts/{post_id}/end", by="総務", json={"on": "2024-03-31"}),
    ),
}
ACTS = OF_THINGS | OF_PEOPLE
# Nobody who has a page open shows anything of it: another drive; the bin, which is read when it is opened.
UNSHOWN = {"POST /api/drive/shared-drives", "POST /api/drive/bin/purged"}


def test_every_act_has_a_line() -> None:
    changing = {
        f"{method} {route.path}"
        for feature in (COMMENTS, DRIVE, DOCUMENTS, GUESTS, LINKS, PEOPLE, SCANNING, WEBDAV, WOPI)
        for router in feature.routers
        for route in list_routes(router.routes)
        for method in route.methods - SAFE_METHODS
    }
    assert changing == ACTS.keys() | NO_ACT.keys()


async def _play(stage: Stage, route: str, act: Act) -> None:
    pages = [(reader, page) for reader in READERS for page in stage.pages[reader]]
    before = {id(page): json.dumps(page.shown) for _, page in pages}
    await act(stage)
    await stage.follow()
    changed = False
    for reader, page in pages:
        if before[id(page)] == "null":
            continue  # never let in, or cut before: to be let in later is to open a page
        await page.settle()
        is_now = await page.read()
        assert page.shown == is_now, (route, reader, page.ref, type(page).__name__)
        changed = changed or json.dumps(is_now) != before[id(page)]
    assert changed == (route not in UNSHOWN), route


def _every() -> list[Any]:
    return [
        pytest.param(route, act, id=f"{route} {number}" if number else route)
        for route, acts in OF_THINGS.items()
        for number, act in enumerate(acts)
    ]


@pytest.mark.parametrize(("route", "act"), _every())
async def test_what_was_shown_and_what_was_heard_make_what_is(
    section: Section,  # noqa: F811
    route: str,
    act: Act,
) -> None:
    async with _open(section, has_directory=False) as stage:
        await _play(stage, route, act)


async def test_the_same_for_the_organisation_one_act_after_the_other(
    section: Section,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """How many people can see a thing is counted when it is read: that alone does not follow a new post."""
    read = ThingPage.read

    async def read_without_count(page: ThingPage) -> Any:
        shown = await read(page)
        return shown and {key: value for key, value in shown.items() if key != "audience"}

    monkeypatch.setattr(ThingPage, "read", read_without_count)
    async with _open(section, has_directory=True) as stage:
        for route, acts in OF_PEOPLE.items():
            for act in acts:
                await _play(stage, route, act)
