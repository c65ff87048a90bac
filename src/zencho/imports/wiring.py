"""What imports add to the product."""

from zencho.gate.features import Feature
from zencho.imports.queries import find_by_old_path
from zencho.imports.routes import router, things
from zencho.imports.rules import IMPORT_COUNT, IMPORT_READ

FEATURE = Feature(
    name="imports",
    permissions=(IMPORT_COUNT, IMPORT_READ),
    routers=(router, things),
    finders=(find_by_old_path,),
)
