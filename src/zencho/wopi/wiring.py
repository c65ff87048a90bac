"""What WOPI adds to the product. Where the editor is stands in the settings; without it nothing answers."""

from zencho.gate.features import Feature
from zencho.kernel.reactions import Periodic
from zencho.wopi.actions.tokens import end_unused
from zencho.wopi.editor_routes import router as editor_router
from zencho.wopi.routes import router
from zencho.wopi.rules import PERMISSIONS

FEATURE = Feature(
    name="wopi",
    permissions=PERMISSIONS,
    routers=(router, editor_router),
    periodic=(Periodic("*/5 * * * *", end_unused),),
)
