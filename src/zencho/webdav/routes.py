"""What the page asks: one's own app passwords."""

from datetime import datetime, time, timedelta
from uuid import UUID

from fastapi import Request

from zencho.gate import opening as gate
from zencho.kernel import clock
from zencho.kernel.web import InWork, Router
from zencho.sessions.rules import CREDENTIAL_CHANGE, CREDENTIAL_LIST
from zencho.sessions.site import Site
from zencho.webdav import shapes
from zencho.webdav.actions import passwords
from zencho.webdav.queries.passwords import list_passwords as find_passwords
from zencho.webdav.rules import WEBDAV_USE

router = Router(prefix="/api/me/app-passwords", tags=["webdav"])


@router.get("", may="credential.list")
async def list_passwords(work: InWork, request: Request) -> shapes.AppPasswords:
    """One's own; and where a client connects to, if the city has WebDAV."""
    site: Site = request.app.state.site
    address = f"{site.origin}/dav/" if request.app.state.webdav else None
    return await find_passwords(await gate.open_self(work, CREDENTIAL_LIST), address=address)


@router.post("", may="credential.change", status_code=201)
async def make_password(
    work: InWork, request: Request, wanted: shapes.AppPasswordWanted
) -> shapes.MadeAppPassword:
    """One for a device; the secret is told in this answer alone. The last day is a whole one."""
    opened = await gate.open_self(work, CREDENTIAL_CHANGE)
    if not request.app.state.webdav:
        raise gate.Unseen
    # Whoever may not use it (a guest, or by the city's rule) is handed no secret that opens nothing.
    await gate.open_self(work, WEBDAV_USE)
    ends_at = datetime.combine(wanted.ends_on + timedelta(days=1), time(), clock.zone)
    id_, secret = await passwords.make_password(opened, name=wanted.name, ends_at=ends_at)
    return shapes.MadeAppPassword(id=id_, secret=secret)


@router.delete("/{password_id}", may="credential.change", status_code=204)
async def end_password(work: InWork, password_id: UUID) -> None:
    """Ended at once, also where the city has no WebDAV any more."""
    await passwords.end_password(await gate.open_self(work, CREDENTIAL_CHANGE), password_id)
