"""Whether this process lives and is ready, and its counts for a monitoring system on the same machine."""

from fastapi import Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

from zencho.kernel.errors import Problem
from zencho.kernel.web import InBegin, Router

router = Router()
LOOPBACK = ("127.0.0.1", "::1")


class OnlyFromThisMachine(Problem):
    """Metrics are read on the machine itself."""

    status = 404
    code = "not_found"


@router.get("/healthz", public="says only that the process answers", own_work=True)
async def healthz() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/readyz", public="says only that the database answers", own_work=True)
async def readyz(begin: InBegin) -> dict[str, str]:
    async with begin() as work:
        await work.db.execute(text("SELECT 1"))
    return {"status": "ready"}


@router.get("/metrics", public="counts without names, to this machine only", own_work=True)
async def metrics(request: Request) -> Response:
    if request.client is None or request.client.host not in LOOPBACK or "x-forwarded-for" in request.headers:
        raise OnlyFromThisMachine
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
