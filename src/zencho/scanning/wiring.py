"""What the looking for viruses adds to the product. Where the scanner is stands in the settings; what it does
hangs on the process: `reactions.Scans`."""

from zencho.gate.features import Feature
from zencho.scanning.routes import router
from zencho.scanning.rules import PERMISSIONS

FEATURE = Feature(name="scanning", permissions=PERMISSIONS, routers=(router,))
