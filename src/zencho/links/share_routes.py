"""Share links over HTTP: made by whoever may share a thing, opened by whoever holds an address."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import Query, Request, Response

from zencho.drive import media, rules
from zencho.drive.archive import Archive
from zencho.drive.flowing import FlowingResponse
from zencho.drive.sharing_routes import end_of
from zencho.gate import opening as gate
from zencho.gate.actors import Person
from zencho.gate.permissions import Role
from zencho.kernel.web import InBegin, InWork, Router
from zencho.links import share_shapes as shapes
from zencho.links.actions import opening_by_link, sharing_by_link
from zencho.links.holding import add_token
from zencho.links.limits import MOST_CALLS, MOST_GUESSES, MOST_GUESSES_IN_ALL, address_of, count
from zencho.links.problems import LinkClosed, WrongPassphrase
from zencho.links.queries import receiving, sharing
from zencho.links.shapes import Held
from zencho.sessions.actions import throttle
from zencho.sessions.hashing import hash_password, is_password
from zencho.sessions.site import Site

router = Router(prefix="/api", tags=["links"])
MOST_ARCHIVES = 60  # in a quarter of an hour from one address
HELD = "asked by whoever holds an address: each call opens link.open, holding the link"


@router.get("/things/{id_}/link", may="thing.share")
async def get_link(work: InWork, id_: UUID, request: Request) -> shapes.LinkState:
    """The link of a thing, and how wide one may be."""
    opened = await gate.open(work, rules.THING_SHARE, id_)
    return await sharing.get_state(opened, most=_most(request))


@router.put("/things/{id_}/link", may="thing.share")
async def set_link(work: InWork, id_: UUID, asked: shapes.SetLink, request: Request) -> shapes.LinkSet:
    """Make the link, or change it. Its first address is answered this once."""
    opened = await gate.open(work, rules.THING_SHARE, id_)
    wanted = sharing_by_link.Wanted(
        scope=asked.scope,
        role=Role[asked.role.upper()],
        ends_at=end_of(request, asked.ends_on),
        passphrase_hash=None if asked.passphrase is None else await hash_password(asked.passphrase),
        keeps_passphrase=asked.keeps_passphrase and asked.passphrase is None,
    )
    secret = await sharing_by_link.set_link(opened, wanted, most=_most(request))
    state = await sharing.get_state(opened, most=_most(request))
    return shapes.LinkSet(**dict(state), url=None if secret is None else _url(request, secret))


@router.post("/things/{id_}/link/addresses", may="thing.share", status_code=201)
async def add_address(work: InWork, id_: UUID, request: Request) -> shapes.MadeAddress:
    """One more address of the link, to be copied; those before go on."""
    opened = await gate.open(work, rules.THING_SHARE, id_)
    secret = await sharing_by_link.add_address(opened, most=_most(request))
    return shapes.MadeAddress(url=_url(request, secret))


@router.post("/things/{id_}/link/renewal", may="thing.share")
async def renew_link(work: InWork, id_: UUID, request: Request) -> shapes.MadeAddress:
    """Another address; all before open nothing, and whoever came by them is out."""
    opened = await gate.open(work, rules.THING_SHARE, id_)
    secret = await sharing_by_link.renew_link(opened, most=_most(request))
    return shapes.MadeAddress(url=_url(request, secret))


@router.delete("/things/{id_}/link", may="thing.share", status_code=204)
async def stop_link(work: InWork, id_: UUID) -> None:
    """The thing has no link any more."""
    await sharing_by_link.stop_link(await gate.open(work, rules.THING_SHARE, id_))


@router.post("/shared/look", public=HELD, own_work=True)
async def look(asked: Held, request: Request, begin: InBegin) -> shapes.ShareCard:
    """What an address is. Raises LinkClosed."""
    await count(begin, f"link {address_of(request)}", MOST_CALLS)
    most = _most(request)
    async with begin() as work:
        address = await opening_by_link.find_address(work, asked.secret, most=most)
        actor, known = gate.actor_of(work), None
        if isinstance(actor, Person):
            known = (await gate.abilities(work, [address.thing])).get(address.thing)
        opened = await opening_by_link.open_thing(work, address)
        link = await sharing.find_card(opened, address.link)
        if link is None:
            raise LinkClosed
        site: Site = request.app.state.site
        return shapes.ShareCard(
            agency=site.agency,
            asker=await receiving.find_asker(work, link.unit),
            ends_at=link.ends_at,
            has_passphrase=link.passphrase_hash is not None,
            needs_sign_in=await opening_by_link.needs_account(opened, address, most=most),
            thing=opened.ref.id if known else None,
            kind=opened.ref.kind if known else None,
        )


@router.post("/shared/open", public=HELD, own_work=True)
async def open_link(
    asked: shapes.Came, request: Request, response: Response, begin: InBegin
) -> shapes.Entered:
    """Come in. Raises LinkClosed, WrongPassphrase, NotSignedIn."""
    caller, most = address_of(request), _most(request)
    await count(begin, f"link {caller}", MOST_CALLS)
    async with begin() as work:
        address = await opening_by_link.find_address(work, asked.secret, most=most)
        await opening_by_link.come_in(work, address, most=most)
    guess = f"word {address.link} {caller}"
    if address.passphrase_hash is not None:
        # Counted and committed before comparing; the comparison itself holds no transaction open.
        await count(begin, guess, MOST_GUESSES)
        await count(begin, f"word {address.link}", MOST_GUESSES_IN_ALL)
        if not await is_password(address.passphrase_hash, asked.passphrase):
            raise WrongPassphrase
    async with begin() as work:
        again = await opening_by_link.find_address(work, asked.secret, most=most)
        if again.passphrase_hash != address.passphrase_hash:
            raise WrongPassphrase  # another word was set meanwhile
        opened = await opening_by_link.come_in(work, again, most=most)
        if address.passphrase_hash is not None:
            await throttle.forget_use(work, guess)
        token = await opening_by_link.enter(opened, again)
    if token is not None:
        add_token(response, request, token)
    return shapes.Entered(thing=opened.ref.id, kind=opened.ref.kind, as_person=token is None)


@router.get("/shared/things/{id_}", may="thing.read")
async def get_outside(work: InWork, id_: UUID, request: Request) -> shapes.OutsideDetail:
    """A thing as people outside are shown it."""
    site: Site = request.app.state.site
    return await sharing.get_outside(await gate.open(work, rules.THING_READ, id_), agency=site.agency)


@router.get("/shared/things/{id_}/items", may="thing.read")
async def list_outside(
    work: InWork, id_: UUID, after: str | None = None, limit: Annotated[int, Query(ge=1, le=500)] = 200
) -> shapes.OutsidePage:
    """What lies in a folder, as people outside are shown it."""
    return await sharing.list_outside(await gate.open(work, rules.THING_READ, id_), after=after, limit=limit)


@router.get("/shared/things/{id_}/archive", may="thing.read", own_work=True, response_class=FlowingResponse)
async def fetch_archive(
    id_: UUID, request: Request, begin: InBegin, language: shapes.Language = "ja"
) -> Response:
    """A folder as a zip, as it is written; what may be in it is decided slice by slice."""
    await count(begin, f"archive {address_of(request)}", MOST_ARCHIVES)
    async with begin() as work:
        opened = await gate.open(work, rules.THING_READ, id_)
        name, blobs = opened.thing.name, work.database.blobs
    headers = {
        "content-disposition": media.disposition(f"{name}.zip", inline=False),
        "content-security-policy": media.SANDBOX,
        "cache-control": "private, no-store",
    }
    body = Archive(begin, blobs, [id_], names="utf8", language=language).flow()
    return FlowingResponse(body, media_type="application/zip", headers=headers)


def _most(request: Request) -> shapes.Most:
    return cast(shapes.Most, request.app.state.settings.share_links)


def _url(request: Request, secret: str) -> str:
    site: Site = request.app.state.site
    return f"{site.origin_of(request.headers.get('host')).origin}/shared#{secret}"
