"""Writing a document's first content, from an import or the sample city."""

from typing import Any

from pycrdt import get_state
from sqlalchemy import insert

from zencho.coedit.tables import CoeditClient, CoeditSnapshot
from zencho.coedit.updates import read_state_vector
from zencho.gate.opening import Opened


async def write_state(opened: Opened[Any, Any], state: bytes) -> None:
    """Give a document that was just made its content: a full state, written by the server.

    `opened` must allow writing (its wall is open). The client ids in it belong to nobody from now on.
    """
    work, thing_id, anchor = opened.work, opened.ref.id, opened.anchor
    state_vector = get_state(state)
    await work.db.execute(
        insert(CoeditSnapshot).values(
            thing_id=thing_id, anchor=anchor, seq=1, state=state, state_vector=state_vector, at=work.now
        )
    )
    clients = read_state_vector(state_vector)
    if clients:
        await work.db.execute(
            insert(CoeditClient),
            [
                {"thing_id": thing_id, "anchor": anchor, "client_id": client, "person": None, "n": 0}
                for client in clients
            ],
        )
