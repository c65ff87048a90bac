"""The web application: routes of every package, and the files of the web app."""

from fastapi import FastAPI

from zencho.kernel.postgres_roles import Dsns
from zencho.kernel.settings import Settings


def build_app(settings: Settings, dsns: Dsns) -> FastAPI:
    """Put together what one process serves."""
    app = FastAPI(title="Zencho")

    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    return app
