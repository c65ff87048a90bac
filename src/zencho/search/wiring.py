"""What search adds to the product."""

from zencho.gate.features import Feature
from zencho.search.reactions import REACTIONS
from zencho.search.routes import router

FEATURE = Feature(name="search", routers=(router,), reactions=REACTIONS)
