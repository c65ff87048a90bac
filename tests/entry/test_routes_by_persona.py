"""Who is answered what, on every route: a table written by hand. A route that is not in it fails.

manager, editor, commenter, viewer: their role on the section's shared drive. taken: was an editor until it
was taken back. admin: administrator of the agency, nothing more. guest: invited to the section's drive as an
editor. nobody: not signed in.
"""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from tests.drive.conftest import Section, section  # noqa: F401 - pytest finds fixtures by name
from tests.house.test_routes import all_routes
from tests.imports.conftest import begun

from zencho.kernel import clock

ASKERS = ("管理", "編集", "意見", "閲覧", "他人", "取消", "総務", "客", None)
_NOBODY = "00000000-0000-7000-8000-000000000009"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
    "0500017a5eab3f0000000049454e44ae426082"
)
TABLE = """
                                        manager editor commenter viewer stranger taken admin guest nobody
GET    /api/access-requests                                 200 200 200 200 200 200 200 200 401
GET    /api/bundles                                         200 200 200 200 200 200 200 200 401
POST   /api/bundles                                         201 201 201 201 404 404 404 201 401
POST   /api/bundles/things                                  200 200 200 200 404 404 404 200 401
GET    /api/bundles/{none}                                  404 404 404 404 404 404 404 404 401
DELETE /api/bundles/{none}                                  404 404 404 404 404 404 404 404 401
GET    /api/bundles/{none}/content                          404 404 404 404 404 404 404 404 401
POST   /api/bundles/{none}/file                             404 404 404 404 404 404 404 404 401
POST   /api/bundles/{none}/stop                             404 404 404 404 404 404 404 404 401
GET    /api/documents/{document}                            200 200 200 200 404 404 404 200 401
PUT    /api/documents/{document}/images                     201 201 403 403 404 404 404 201 401
GET    /api/documents/{document}/state                      200 200 200 200 404 404 404 200 401
GET    /api/documents/{document}/images/{none}              404 404 404 404 404 404 404 404 401
GET    /api/drive/bin                                       200 200 200 200 200 200 200 200 401
POST   /api/drive/archive                                   201 201 201 201 404 404 404 201 401
GET    /api/drive/archive/{none}                            404 404 404 404 404 404 404 404 401
GET    /api/drive/bulks                                     200 200 200 200 200 200 200 200 401
POST   /api/drive/bulks/{none}/stop                         404 404 404 404 404 404 404 404 401
POST   /api/folders/{folder}/copies                         404 404 403 403 404 404 404 404 401
POST   /api/drive/bin                                       200 200 200 200 200 200 200 200 401
POST   /api/drive/bin/purged                                200 200 200 200 200 200 200 200 401
POST   /api/drive/bin/restored                              200 200 200 200 200 200 200 200 401
GET    /api/drive/tagged?tag=契約                           200 200 200 200 200 200 200 200 401
GET    /api/drive/tags?query=契                             200 200 200 200 200 200 200 200 401
PUT    /api/folders/{folder}/about                          200 200 403 403 404 404 404 200 401
GET    /api/drive/find?query=資料                           200 200 200 200 200 200 200 200 401
GET    /api/drive/handover                                  200 200 200 200 200 200 200 403 401
POST   /api/drive/handover                                  422 422 422 422 422 422 422 403 401
GET    /api/drive/handovers                                 403 403 403 403 403 403 200 404 401
GET    /api/people/{person}/handover                        403 403 403 403 403 403 200 404 401
POST   /api/people/{person}/handover                        403 403 403 403 403 403 409 404 401
GET    /api/drive/quotas                                    403 403 403 403 403 403 200 404 401
PUT    /api/drive/quotas/{none}                             403 403 403 403 403 403 404 404 401
GET    /api/drive/recent                                    200 200 200 200 200 200 200 200 401
GET    /api/drive/roots                                     200 200 200 200 200 200 200 200 401
GET    /api/drive/starred                                   200 200 200 200 200 200 200 200 401
POST   /api/drive/sharing                                   200 200 200 200 200 200 200 200 401
POST   /api/drive/sharing/preview                           200 200 200 200 200 200 200 200 401
POST   /api/drive/shared-drives                             403 403 403 403 403 403 201 404 401
GET    /api/drive/shared-with-me                            200 200 200 200 200 200 200 200 401
GET    /api/files/{file}/content                            200 200 200 200 404 404 404 200 401
GET    /api/files/{mail}/preview                            200 200 200 200 404 404 404 200 401
GET    /api/files/{mail}/preview?part=paper                 200 200 200 200 404 404 404 200 401
GET    /api/files/{file}/comments                           200 200 200 200 404 404 404 200 401
POST   /api/files/{file}/comments                           201 201 201 403 404 404 404 201 401
GET    /api/files/{file}/comments/readers?query=見          200 200 200 403 404 404 404 403 401
GET    /api/files/{file}/comments/{none}                    404 404 404 404 404 404 404 404 401
PUT    /api/files/{file}/comments/{none}                    404 404 404 403 404 404 404 404 401
DELETE /api/files/{file}/comments/{none}                    404 404 404 403 404 404 404 404 401
POST   /api/files/{file}/comments/{none}/restored           404 404 404 403 404 404 404 404 401
PUT    /api/files/{file}/comments/{none}/resolved           404 404 404 403 404 404 404 404 401
DELETE /api/files/{file}/comments/{none}/resolved           404 404 404 403 404 404 404 404 401
PUT    /api/files/{file}/content                            200 200 403 403 404 404 404 200 401
POST   /api/files/{file}/office-editor                      404 404 403 403 404 404 404 404 401
GET    /api/office-editor                                   200 200 200 200 200 200 200 200 401
GET    /wopi/files/{none}                                   404 404 404 404 404 404 404 404 404
POST   /wopi/files/{none}                                   404 404 404 404 404 404 404 404 404
GET    /wopi/files/{none}/contents                          404 404 404 404 404 404 404 404 404
POST   /wopi/files/{none}/contents                          404 404 404 404 404 404 404 404 404
OPTIONS /dav{rest}                                           200 200 200 200 200 200 200 200 200
GET    /dav{rest}                                           401 401 401 401 401 401 401 401 401
HEAD   /dav{rest}                                           401 401 401 401 401 401 401 401 401
PROPFIND /dav{rest}                                           401 401 401 401 401 401 401 401 401
PROPPATCH /dav{rest}                                           401 401 401 401 401 401 401 401 401
PUT    /dav{rest}                                           401 401 401 401 401 401 401 401 401
MKCOL  /dav{rest}                                           401 401 401 401 401 401 401 401 401
DELETE /dav{rest}                                           401 401 401 401 401 401 401 401 401
COPY   /dav{rest}                                           401 401 401 401 401 401 401 401 401
MOVE   /dav{rest}                                           401 401 401 401 401 401 401 401 401
LOCK   /dav{rest}                                           401 401 401 401 401 401 401 401 401
UNLOCK /dav{rest}                                           401 401 401 401 401 401 401 401 401
PUT    /api/files/{file}/editing                            200 200 403 403 404 404 404 200 401
DELETE /api/files/{file}/editing                            200 200 403 403 404 404 404 200 401
GET    /api/files/{file}/versions                           200 200 200 200 404 404 404 200 401
GET    /api/files/{file}/versions/{version}                 200 200 200 200 404 404 404 200 401
GET    /api/files/{file}/versions/{version}/content         200 200 200 200 404 404 404 200 401
PUT    /api/files/{file}/versions/{version}/kept            200 200 403 403 404 404 404 200 401
POST   /api/files/{file}/versions/{version}/linked          204 204 204 204 404 404 404 204 401
PUT    /api/files/{file}/versions/{version}/name            200 200 403 403 404 404 404 200 401
POST   /api/files/{file}/versions/{version}/restored        200 200 403 403 404 404 404 200 401
POST   /api/files/{file}/versions/{version}/settled         409 409 403 403 404 404 404 409 401
POST   /api/files/{note}/document                           201 201 403 403 404 404 404 201 401
DELETE /api/folders/{folder}                                204 204 403 403 404 404 404 204 401
PUT    /api/folders/{folder}/files?name=x.txt               201 201 403 403 404 404 404 201 401
POST   /api/files/{file}/uploads                            201 201 403 403 404 404 404 201 401
POST   /api/folders/{folder}/tree                           200 200 403 403 404 404 404 200 401
POST   /api/folders/{folder}/uploads                        201 201 403 403 404 404 404 201 401
POST   /api/folders/{folder}/folders                        201 201 403 403 404 404 404 201 401
GET    /api/folders/{folder}/items                          200 200 200 200 404 404 404 200 401
POST   /api/folders/{folder}/items                          200 200 403 403 404 404 404 200 401
POST   /api/folders/{folder}/documents                      201 201 403 403 404 404 404 201 401
POST   /api/folders/{folder}/documents/import?name=x.md     201 201 403 403 404 404 404 201 401
GET    /api/folders/{folder}/usage                          200 403 403 403 404 404 404 403 401
POST   /api/files/{file}/discard                            403 403 403 403 404 404 404 403 401
GET    /api/folders/{folder}/receive-links                  200 200 403 403 404 404 404 403 401
POST   /api/folders/{folder}/receive-links                  201 201 403 403 404 404 404 403 401
DELETE /api/folders/{folder}/receive-links/{none}           404 404 403 403 404 404 404 403 401
PUT    /api/folders/{folder}/receive-links/{none}/end       404 404 403 403 404 404 404 403 401
POST   /api/folders/{folder}/receive-links/{none}/secret    404 404 403 403 404 404 404 403 401
GET    /api/guests                                          200 200 200 200 200 200 200 403 401
GET    /api/guests/all                                      403 403 403 403 403 403 200 404 401
POST   /api/guests/{none}/end                               404 404 404 404 404 404 404 403 401
PUT    /api/guests/{none}/last-day                          404 404 404 404 404 404 404 403 401
POST   /api/guests/{none}/link                              404 404 404 404 404 404 404 403 401
PUT    /api/guests/{none}/voucher                           403 403 403 403 403 403 404 404 401
GET    /api/groups                                          200 200 200 200 200 200 200 404 401
POST   /api/groups                                          403 403 403 403 403 403 201 404 401
GET    /api/groups/{group}                                  200 200 200 200 200 200 200 404 401
PATCH  /api/groups/{group}                                  403 403 403 403 403 403 204 404 401
POST   /api/groups/{group}/members                          403 403 403 403 403 403 204 404 401
DELETE /api/groups/{group}/members/{none}                   403 403 403 403 403 403 422 404 401
GET    /api/imports                                         200 200 200 200 200 200 200 200 401
GET    /api/imports/numbers                                 403 403 403 403 403 403 200 404 401
GET    /api/imports/{run}/notes                             200 404 404 404 404 404 404 404 401
GET    /api/imports/{run}/report                            200 404 404 404 404 404 404 404 401
GET    /api/me                                              200 200 200 200 200 200 200 200 401
POST   /api/me/absences                                     201 201 201 201 201 201 201 403 401
DELETE /api/me/absences/{none}                              404 404 404 404 404 404 404 403 401
GET    /api/me/app-passwords                                200 200 200 200 200 200 200 200 401
POST   /api/me/app-passwords                                201 201 201 201 201 201 201 403 401
DELETE /api/me/app-passwords/{none}                         404 404 404 404 404 404 404 404 401
GET    /api/me/credentials                                  200 200 200 200 200 200 200 200 401
POST   /api/me/passkeys                                     422 422 422 422 422 422 422 422 401
POST   /api/me/passkeys/options                             200 200 200 200 200 200 200 200 401
DELETE /api/me/passkeys/{none}                              404 404 404 404 404 404 404 404 401
PUT    /api/me/password                                     422 422 422 422 422 422 422 422 401
GET    /api/names?ids={person}                              200 200 200 200 200 200 200 200 401
GET    /api/notices                                         200 200 200 200 200 200 200 200 401
POST   /api/notices/done                                    204 204 204 204 204 204 204 204 401
POST   /api/notices/read                                    204 204 204 204 204 204 204 204 401
POST   /api/notices/undone                                  204 204 204 204 204 204 204 204 401
GET    /api/people?query=見                                 200 200 200 200 200 200 200 404 401
POST   /api/people                                          403 403 403 403 403 403 201 404 401
GET    /api/people/{person}                                 200 200 200 200 200 200 200 404 401
PATCH  /api/people/{person}                                 403 403 403 403 403 403 204 404 401
POST   /api/people/{person}/absences                        403 403 403 403 403 403 201 404 401
DELETE /api/people/{person}/absences/{none}                 403 403 403 403 403 403 404 404 401
POST   /api/people/{person}/links                           403 403 403 403 403 403 201 404 401
POST   /api/people/{person}/posts                           403 403 403 403 403 403 201 404 401
POST   /api/posts/{none}/end                                403 403 403 403 403 403 404 404 401
GET    /api/presence?ids={document}                         200 200 200 200 200 200 200 200 401
GET    /api/principals?query=課                             200 200 200 200 200 200 200 404 401
GET    /api/ranks                                           200 200 200 200 200 200 200 404 401
POST   /api/shared/look                                       404 404 404 404 404 404 404 404 404
POST   /api/shared/open                                       404 404 404 404 404 404 404 404 404
GET    /api/shared/things/{file}                              200 200 200 200 404 404 404 200 401
GET    /api/shared/things/{folder}/archive                    200 200 200 200 404 404 404 200 401
GET    /api/shared/things/{folder}/items                      200 200 200 200 404 404 404 200 401
POST   /api/receive/begin                                   404 404 404 404 404 404 404 404 404
PUT    /api/receive/files?name=x.txt                        422 422 422 422 422 422 422 422 422
DELETE /api/receive/files/{none}                            422 422 422 422 422 422 422 422 422
POST   /api/receive/look                                    404 404 404 404 404 404 404 404 404
POST   /api/receive/send                                    422 422 422 422 422 422 422 422 422
GET    /api/search?query=資料                               200 200 200 200 200 200 200 200 401
GET    /api/sessions                                        200 200 200 200 200 200 200 200 401
DELETE /api/sessions/current                                204 204 204 204 204 204 204 204 401
DELETE /api/sessions/{none}                                 404 404 404 404 404 404 404 404 401
POST   /api/sessions/first-administrator                    401 401 401 401 401 401 401 401 401
POST   /api/sessions/first-administrator/options            401 401 401 401 401 401 401 401 401
POST   /api/sessions/link                                   401 401 401 401 401 401 401 401 401
POST   /api/sessions/link/look                              401 401 401 401 401 401 401 401 401
POST   /api/sessions/passkeys/options                       200 200 200 200 200 200 200 200 200
POST   /api/sessions/passkeys/verify                        401 401 401 401 401 401 401 401 401
POST   /api/sessions/password                               401 401 401 401 401 401 401 401 401
GET    /api/sessions/site                                   200 200 200 200 200 200 200 200 200
POST   /api/things                                          200 200 200 200 200 200 200 200 401
GET    /api/things/{file}                                   200 200 200 200 404 404 404 200 401
GET    /api/things/{file}/access-requests                   200 403 403 403 404 404 404 403 401
POST   /api/things/{file}/access-requests                   202 202 202 202 202 202 202 403 401
POST   /api/things/{file}/access-requests/{none}            409 403 403 403 404 404 404 403 401
GET    /api/things/{file}/guests                            200 403 403 403 404 404 404 403 401
POST   /api/things/{file}/guests                            201 403 403 403 404 404 404 403 401
PUT    /api/things/{file}/label                             200 200 403 403 404 404 404 403 401
GET    /api/things/{file}/link                              200 403 403 403 404 404 404 403 401
PUT    /api/things/{file}/link                              200 403 403 403 404 404 404 403 401
POST   /api/things/{file}/link/addresses                    404 403 403 403 404 404 404 403 401
POST   /api/things/{file}/link/renewal                      404 403 403 403 404 404 404 403 401
DELETE /api/things/{file}/link                              404 403 403 403 404 404 404 403 401
PUT    /api/things/{file}/name                              200 200 403 403 404 404 404 200 401
GET    /api/things/{file}/old-places                        200 200 200 200 404 404 404 200 401
GET    /api/things/{file}/openings                          200 403 403 403 404 404 404 403 401
GET    /api/things/{file}/openings/people?ids={person}      200 403 403 403 404 404 404 403 401
GET    /api/things/{file}/readers                           200 200 200 200 404 404 404 403 401
GET    /api/things/{file}/readers/file                      200 403 403 403 404 404 404 403 401
GET    /api/things/{file}/readers/units                     200 200 200 200 404 404 404 403 401
GET    /api/things/{file}/reasons?person={person}           200 200 200 200 404 404 404 403 401
GET    /api/things/{file}/sharing                           200 200 200 200 404 404 404 403 401
POST   /api/things/{file}/sharing                           200 403 403 403 404 404 404 403 401
POST   /api/things/{file}/sharing/preview                   200 403 403 403 404 404 404 403 401
PUT    /api/things/{file}/star                              204 204 204 204 404 404 404 204 401
DELETE /api/things/{file}/star                              204 204 204 204 404 404 404 204 401
OPTIONS /api/uploads                                        204 204 204 204 204 204 204 204 204
GET    /api/uploads                                         200 200 200 200 200 200 200 200 401
HEAD   /api/uploads/{none}                                  404 404 404 404 404 404 404 404 401
POST   /api/uploads/together                                201 201 403 403 404 404 404 201 401
PATCH  /api/uploads/{none}                                  404 404 404 404 404 404 404 404 401
POST   /api/uploads/{none}                                  404 404 404 404 404 404 404 404 401
DELETE /api/uploads/{none}                                  404 404 404 404 404 404 404 404 401
GET    /api/units                                           200 200 200 200 200 200 200 404 401
POST   /api/units                                           403 403 403 403 403 403 201 404 401
GET    /api/units/{unit}                                    200 200 200 200 200 200 200 404 401
PATCH  /api/units/{unit}                                    403 403 403 403 403 403 204 404 401
GET    /api/units/{unit}/people                             200 200 200 200 200 200 200 404 401
DELETE /api/sessions                                        200 200 200 200 200 200 200 200 401
"""
# Several at once are answered one by one inside a 200; `tests/drive` has what each persona is told there.
BATCHES = (
    "/api/drive/bin",
    "/api/drive/bin/restored",
    "/api/drive/bin/purged",
    "/api/folders/{folder}/items",
)
# What takes ids of files in its body.
BY_FILE = ("/api/things", "/api/drive/archive", "/api/bundles", "/api/bundles/things")
ROWS = [line.split() for line in TABLE.strip().splitlines()[1:]]
_numbers = count(1)
_NAMING = {"surname": "見本", "given": "花", "surname_reading": "みほん", "given_reading": "はな"}
_TOKEN = {"token": "unknown"}
_FIRST = _TOKEN | {"number": "1"}
# The name of what is taken in is x.
_TUS = {
    "Tus-Resumable": "1.0.0",
    "Upload-Length": "3",
    "Upload-Metadata": "name eA==",
    "Upload-Offset": "0",
    "Content-Type": "application/offset+octet-stream",
}
_SOON = str(clock.day_of(clock.now()) + timedelta(days=60))
GUEST = {"surname": "大西", "given": "光", "organisation": "みほんビルサービス", "ends_on": _SOON}
_DAYS = {"starts_on": "2030-01-01", "ends_on": "2030-01-02"}


def bodies(at: dict[str, Any]) -> dict[str, Any]:
    """What is sent with each route that takes something."""
    number, unit = next(_numbers), str(at["unit"])
    return _bodies_of_things(str(at["file"]), str(at["other"]), unit, number) | {
        "PUT /api/guests/{none}/last-day": {"ends_on": _SOON},
        "PUT /api/guests/{none}/voucher": {"person": str(at["person"])},
        "POST /api/things/{file}/guests": GUEST,
        "POST /api/groups": {"name": f"班 {number}", "reading": "はん"},
        "PATCH /api/groups/{group}": {"name": "検討委員会", "reading": "けんとういいんかい"},
        "POST /api/groups/{group}/members": {"id": str(at["person"])},
        "POST /api/me/absences": _DAYS,
        "POST /api/me/app-passwords": {"name": "窓口のPC", "ends_on": _SOON},
        "POST /api/me/passkeys": {"credential": {}},
        "PUT /api/me/password": {"password": "short"},
        "POST /api/notices/done": {},
        "POST /api/notices/read": {},
        "POST /api/notices/undone": {},
        "POST /api/people": _NAMING | {"number": f"9{number:05}"},
        "PATCH /api/people/{person}": _NAMING,
        "POST /api/people/{person}/absences": dict.fromkeys(_DAYS, f"{2030 + number}-03-01"),
        "POST /api/people/{person}/posts": {"unit": unit, "rank": "clerk", "starts_on": "2026-04-01"},
        "POST /api/posts/{none}/end": {"on": "2026-04-01"},
        "POST /api/sessions/first-administrator": _FIRST | {"naming": _NAMING, "password": "x" * 20},
        "POST /api/sessions/first-administrator/options": _FIRST | {"name": "x"},
        "POST /api/sessions/link": _TOKEN,
        "POST /api/sessions/link/look": _TOKEN,
        "POST /api/sessions/passkeys/verify": {"credential": {}},
        "POST /api/sessions/password": {"number": f"8{number:05}", "password": "wrong"},
        "POST /api/units": {"name": f"係 {number}", "reading": "かかり", "kind": "team", "parent": unit},
        "POST /api/uploads/together": {
            "files": [{"folder": str(at.get("folder")), "name": "x.txt", "size_bytes": 0}]
        },
        "PATCH /api/units/{unit}": {"name": "契約管理課", "reading": "けいやく"},
    }  # fmt: skip


def _bodies_of_things(file: str, other: str, unit: str, number: int) -> dict[str, Any]:
    share = {"give": [{"party": {"kind": "person", "id": other}, "role": "viewer"}]}
    return {
        "POST /api/bundles": {"title": "資料", "things": [{"id": file}]},
        "POST /api/bundles/things": {"ids": [file]},
        "POST /api/bundles/{none}/file": {"folder": file},
        "PUT /api/documents/{document}/images": PICTURE,
        "POST /api/drive/archive": {"ids": [file], "title": "資料"},
        "POST /api/drive/bin": {"ids": [file]},
        "POST /api/drive/bin/purged": {"ids": [file]},
        "POST /api/drive/bin/restored": {"ids": [file]},
        "POST /api/drive/sharing": share | {"ids": [file]},
        "POST /api/drive/sharing/preview": share | {"ids": [file]},
        "POST /api/drive/shared-drives": {"unit": unit, "name": f"共有 {number}"},
        "POST /api/files/{file}/comments": {"body": "確認をお願いします"},
        "PUT /api/files/{file}/comments/{none}": {"body": "確認しました"},
        "PUT /api/files/{file}/content": b"newer",
        "PUT /api/files/{file}/editing": {"version": 1},
        "PUT /api/files/{file}/versions/{version}/kept": {"kept": True},
        "PUT /api/files/{file}/versions/{version}/name": {"name": "提出"},
        "POST /api/files/{file}/versions/{version}/settled": {"choice": "leave"},
        "POST /api/files/{file}/uploads": b"new",
        "POST /api/drive/handover": {"to": {"kind": "person", "id": _NOBODY}, "name": "引き継ぎ"},
        "POST /api/people/{person}/handover": {"to": {"kind": "person", "id": _NOBODY}, "name": "引き継ぎ"},
        "PUT /api/drive/quotas/{none}": {"limit_bytes": None},
        "POST /api/folders/{folder}/tree": {"paths": [["中"]]},
        "POST /api/folders/{folder}/uploads": b"new",
        "PATCH /api/uploads/{none}": b"new",
        "PUT /api/folders/{folder}/about": {"description": "契約の資料", "tags": ["契約"]},
        "PUT /api/folders/{folder}/files?name=x.txt": b"text",
        "POST /api/folders/{folder}/copies": {"ids": [file]},
        "POST /api/folders/{folder}/folders": {"name": "中"},
        "POST /api/folders/{folder}/items": {"ids": [file]},
        "POST /api/folders/{folder}/documents": {"name": "議事録"},
        "POST /api/folders/{folder}/documents/import?name=x.md": "# 見出し\n".encode(),
        "POST /api/folders/{folder}/receive-links": {"subject": "提出", "ends_on": _SOON},
        "PUT /api/folders/{folder}/receive-links/{none}/end": {"ends_on": _SOON},
        "POST /api/shared/look": {"secret": "unknown"},
        "POST /api/shared/open": {"secret": "unknown"},
        "PUT /api/things/{file}/link": {"scope": "agency"},
        "POST /api/receive/begin": {"secret": "unknown"},
        "POST /api/receive/look": {"secret": "unknown"},
        "PUT /api/receive/files?name=x.txt": b"text",
        "POST /api/receive/send": {"sender": "株式会社みほん"},
        "POST /api/things": {"ids": [file]},
        "POST /api/things/{file}/access-requests": {"reason": "見たいので"},
        "POST /api/things/{file}/access-requests/{none}": {"grant": True},
        "PUT /api/things/{file}/label": {"label": 3},
        "PUT /api/things/{file}/name": {"name": f"資料 {number}.txt"},
        "POST /api/things/{file}/sharing": share,
        "POST /api/things/{file}/sharing/preview": share,
    }  # fmt: skip


@pytest.fixture
async def nobody(section: Section) -> AsyncIterator[httpx.AsyncClient]:  # noqa: F811
    async with section.office.browser() as browser:
        yield browser


async def test_everyone_is_answered_as_the_table_says(section: Section, nobody: httpx.AsyncClient) -> None:  # noqa: F811
    group = await section["総務"].post("/api/groups", json={"name": "検討班", "reading": "けんとうはん"})
    person = await section["総務"].post("/api/people", json=_NAMING | {"number": "999999"})
    made = {"group": group.json()["id"], "person": person.json()["id"]}
    guest = await section["管理"].post(f"/api/things/{section.root}/guests", json=GUEST | {"role": "editor"})
    section.office.persons["客 八"] = UUID(guest.json()["person"])
    async with section.office.browser("客 八") as invited:
        section.browsers["客 八"] = invited
        wrong = await _ask_all(section, nobody, made)
    print(*wrong, sep="\n")
    assert wrong == []


async def _ask_all(section: Section, nobody: httpx.AsyncClient, made: dict[str, Any]) -> list[str]:  # noqa: F811
    wrong = []
    for method, path, *expected in ROWS:
        answers = []
        for asker in ASKERS:
            at = made | await _targets(section, path)
            body = bodies(at).get(f"{method} {path}")
            sent: dict[str, Any] = {"content": body} if isinstance(body, bytes) else {"json": body}
            if "uploads" in path:
                sent["headers"] = _TUS
            async with AsyncExitStack() as stack:
                browser = nobody if asker is None else section[asker]
                if asker is not None and path.startswith("/api/sessions"):  # it may end there
                    name = next(each for each in section.browsers if each.startswith(asker))
                    browser = await stack.enter_async_context(section.office.browser(name))
                answer = await browser.request(method, path.format(**at), **sent)
                answers.append(str(answer.status_code))
        if answers != expected:
            wrong.append(f"{method} {path}: {' '.join(answers)}, not {' '.join(expected)}")
    return wrong


async def _targets(section: Section, path: str) -> dict[str, Any]:  # noqa: F811
    """Fresh things for one question, so that no answer depends on the one before."""
    at: dict[str, Any] = {
        "none": uuid4(),
        "rest": "/x",
        "other": section.id_of("取消"),
        "unit": section.office.units["契約管理課"],
        "file": uuid4(),
        "version": 1,
    }
    if "{file}" in path or path in (*BY_FILE, *BATCHES):
        at["file"] = await section.file(f"資料 {next(_numbers)}.txt")
    if "{folder}" in path or path == "/api/uploads/together":
        at["folder"] = await section.folder(f"フォルダー {next(_numbers)}")
    if "{run}" in path:
        at["run"] = await begun(section)
    if "{note}" in path:
        at["note"] = await section.file(f"メモ {next(_numbers)}.md", content=b"# A\n")
    if "{mail}" in path:
        at["mail"] = await section.file(f"便り {next(_numbers)}.eml", content=b"Subject: a\n\nb")
    if "{document}" in path:
        name = {"name": f"議事録 {next(_numbers)}"}
        made = await section["管理"].post(f"/api/folders/{section.root}/documents", json=name)
        assert made.status_code == 201, made.text
        at["document"] = UUID(made.json()["id"])
    return at


def test_every_route_is_in_the_table() -> None:
    def shape(path: str) -> str:
        return re.sub(r"\{\w+(:path)?\}", "{}", path.partition("?")[0])

    listed = {(method, shape(path)) for method, path, *_ in ROWS}
    exist = {(method, shape(path)) for path, methods, _ in all_routes() for method in methods}
    assert exist - listed == set()
    assert listed - exist == set()
    assert all(len(row) == 2 + len(ASKERS) for row in ROWS)
