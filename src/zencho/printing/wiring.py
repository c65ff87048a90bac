"""What printing adds to the product. Its steps hang on the press of the process: `steps.Steps`."""

from zencho.gate.features import Feature
from zencho.kernel.reactions import Periodic
from zencho.printing.actions.beginning import forget_expired, tell_stalled
from zencho.printing.routes import router
from zencho.printing.rules import PERMISSIONS

FEATURE = Feature(
    name="printing",
    permissions=PERMISSIONS,
    routers=(router,),
    periodic=(Periodic("27 * * * *", forget_expired), Periodic("* * * * *", tell_stalled)),
)
