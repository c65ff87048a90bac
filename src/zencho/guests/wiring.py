"""What guests add to the product."""

from zencho.gate.features import Feature
from zencho.guests.reactions import REACTIONS
from zencho.guests.reminding import remind_of_guests
from zencho.guests.routes import router
from zencho.guests.rules import PERMISSIONS
from zencho.kernel.reactions import Periodic

FEATURE = Feature(
    name="guests",
    permissions=PERMISSIONS,
    routers=(router,),
    reactions=REACTIONS,
    # From morning to evening in Japan, as with shares that end.
    periodic=(Periodic("15 0-9 * * *", remind_of_guests),),
)
