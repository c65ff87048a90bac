"""What a folder says of itself."""

from uuid import UUID

from sqlalchemy import select

from zencho.drive.about_shapes import About as AboutShape
from zencho.drive.queries.nodes import load_node
from zencho.drive.tables import About
from zencho.gate import opening as gate
from zencho.gate.permissions import PERMISSIONS
from zencho.kernel.work import Work


async def find_about(work: Work, id_: UUID) -> About | None:
    """What an opened folder says of itself, as it is now."""
    mine = select(About).where(About.thing_id == id_)
    return await work.db.scalar(mine.execution_options(populate_existing=True))


def show_about(about: About | None) -> AboutShape:
    """The same as it travels."""
    if about is None:
        return AboutShape(description="", tags=[], revision=0)
    return AboutShape(description=about.description, tags=about.tags, revision=about.revision)


async def read_folder(work: Work, id_: UUID) -> tuple[str, str]:
    """The name of a folder and what it says of itself, for the index. Raises what the gate raises."""
    await gate.open(work, PERMISSIONS["thing.read"], id_)
    about = await find_about(work, id_)
    said = [] if about is None else [about.description, " ".join(about.tags)]
    return (await load_node(work, id_)).name, "\n".join(each for each in said if each)
