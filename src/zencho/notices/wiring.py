"""What notices add to the product."""

from zencho.gate.events import AccessGiven
from zencho.gate.features import Feature
from zencho.kernel.reactions import Reaction
from zencho.notices import reactions, routes
from zencho.notices.rules import NOTICE_READ

FEATURE = Feature(
    name="notices",
    permissions=(NOTICE_READ,),
    routers=(routes.router,),
    reactions=(Reaction(AccessGiven, reactions.ring_for_share),),
)
