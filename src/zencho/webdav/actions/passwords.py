"""App passwords: made for one device, used by one kind of program, ended at any time and at once.

The secret is 160 random bits, so that one plain hash of it is enough, and each request can show it.
"""

import base64
import secrets
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Row, delete, select, text, update

from zencho.audit.record import record
from zencho.drive.events import ItemChanged
from zencho.gate.actors import Person
from zencho.gate.opening import Opened
from zencho.gate.sharing import EndsInThePast
from zencho.kernel.errors import InvalidRequest
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work
from zencho.webdav.clients import Shown, hash_secret
from zencho.webdav.problems import TooManyAppPasswords, UnknownAppPassword
from zencho.webdav.queries.passwords import MOST, count_passwords
from zencho.webdav.tables import AppPassword

LONGEST = timedelta(days=366)
NOTED_EVERY = timedelta(minutes=1)
TRACED_FOR = timedelta(minutes=10)
_BYTES = 20
Change = Opened[UUID, Literal["credential.change"]]


async def make_password(opened: Change, *, name: str, ends_at: datetime) -> tuple[UUID, str]:
    """For one device -> its id, and the secret, which is never told again.

    Raises TooManyAppPasswords, EndsInThePast, InvalidRequest.
    """
    work, person = opened.work, opened.standing.person
    cleaned = " ".join(name.split())
    if not cleaned or not cleaned.isprintable():
        raise InvalidRequest(fields=["name"])
    if ends_at <= work.now:
        raise EndsInThePast
    if ends_at > work.now + LONGEST:
        raise InvalidRequest(fields=["ends_on"])
    if await count_passwords(work, person) >= MOST:
        raise TooManyAppPasswords(limit=MOST)
    id_, secret = new_id(), _new_secret()
    work.db.add(
        AppPassword(
            id=id_,
            person=person,
            secret_hash=hash_secret(secret),
            name=cleaned,
            made_at=work.now,
            ends_at=ends_at,
        )
    )
    await work.db.flush()
    await record(work, "app_password.make", Ref("person", opened.thing), password=str(id_))
    return id_, secret


def _new_secret() -> str:
    """32 letters and digits that are hard to mistake, in groups: people type it into programs."""
    plain = base64.b32encode(secrets.token_bytes(_BYTES)).decode().lower()
    return "-".join(plain[at : at + 8] for at in range(0, len(plain), 8))


async def end_password(opened: Change, id_: UUID) -> None:
    """It opens nothing from now on, and what it holds is let go. Raises UnknownAppPassword."""
    work, mine = opened.work, AppPassword.person == opened.standing.person
    gone = delete(AppPassword).where(mine, AppPassword.id == id_).returning(AppPassword.id)
    if (await work.db.execute(gone)).first() is None:
        raise UnknownAppPassword
    await record(work, "app_password.end", Ref("person", opened.thing), password=str(id_))


def actor_of_password(found: Row[Any]) -> Person:
    """Whose it is. Nobody was there to prove themselves: rules that ask how strongly somebody signed in
    are answered 0."""
    return Person(found.person_id, found.principal, found.id, assurance=0)


async def see_password(work: Work, found: Row[Any], shown: Shown) -> None:
    """Note the use, at most once a minute from one place and without ever waiting for another; the first
    binds it to its kind of program."""
    is_new = found.client is None or found.used_from != shown.address
    if not is_new and found.used_at is not None and work.now - found.used_at < NOTED_EVERY:
        return
    free = select(AppPassword.id).where(AppPassword.id == found.id)
    if found.client is not None:
        free = free.with_for_update(skip_locked=True)
    values = {"used_at": work.now, "used_from": shown.address, "client": found.client or shown.client}
    # Of two kinds of programs that come first at the same moment one is the first.
    is_its = AppPassword.client.is_(None) | (AppPassword.client == shown.client)
    noted = update(AppPassword).where(AppPassword.id.in_(free), is_its).values(values)
    await work.db.execute(noted.execution_options(synchronize_session=False))


async def note_refused(work: Work, id_: UUID, shown: Shown) -> None:
    """Another program showed it: its owner is to see that."""
    values = {"refused_at": work.now, "refused_client": shown.client}
    noted = update(AppPassword).where(AppPassword.id == id_).values(values)
    await work.db.execute(noted.execution_options(synchronize_session=False))


async def end_unused(work: Work) -> None:
    """Take away passwords, locks and traces that have ended, for the clock."""
    asked = {"now": work.now, "before": work.now - TRACED_FOR}
    for row in await work.db.execute(text("SELECT * FROM dav_end(:now, :before)"), asked):
        work.announce(ItemChanged(row.folder, row.thing, "file"))
