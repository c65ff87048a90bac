"""What comments add to the product."""

from zencho.comments.routes import router
from zencho.comments.rules import PERMISSIONS
from zencho.gate.features import Feature

FEATURE = Feature(name="comments", permissions=PERMISSIONS, routers=(router,))
