"""What WebDAV adds to the product. Whether it answers stands in the settings."""

from zencho.gate.features import Feature
from zencho.kernel.reactions import Periodic
from zencho.webdav.actions.passwords import end_unused
from zencho.webdav.dav_routes import router as dav_router
from zencho.webdav.routes import router
from zencho.webdav.rules import PERMISSIONS

FEATURE = Feature(
    name="webdav",
    permissions=PERMISSIONS,
    routers=(router, dav_router),
    periodic=(Periodic("*/5 * * * *", end_unused),),
)
