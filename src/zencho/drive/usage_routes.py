"""How full drives are: for who manages one, what fills it; for who looks after all, their limits
(`docs/quotas.md`)."""

from uuid import UUID

from zencho.drive import rules, usage_shapes
from zencho.drive.actions import quotas
from zencho.drive.queries import usage
from zencho.gate import opening as gate
from zencho.kernel.web import InWork, Router
from zencho.people.rules import AGENCY

router = Router(prefix="/api", tags=["drive"])


@router.get("/folders/{id_}/usage", may="usage.read")
async def get_usage(work: InWork, id_: UUID) -> usage_shapes.Usage:
    """What fills a folder."""
    return await usage.get_usage(await gate.open(work, rules.USAGE_READ, id_))


@router.get("/drive/quotas", may="quota.set")
async def list_quotas(work: InWork) -> usage_shapes.Quotas:
    """How full every shared drive is. Whoever reads this does not see into them by that."""
    opened = await gate.open(work, rules.QUOTA_SET, AGENCY)
    return usage_shapes.Quotas(drives=await usage.list_quotas(opened))


@router.put("/drive/quotas/{drive}", may="quota.set")
async def set_quota(work: InWork, drive: UUID, asked: usage_shapes.QuotaChange) -> usage_shapes.Quota:
    """Another limit."""
    opened = await gate.open(work, rules.QUOTA_SET, AGENCY)
    return await quotas.set_quota(opened, drive, limit_bytes=asked.limit_bytes)
