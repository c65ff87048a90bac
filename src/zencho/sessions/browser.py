"""What a browser calls itself, short enough for a list: `Edge, Windows`."""

_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser_name(user_agent: str | None) -> str:
    """Browser and system, as far as the user agent says; empty where it says nothing we know."""
    said = user_agent or ""
    parts = (next((name for mark, name in known if mark in said), "") for known in (_BROWSERS, _SYSTEMS))
    return ", ".join(part for part in parts if part)
