"""Passwords: setting and changing them."""

from typing import Literal
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from zencho.audit.record import record
from zencho.gate.opening import Opened
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work
from zencho.people.readings import fold
from zencho.sessions.actions.sessions import end_other_sessions
from zencho.sessions.hashing import hash_password
from zencho.sessions.problems import PasswordTooSimple
from zencho.sessions.tables import Password

LEAST_CHARACTERS = 12
LEAST_DIFFERENT = 6


async def set_password(work: Work, person: UUID, *, number: str, password: str) -> None:
    """Store a person's password as its hash. Raises PasswordTooSimple."""
    check_password(number, password)
    values = {"hash": await hash_password(password), "changed_at": work.now}
    await work.db.execute(
        insert(Password)
        .values(person=person, **values)
        .on_conflict_do_update(index_elements=["person"], set_=values)
    )


async def change_password(
    opened: Opened[UUID, Literal["credential.change"]], *, number: str, password: str
) -> None:
    """Another password; all other sessions of the person end. Raises PasswordTooSimple."""
    work, me = opened.work, opened.thing
    await set_password(work, me, number=number, password=password)
    await record(work, "password.change", Ref("person", me))
    await end_other_sessions(work, me)


def check_password(number: str, password: str) -> None:
    """Raises PasswordTooSimple: too short, too few different characters, or built from the number."""
    plain = fold(password)
    if len(password) < LEAST_CHARACTERS or len(set(plain)) < LEAST_DIFFERENT or fold(number) in plain:
        raise PasswordTooSimple(least=LEAST_CHARACTERS)
