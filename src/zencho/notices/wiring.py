"""What notices add to the product."""

from zencho.gate.features import Feature
from zencho.notices import routes
from zencho.notices.reactions import REACTIONS
from zencho.notices.rules import NOTICE_READ

FEATURE = Feature(
    name="notices",
    permissions=(NOTICE_READ,),
    routers=(routes.router,),
    reactions=REACTIONS,
)
