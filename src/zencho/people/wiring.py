"""What people adds to the product."""

from zencho.gate.features import Feature
from zencho.people import rules
from zencho.people.routes import router

FEATURE = Feature(
    name="people",
    kinds=(rules.AGENCY_KIND,),
    permissions=(rules.DIRECTORY_READ, rules.PEOPLE_MANAGE, rules.ABSENCE_SET, rules.NAMES_READ),
    routers=(router,),
)
