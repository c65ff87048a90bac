"""Tokens: made when a person opens a file in the editor, and asked about in each call of it.

A token says who asks, never what they may: that is the gate's answer each time, for the person as they are
signed in. So a share taken back, a label raised, a session ended cut at the next call. It lives as long as it
is used each hour, at most a working day, and never longer than the session.
"""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import select, text, update

from zencho.audit.record import record
from zencho.drive import rules as drive
from zencho.drive.actions.content import Replacing
from zencho.drive.events import ItemChanged
from zencho.drive.tables import Node
from zencho.gate import opening as gate
from zencho.gate.opening import Opened, actor_of
from zencho.kernel.errors import NotSignedIn
from zencho.kernel.work import Work
from zencho.sessions.queries.sessions import find_actor
from zencho.sessions.tables import Session
from zencho.sessions.tokens import hash_of, new_token
from zencho.wopi.queries import LONGEST_IDLE, Held, find_held
from zencho.wopi.rules import FILE_EDIT
from zencho.wopi.tables import WopiToken

LONGEST = timedelta(hours=8)
NOTED_EVERY = timedelta(minutes=1)


async def make_token(opened: Opened[Node, Literal["file.edit"]], *, origin: str) -> tuple[str, datetime]:
    """Open the file in the editor -> its token, and when that ends at the latest."""
    work, actor = opened.work, actor_of(opened.work)
    session_ends_at = await work.db.scalar(select(Session.ends_at).where(Session.id == actor.session_id))
    if session_ends_at is None or actor.session_id is None:
        raise NotSignedIn
    token, ends_at = new_token(), min(work.now + LONGEST, session_ends_at)
    work.db.add(
        WopiToken(
            token_hash=hash_of(token),
            person=actor.principal,
            session_id=actor.session_id,
            thing_id=opened.ref.id,
            origin=origin,
            used_at=work.now,
            ends_at=ends_at,
        )
    )
    await work.db.flush()
    await record(work, "file.open_in_editor", opened.ref, version=opened.thing.version)
    return token, ends_at


async def open_held(work: Work, token: str, id_: UUID) -> tuple[Replacing, Held]:
    """Ask the gate for the file as whoever holds this token; from here on the transaction acts as them.

    Raises NotSignedIn where no living token and session stand behind it, Unseen (whatever the reason) where
    the person may not edit the file.
    """
    held = await find_held(work, token)
    actor = None if held is None else await find_actor(work, held.session)
    if held is None or actor is None or held.thing != id_:
        raise NotSignedIn
    await work.database.rename_actor(work, actor)
    try:
        await gate.open(work, FILE_EDIT, id_)
        opened = await gate.open(work, drive.FILE_REPLACE, id_)
    except gate.Refused:
        raise gate.Unseen from None
    if work.now - held.used_at > NOTED_EVERY:
        used = update(WopiToken).where(WopiToken.token_hash == held.token_hash).values(used_at=work.now)
        await work.db.execute(used)
    return opened, held


async def end_unused(work: Work) -> None:
    """Take away tokens and locks that have ended, for the clock."""
    asked = {"now": work.now, "before": work.now - LONGEST_IDLE}
    for row in await work.db.execute(text("SELECT * FROM wopi_end(:now, :before)"), asked):
        work.announce(ItemChanged(row.folder, row.thing, "file"))
