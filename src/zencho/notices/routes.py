"""The bell and the list of what waits."""

from fastapi import Response

from zencho.gate import opening as gate
from zencho.kernel.web import InWork, Router
from zencho.notices import actions, queries
from zencho.notices.rules import NOTICE_READ
from zencho.notices.shapes import NoticeIds, NoticeList, NoticeShape
from zencho.notices.tables import Notice

router = Router(prefix="/api/notices")


@router.get("", may="notice.read")
async def list_notices(work: InWork, *, waiting: bool = False) -> NoticeList:
    opened = await gate.open_self(work, NOTICE_READ)
    rows = await queries.list_notices(opened, waiting=waiting)
    unread = await queries.count_unread(opened)
    return NoticeList(notices=[_shape(row) for row in rows], unread=unread)


@router.post("/read", may="notice.read", status_code=204)
async def read_notices(work: InWork, wanted: NoticeIds) -> Response:
    opened = await gate.open_self(work, NOTICE_READ)
    await actions.read_notices(opened, wanted.ids)
    return Response(status_code=204)


@router.post("/done", may="notice.read", status_code=204)
async def finish_notices(work: InWork, wanted: NoticeIds) -> Response:
    opened = await gate.open_self(work, NOTICE_READ)
    await actions.finish_notices(opened, wanted.ids or [])
    return Response(status_code=204)


@router.post("/undone", may="notice.read", status_code=204)
async def reopen_notices(work: InWork, wanted: NoticeIds) -> Response:
    opened = await gate.open_self(work, NOTICE_READ)
    await actions.reopen_notices(opened, wanted.ids or [])
    return Response(status_code=204)


def _shape(row: Notice) -> NoticeShape:
    return NoticeShape(
        id=row.id,
        kind=row.kind,
        thing_kind=row.thing_kind,
        thing_id=row.thing_id,
        by=row.by,
        detail=row.detail,
        at=row.at,
        is_read=row.read_at is not None,
        is_done=row.done_at is not None,
    )
