"""What may be done with what is held: nothing but throwing it away."""

from uuid import UUID

from zencho.gate import opening as gate
from zencho.kernel.web import InWork, Router
from zencho.scanning import actions
from zencho.scanning.rules import FILE_DISCARD

router = Router(prefix="/api/files", tags=["scanning"])


@router.post("/{id_}/discard", may="file.discard", status_code=204)
async def discard(work: InWork, id_: UUID) -> None:
    """Delete for good a file that is held. There is no way back."""
    await actions.discard(await gate.open(work, FILE_DISCARD, id_))
