"""What sessions adds to the product."""

from zencho.gate.features import Feature
from zencho.kernel.reactions import Periodic
from zencho.sessions.actions.purge import purge_ended
from zencho.sessions.routes import router
from zencho.sessions.rules import PERMISSIONS

FEATURE = Feature(
    name="sessions",
    permissions=PERMISSIONS,
    routers=(router,),
    periodic=(Periodic("7 * * * *", purge_ended),),
)
