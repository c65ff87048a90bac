"""HTTP of signing in, and of what a signed-in person does with sessions and credentials of their own."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import Depends, Request, Response

from zencho.gate import opening as gate
from zencho.kernel.errors import InvalidRequest, NotSignedIn
from zencho.kernel.web import InBegin, InWork, Router
from zencho.people.actions.persons import Naming
from zencho.people.queries.names import names_of
from zencho.people.rules import AGENCY, PEOPLE_MANAGE
from zencho.sessions import rules, shapes
from zencho.sessions.actions import first_administrator, links, passkeys, passwords, sessions, throttle
from zencho.sessions.browser import browser_name
from zencho.sessions.cookie import clear_cookie, set_cookie
from zencho.sessions.hashing import is_password
from zencho.sessions.problems import LinkUsedOrEnded, WrongCredentials, WrongPassword
from zencho.sessions.queries import credentials
from zencho.sessions.queries.me import open_me
from zencho.sessions.queries.sessions import list_sessions as find_sessions
from zencho.sessions.site import Origin, Site

router = Router(prefix="/api")
NOBODY_YET = "nobody is signed in yet: this is how one signs in"


async def _site(request: Request) -> Site:
    return cast(Site, request.app.state.site)


async def _origin(request: Request) -> Origin:
    return (await _site(request)).origin_of(request.headers.get("host"))


async def _client(request: Request) -> sessions.Client:
    return sessions.Client(browser_name(request.headers.get("user-agent")), "office")


InSite = Annotated[Site, Depends(_site)]
InOrigin = Annotated[Origin, Depends(_origin)]
InClient = Annotated[sessions.Client, Depends(_client)]


@router.get("/me", may="me.read")
async def read_me(work: InWork, site: InSite) -> shapes.Me:
    return await open_me(await gate.open_self(work, rules.ME_READ), site)


@router.get("/sessions/site", public=NOBODY_YET)
async def read_site(site: InSite) -> shapes.SiteCard:
    return shapes.SiteCard(site.agency, site.locale)


@router.post("/sessions/password", public=NOBODY_YET, own_work=True, status_code=204)
async def sign_in_with_password(
    begin: InBegin, request: Request, response: Response, client: InClient, wanted: shapes.PasswordSignIn
) -> None:
    number, address = wanted.number.strip(), request.client.host if request.client else ""
    # Counted and committed before comparing; the comparison itself holds no transaction open.
    async with begin() as work:
        await throttle.count_attempt(work, number, address)
        found = await credentials.find_by_number(work, number)
    person, stored = found or (None, None)
    if not await is_password(stored, wanted.password) or person is None:
        raise WrongCredentials
    async with begin() as work:
        await throttle.forget_attempt(work, number, address)
        set_cookie(response, await sessions.begin_session(work, person, how="password", client=client))


@router.post("/sessions/passkeys/options", public=NOBODY_YET)
async def ask_for_passkey(work: InWork, origin: InOrigin) -> shapes.Offer:
    return shapes.Offer(await passkeys.ask_for_passkey(work, origin))


@router.post("/sessions/passkeys/verify", public=NOBODY_YET, status_code=204)
async def sign_in_with_passkey(
    work: InWork, response: Response, origin: InOrigin, client: InClient, wanted: shapes.PasskeyAnswer
) -> None:
    person = await passkeys.use_passkey(work, wanted.credential, origin)
    set_cookie(response, await sessions.begin_session(work, person, how="passkey", client=client))


@router.post("/sessions/link/look", public=NOBODY_YET)
async def look_at_link(work: InWork, wanted: shapes.LinkWanted) -> shapes.LinkCard:
    link = await links.open_link(work, wanted.token)
    names = await names_of(work, [link.person]) if link.person else []
    return shapes.LinkCard(link.purpose, names[0].name if names else None)


@router.post("/sessions/link", public=NOBODY_YET, status_code=204)
async def sign_in_with_link(
    work: InWork, response: Response, client: InClient, wanted: shapes.LinkWanted
) -> None:
    link = await links.use_link(work, wanted.token)
    if link.person is None:
        raise LinkUsedOrEnded
    how: sessions.How = "demo" if link.purpose == "demo" else "link"
    set_cookie(response, await sessions.begin_session(work, link.person, how=how, client=client))


@router.post("/sessions/first-administrator/options", public=NOBODY_YET)
async def offer_first_passkey(
    work: InWork, site: InSite, origin: InOrigin, wanted: shapes.FirstPasskeyWanted
) -> shapes.Offer:
    return shapes.Offer(
        await first_administrator.offer_first_passkey(
            work, wanted.token, origin, agency=site.agency, number=wanted.number, name=wanted.name
        )
    )


@router.post("/sessions/first-administrator", public=NOBODY_YET, status_code=204)
async def register_first_administrator(
    work: InWork, response: Response, origin: InOrigin, client: InClient, wanted: shapes.FirstAdministrator
) -> None:
    if (wanted.password is None) == (wanted.credential is None):
        raise InvalidRequest(fields=["password", "credential"])
    person = await first_administrator.register_first_administrator(
        work,
        wanted.token,
        origin,
        number=wanted.number,
        naming=Naming(**wanted.naming.model_dump()),
        password=wanted.password,
        credential=wanted.credential,
        passkey_name=client.browser,
    )
    how: sessions.How = "password" if wanted.credential is None else "passkey"
    set_cookie(response, await sessions.begin_session(work, person, how=how, client=client))


@router.post("/people/{person_id}/links", may="people.manage", status_code=201)
async def make_sign_in_link(work: InWork, origin: InOrigin, person_id: UUID) -> shapes.MadeLink:
    opened = await gate.open(work, PEOPLE_MANAGE, AGENCY)
    token = await links.make_sign_in_link(opened, person_id)
    return shapes.MadeLink(f"{origin.origin}/link#{token}")


@router.get("/sessions", may="session.list")
async def list_sessions(work: InWork) -> shapes.SessionLines:
    return shapes.SessionLines(await find_sessions(await gate.open_self(work, rules.SESSION_LIST)))


@router.delete("/sessions/current", may="session.end", status_code=204)
async def sign_out(work: InWork, response: Response) -> None:
    opened = await gate.open_self(work, rules.SESSION_END)
    if work.actor.session_id is None:
        raise NotSignedIn
    await sessions.end_session(opened, work.actor.session_id)
    clear_cookie(response)


@router.delete("/sessions", may="session.end")
async def sign_out_everywhere(work: InWork, response: Response, *, but_this: bool = False) -> shapes.Ended:
    opened = await gate.open_self(work, rules.SESSION_END)
    count = await sessions.end_every_session(opened, but_this=but_this)
    if not but_this:
        clear_cookie(response)
    return shapes.Ended(count)


@router.delete("/sessions/{session_id}", may="session.end", status_code=204)
async def end_session(work: InWork, response: Response, session_id: UUID) -> None:
    await sessions.end_session(await gate.open_self(work, rules.SESSION_END), session_id)
    if session_id == work.actor.session_id:
        clear_cookie(response)


@router.get("/me/credentials", may="credential.list")
async def list_credentials(work: InWork) -> shapes.Credentials:
    return await credentials.list_credentials(await gate.open_self(work, rules.CREDENTIAL_LIST))


@router.put("/me/password", may="credential.change", own_work=True, status_code=204)
async def change_password(
    begin: InBegin, request: Request, site: InSite, wanted: shapes.PasswordChange
) -> None:
    """Where there is a password, it is asked for and counted like an attempt to sign in."""
    address = request.client.host if request.client else ""
    async with begin() as work:
        opened = await gate.open_self(work, rules.CREDENTIAL_CHANGE)
        number = (await open_me(await gate.open_self(work, rules.ME_READ), site)).person.number
        stored = await credentials.find_password(work, opened.thing)
        if stored is not None:
            await throttle.count_attempt(work, number, address)
    passwords.check_password(number, wanted.password)
    if stored is not None and not await is_password(stored, wanted.present):
        raise WrongPassword
    async with begin() as work:
        opened = await gate.open_self(work, rules.CREDENTIAL_CHANGE)
        if stored is not None:
            await throttle.forget_attempt(work, number, address)
        await passwords.change_password(opened, number=number, password=wanted.password)


@router.post("/me/passkeys/options", may="credential.change")
async def offer_passkey(work: InWork, site: InSite, origin: InOrigin) -> shapes.Offer:
    opened = await gate.open_self(work, rules.CREDENTIAL_CHANGE)
    me = (await open_me(await gate.open_self(work, rules.ME_READ), site)).person
    holder = passkeys.Holder(opened.thing, me.number, me.name)
    return shapes.Offer(await passkeys.offer_passkey(work, holder, origin, agency=site.agency))


@router.post("/me/passkeys", may="credential.change", status_code=204)
async def add_passkey(
    work: InWork, origin: InOrigin, client: InClient, wanted: shapes.NewPasskeyAnswer
) -> None:
    opened = await gate.open_self(work, rules.CREDENTIAL_CHANGE)
    await passkeys.add_passkey(opened, wanted.credential, origin, name=wanted.name or client.browser)


@router.delete("/me/passkeys/{passkey_id}", may="credential.change", status_code=204)
async def remove_passkey(work: InWork, passkey_id: UUID) -> None:
    await passkeys.remove_passkey(await gate.open_self(work, rules.CREDENTIAL_CHANGE), passkey_id)
