"""The list of all features. Adding one to the product is one line here."""

from zencho.comments import wiring as comments
from zencho.documents import wiring as documents
from zencho.drive import wiring as drive
from zencho.gate.features import Feature
from zencho.gate.permissions import register
from zencho.guests import wiring as guests
from zencho.hub import wiring as hub
from zencho.imports import wiring as imports
from zencho.links import wiring as links
from zencho.notices import wiring as notices
from zencho.people import wiring as people
from zencho.previews import wiring as previews
from zencho.printing import wiring as printing
from zencho.scanning import wiring as scanning
from zencho.search import finding
from zencho.search import wiring as search
from zencho.sessions import wiring as sessions
from zencho.webdav import wiring as webdav
from zencho.wopi import wiring as wopi

FEATURES: tuple[Feature, ...] = (
    people.FEATURE,
    sessions.FEATURE,
    hub.FEATURE,
    drive.FEATURE,
    documents.FEATURE,
    imports.FEATURE,
    previews.FEATURE,
    links.FEATURE,
    scanning.FEATURE,
    guests.FEATURE,
    comments.FEATURE,
    wopi.FEATURE,
    webdav.FEATURE,
    printing.FEATURE,
    notices.FEATURE,
    search.FEATURE,
)


def register_features() -> None:
    """Tell the gate all kinds and permissions; safe to call twice."""
    for feature in FEATURES:
        register(list(feature.kinds), list(feature.permissions))
        finding.register(feature.finders)
