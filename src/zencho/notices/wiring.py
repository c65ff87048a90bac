"""What notices add to the product."""

from zencho.gate.features import Feature
from zencho.kernel.reactions import Periodic
from zencho.notices import routes
from zencho.notices.reactions import REACTIONS
from zencho.notices.reminding import remind_of_ends
from zencho.notices.rules import NOTICE_READ

FEATURE = Feature(
    name="notices",
    permissions=(NOTICE_READ,),
    routers=(routes.router,),
    reactions=REACTIONS,
    # From morning to evening in Japan: what rings at night is read past.
    periodic=(Periodic("5 0-9 * * *", remind_of_ends),),
)
