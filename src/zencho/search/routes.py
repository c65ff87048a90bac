"""The search box, over things. People and units are asked for beside it, from their own routes."""

from typing import Annotated

from fastapi import Query

from zencho.kernel.web import InWork, Router
from zencho.search import queries
from zencho.search.shapes import Hits

router = Router(prefix="/api/search")


@router.get("", may="thing.read")
async def search_things(
    work: InWork,
    query: Annotated[str, Query(max_length=2000)],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Hits:
    """Things by name and text; fewer than two characters find nothing."""
    return await queries.search_things(work, query, limit=limit)
