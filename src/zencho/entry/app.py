"""The web application: what one process serves, put together from the features."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from zoneinfo import ZoneInfo

from fastapi import FastAPI, Request

from zencho.audit.record import allows
from zencho.coedit.engine import Coedit
from zencho.drive.actions.uploads import UploadLimits
from zencho.entry import health
from zencho.entry.pages import Pages
from zencho.entry.wiring import FEATURES, register_features
from zencho.gate import opening as gate
from zencho.gate.actors import Anonymous, System
from zencho.gate.guarding import keep_shipped
from zencho.hub.server import Hub
from zencho.kernel import clock
from zencho.kernel.blobs import Blobs
from zencho.kernel.children import Children
from zencho.kernel.jobs import Jobs
from zencho.kernel.logs import log
from zencho.kernel.outbox import Delivery, Dispatcher
from zencho.kernel.pruning import Pruning
from zencho.kernel.settings import Settings
from zencho.kernel.web import Guard, Router, answer_problems, refuse_undeclared
from zencho.kernel.work import Actor, Database, Work
from zencho.links.holding import find_holder
from zencho.postgres.roles import Dsns
from zencho.previews.keeping import Previews
from zencho.previews.papers import Papers
from zencho.printing.steps import Steps
from zencho.rendering.finding import LibreOfficeUnconfined, find_libreoffice
from zencho.rendering.renderer import Renderer
from zencho.scanning.clamd import Scanner
from zencho.scanning.reactions import Scans
from zencho.sessions.authenticate import authenticate, authenticate_cookie
from zencho.sessions.site import Site
from zencho.wopi.editor import OfficeEditor


async def _who_connects(work: Work, headers: Mapping[str, str]) -> Actor:
    """Sessions and the hub are strangers: who holds a socket is told by the cookie of its handshake."""
    return await authenticate_cookie(work, headers.get("cookie"))


async def _who_asks(work: Work, request: Request) -> Actor:
    """A person by their session; else, where the agency allows it, whoever holds a link."""
    actor = await authenticate(work, request)
    if isinstance(actor, Anonymous) and request.app.state.settings.share_links == "anyone":
        return await find_holder(work, request) or actor
    return actor


def open_database(settings: Settings, dsn: str, *, pool_size: int = 10) -> Database:
    """The database under the gate, with every feature's permissions known."""
    register_features()
    clock.zone = ZoneInfo(settings.zone)
    blobs = Blobs(settings.data / "blobs")
    return Database(dsn, prepare=gate.prepare, blobs=blobs, pool_size=pool_size)


def open_editor(settings: Settings) -> OfficeEditor | None:
    """The office editor, where the city has one. Raises EditorAddressUnfit."""
    if not settings.editor_url:
        return None
    return OfficeEditor(settings.editor_url, calls=settings.editor_calls_url or settings.origin)


def open_renderer(settings: Settings) -> Renderer | None:
    """LibreOffice, where it is installed and can be held. Raises LibreOfficeMissing."""
    try:
        office = find_libreoffice(settings.libreoffice)
    except LibreOfficeUnconfined:  # `zencho doctor` says it
        log.warning("libreoffice_not_used")
        return None
    return Renderer(settings.data / "rendering", office) if office else None


def open_scanner(settings: Settings) -> Scanner | None:
    """What looks for viruses, where the city has one. Raises ScannerAddressUnfit."""
    return Scanner(settings.clamav) if settings.clamav else None


class Engine:
    """What runs beside the requests: the dispatcher, jobs and the counts of what was allowed."""

    def __init__(self, settings: Settings, dsns: Dsns) -> None:
        self.database = open_database(settings, dsns.app)
        self.for_jobs = open_database(settings, dsns.worker, pool_size=4)
        self.dispatcher = Dispatcher(dsns.worker, self._deliver)
        self.database.kick = self.for_jobs.kick = self.dispatcher.kick
        self.previews = Previews(settings.data / "previews")
        renderer = open_renderer(settings)
        self.papers = Papers(self.previews, renderer)
        self.printing = Steps(settings.data / "printing", self.papers)
        self.scans = Scans(open_scanner(settings))
        self.jobs = Jobs(
            dsns.worker,
            self.for_jobs,
            System,
            reactions=[
                *self.printing.list_reactions(),
                *self.scans.list_reactions(),
                *(each for feature in FEATURES for each in feature.reactions),
            ],
            periodic=[
                *Pruning(settings).list_periodic(),
                *self.previews.list_periodic(),
                *(renderer.list_periodic() if renderer else ()),
                *self.printing.list_periodic(),
                *self.scans.list_periodic(),
                *(each for feature in FEATURES for each in feature.periodic),
            ],
            failed_kept_days=settings.failed_jobs_kept_days,
        )
        self.hub = Hub(self.database, _who_connects)
        self.for_jobs.hints.append(self.hub.hint)
        self.children = Children(at_once=2)
        self.coedit = Coedit(self.database, dsns.app, self.children)
        self.hub.add_rooms(self.coedit)
        # Watchers first: a cut does not wait for the queue of jobs.
        self.deliveries: list[Callable[[Sequence[Delivery]], Awaitable[None]]] = [
            self.hub.deliver,
            self.jobs.deliver,
        ]

    async def _deliver(self, batch: Sequence[Delivery]) -> None:
        for deliver in self.deliveries:
            await deliver(batch)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Start everything and end it in order."""
        async with self.database.work(System("purge")) as work:
            await keep_shipped(work)
        await self.hub.start()
        await self.coedit.start()
        async with self.jobs.app.open_async():
            tasks = [
                asyncio.create_task(self.dispatcher.run(), name="dispatcher"),
                asyncio.create_task(self.jobs.run(), name="jobs"),
                asyncio.create_task(allows.run(self.database), name="allows"),
            ]
            try:
                yield
            finally:
                await self.hub.stop()
                await self.coedit.stop()
                for task in tasks:
                    task.cancel()
                for task in tasks:
                    with suppress(asyncio.CancelledError):
                        await task
                await allows.flush(self.database)
                await self.database.close()
                await self.for_jobs.close()
                log.info("stopped")


def build_app(
    settings: Settings, dsns: Dsns, *, strict: bool = False, more: Sequence[Router] = ()
) -> FastAPI:
    """Put together what one process serves; `more` are the demo's own routes.

    `strict` fails a request that did not open the permission its route declares (tests run so).
    Raises UndeclaredRoute where a route says neither `may=` nor `public=`.
    """
    engine = Engine(settings, dsns)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with engine.running():
            yield

    app = FastAPI(title="Zencho", lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None)
    app.state.engine = engine
    app.state.database = engine.database
    app.state.settings = settings
    app.state.children = engine.children
    app.state.previews = engine.previews
    app.state.papers = engine.papers
    app.state.scans = engine.scans
    app.state.authenticate = _who_asks
    app.state.sockets = engine.hub.uvicorn_ws_class
    app.state.writers_of = engine.hub.writers_of
    app.state.site = Site(settings.origin, settings.agency, settings.locale)
    editor = open_editor(settings)
    app.state.office_editor = editor
    app.state.webdav = settings.webdav == "on"
    app.state.upload_limits = UploadLimits(settings.upload_gib, settings.unfinished_gib)
    app.state.anonymous = Anonymous()
    app.state.strict = strict
    app.add_middleware(Guard)
    answer_problems(app)
    routers = [health.router, *(each for feature in FEATURES for each in feature.routers), *more]
    # The routes themselves: `include_router` would derive each of them anew, and match them router by router.
    app.router.routes.extend(route for router in routers for route in router.routes)
    app.mount("/", Pages(framed=editor.origin if editor else None))
    refuse_undeclared(app, mounts=frozenset({""}))
    return app
