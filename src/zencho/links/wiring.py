"""What links add to the product."""

from zencho.gate.features import Feature
from zencho.kernel.reactions import Periodic
from zencho.links.actions.opening_by_link import forget_visits
from zencho.links.actions.sending import forget_unsent
from zencho.links.routes import router
from zencho.links.rules import PERMISSIONS
from zencho.links.sender_routes import router as sender_router
from zencho.links.share_routes import router as share_router

FEATURE = Feature(
    name="links",
    permissions=PERMISSIONS,
    routers=(router, sender_router, share_router),
    periodic=(Periodic("37 * * * *", forget_unsent), Periodic("47 * * * *", forget_visits)),
)
