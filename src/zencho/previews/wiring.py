"""What previews add to the product."""

from zencho.gate.features import Feature
from zencho.previews.routes import router

FEATURE = Feature(name="previews", routers=(router,))
