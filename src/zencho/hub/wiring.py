"""What the hub adds to the product. Its socket is no route: `entry` hands `Hub.uvicorn_ws_class` over."""

from zencho.gate.features import Feature
from zencho.hub.routes import router
from zencho.hub.rules import PERMISSIONS

FEATURE = Feature(name="hub", permissions=PERMISSIONS, routers=(router,))
