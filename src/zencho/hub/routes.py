"""Lists ask who writes in what they show; whoever has the thing open hears of it on its topic."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request

from zencho.hub import queries, shapes
from zencho.kernel.web import InWork, Router

router = Router(prefix="/api")


@router.get("/presence", may="thing.read")
async def list_writers(
    work: InWork, request: Request, ids: Annotated[list[UUID], Query(min_length=1, max_length=200)]
) -> shapes.Writers:
    """Who has each of these open to write now, as far as the asker may read them."""
    readable = await queries.list_readable(work, ids)
    found = {ref.id: request.app.state.writers_of(ref) for ref in readable}
    return shapes.Writers(
        [shapes.BeingWritten(id_, found[id_]) for id_ in dict.fromkeys(ids) if found.get(id_)]
    )
