"""Where this server is reached, as signing in needs to know it: the origin that passkeys are bound to.

The sample city gives each persona a host name below `localhost`; such names never leave the machine
(RFC 6761), so they count as ours wherever our own origin is on `localhost`.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Origin:
    """What the browser shows (`origin`) and what a passkey is bound to (`rp_id`, the host's name)."""

    origin: str
    rp_id: str


@dataclass(frozen=True, slots=True)
class Site:
    """`origin` is ours as people type it; `agency` its name; `locale` for who has not chosen one."""

    origin: str
    agency: str
    locale: str

    def origin_of(self, host: str | None) -> Origin:
        """The origin a request to `host` belongs to; ours, unless it is a persona's."""
        ours = urlsplit(self.origin)
        asked = urlsplit(f"{ours.scheme}://{host or ours.netloc}")
        name = asked.hostname or ""
        if ours.hostname == "localhost" and name.endswith(".localhost") and asked.port == ours.port:
            return Origin(f"{ours.scheme}://{asked.netloc}", name)
        return Origin(self.origin, ours.hostname or "")
