"""Credentials: what a number, a passkey or a link stands for, and the list of one's own."""

from typing import Literal
from uuid import UUID

from sqlalchemy import or_, select

from zencho.gate.opening import Opened
from zencho.gate.permissions import Role
from zencho.gate.tables import Grant, Thing
from zencho.kernel.work import Work
from zencho.people.rules import AGENCY
from zencho.people.tables import Person
from zencho.sessions.shapes import Credentials, PasskeyLine
from zencho.sessions.tables import Passkey, Password


async def find_by_number(work: Work, number: str) -> tuple[UUID, str | None] | None:
    """(person, password hash or None) of a 職員番号; one statement whether it exists or not."""
    row = (
        await work.db.execute(
            select(Person.id, Password.hash)
            .outerjoin(Password, Password.person == Person.id)
            .where(Person.number == number)
        )
    ).one_or_none()
    return None if row is None else (row[0], row[1])


async def find_password(work: Work, person: UUID) -> str | None:
    """The hash of a person's password."""
    return await work.db.scalar(select(Password.hash).where(Password.person == person))


async def find_passkey(work: Work, credential_id: bytes) -> Passkey | None:
    """The passkey of that WebAuthn id, kept from others until the transaction ends."""
    return await work.db.scalar(
        select(Passkey).where(Passkey.credential_id == credential_id).with_for_update()
    )


async def passkey_ids(work: Work, person: UUID) -> list[bytes]:
    """The WebAuthn ids of a person's passkeys."""
    return list(await work.db.scalars(select(Passkey.credential_id).where(Passkey.person == person)))


async def list_credentials(opened: Opened[UUID, Literal["credential.list"]]) -> Credentials:
    """One's own ways to sign in, without any secret."""
    work, me = opened.work, opened.thing
    changed_at = await work.db.scalar(select(Password.changed_at).where(Password.person == me))
    rows = await work.db.scalars(select(Passkey).where(Passkey.person == me).order_by(Passkey.created_at))
    passkeys = [PasskeyLine(row.id, row.name, row.created_at, row.used_at) for row in rows]
    return Credentials(changed_at, passkeys)


async def has_administrator(work: Work) -> bool:
    """Whether somebody who manages the agency can sign in."""
    found = await work.db.scalar(
        select(Person.id)
        .join(Grant, Grant.principal == Person.principal)
        .join(Thing, Thing.anchor == Grant.anchor)
        .outerjoin(Password, Password.person == Person.id)
        .outerjoin(Passkey, Passkey.person == Person.id)
        .where(
            Thing.id == AGENCY,
            Grant.role == int(Role.MANAGER),
            Grant.ends > work.now,
            or_(Password.person.is_not(None), Passkey.id.is_not(None)),
        )
        .limit(1)
    )
    return found is not None
