"""The first administrator: registers with the link that `zencho run` prints, when nobody else can yet."""

from typing import Any
from uuid import UUID

from zencho.gate import opening as gate
from zencho.gate import sharing
from zencho.gate.actors import System
from zencho.gate.permissions import Role
from zencho.kernel.ids import new_id
from zencho.kernel.work import Work
from zencho.people.actions.persons import Naming, add_person
from zencho.people.rules import AGENCY, PEOPLE_MANAGE
from zencho.people.tables import Person
from zencho.sessions.actions.links import open_link, use_link
from zencho.sessions.actions.passkeys import Holder, offer_passkey, verify_new_passkey
from zencho.sessions.actions.passwords import set_password
from zencho.sessions.problems import LinkUsedOrEnded
from zencho.sessions.site import Origin


async def offer_first_passkey(
    work: Work, token: str, origin: Origin, *, agency: str, number: str, name: str
) -> dict[str, Any]:
    """What the device needs to make the first administrator's passkey. Raises LinkUsedOrEnded."""
    if (await open_link(work, token)).purpose != "first-administrator":
        raise LinkUsedOrEnded
    holder = Holder(new_id(), number, name)
    return await offer_passkey(work, holder, origin, agency=agency, purpose="first-administrator")


async def register_first_administrator(
    work: Work,
    token: str,
    origin: Origin,
    *,
    number: str,
    naming: Naming,
    password: str | None = None,
    credential: dict[str, Any] | None = None,
    passkey_name: str = "",
) -> UUID:
    """Use the link up and make the person who manages the agency, by password or by passkey -> the id.

    Raises LinkUsedOrEnded, NumberTaken, BlankName, PasswordTooSimple, PasskeyNotAccepted.
    """
    assert (password is None) != (credential is None)
    if (await use_link(work, token)).purpose != "first-administrator":
        raise LinkUsedOrEnded
    await work.database.rename_actor(work, System("first-administrator"))
    passkey = None
    if credential is not None:
        passkey = await verify_new_passkey(
            work, credential, origin, purpose="first-administrator", name=passkey_name
        )
    opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
    id_ = passkey.person if passkey else None
    person = await add_person(opened, number=number, naming=naming, id_=id_)
    if passkey is not None:
        work.db.add(passkey)
    if password is not None:
        await set_password(work, person, number=number, password=password)
    human = await work.db.get(Person, person)
    assert human is not None
    await sharing.give(opened, human.principal, Role.MANAGER)
    return person
