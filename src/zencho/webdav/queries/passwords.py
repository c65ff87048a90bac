"""App passwords: the one a secret stands for, and the list of one's own."""

from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Row, func, select

from zencho.gate.opening import Opened
from zencho.kernel.work import Work
from zencho.people.tables import Person
from zencho.webdav import shapes
from zencho.webdav.tables import AppPassword

MOST = 20


async def find_password(work: Work, secret_hash: bytes) -> Row[Any] | None:
    """What a secret stands for while it lives: `id`, whose it is, for which `client`, when last used."""
    statement = "SELECT * FROM app_password_find(%(secret)s, %(now)s)"
    rows = await work.ask(statement, secret=secret_hash, now=work.now)
    return rows[0] if rows else None


async def list_passwords(
    opened: Opened[UUID, Literal["credential.list"]], *, address: str | None
) -> shapes.AppPasswords:
    """One's own, without any secret."""
    work = opened.work
    number = await work.db.scalar(select(Person.number).where(Person.id == opened.thing))
    living = (AppPassword.person == opened.standing.person) & (AppPassword.ends_at > work.now)
    rows = await work.db.scalars(select(AppPassword).where(living).order_by(AppPassword.made_at.desc()))
    lines = [
        shapes.AppPasswordLine(
            id=row.id,
            name=row.name,
            client=row.client,
            made_at=row.made_at,
            ends_at=row.ends_at,
            used_at=row.used_at,
            used_from=row.used_from,
            refused_at=row.refused_at,
            refused_client=row.refused_client,
        )
        for row in rows
    ]
    return shapes.AppPasswords(address=address, number=number or "", limit=MOST, passwords=lines)


async def count_passwords(work: Work, principal: int) -> int:
    living = (AppPassword.person == principal) & (AppPassword.ends_at > work.now)
    return await work.db.scalar(select(func.count()).select_from(AppPassword).where(living)) or 0
