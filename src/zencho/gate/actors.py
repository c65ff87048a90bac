"""Who asks. An actor is never None: it carries its session, how strongly it signed in, device and place."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal
from uuid import UUID

Place = Literal["office", "outside"]


@dataclass(frozen=True, slots=True)
class Person:
    """A signed-in person.

    `principal` is the gate's integer; `assurance` 0 = a secret kept on a device, 1 = password, 2 = passkey or
    its equal; `device` the tier of the machine (0 unknown); `links` the link principals redeemed in this
    session; `is_guest` = from outside the agency, with an account that ends.
    """

    id: UUID
    principal: int
    session_id: UUID
    assurance: int = 1
    device: int = 0
    place: Place = "office"
    links: tuple[int, ...] = ()
    is_guest: bool = False
    kind: ClassVar[str] = "Person"


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Someone unknown who holds links."""

    links: tuple[int, ...]
    session_id: UUID | None = None
    assurance: int = 0
    device: int = 0
    place: Place = "outside"
    principal: int = 0
    id: UUID | None = None
    kind: ClassVar[str] = "LinkHolder"


@dataclass(frozen=True, slots=True)
class Sender:
    """Someone unknown who holds a receive link. Whatever role its principal was given, this actor may
    nothing but what is asked by senders alone: no other permission is ever permitted to it."""

    links: tuple[int, ...]
    session_id: UUID | None = None
    assurance: int = 0
    device: int = 0
    place: Place = "outside"
    principal: int = 0
    id: UUID | None = None
    kind: ClassVar[str] = "Sender"


@dataclass(frozen=True, slots=True)
class Anonymous:
    """Nobody yet: before sign-in."""

    session_id: UUID | None = None
    assurance: int = 0
    device: int = 0
    place: Place = "outside"
    principal: int = 0
    links: tuple[int, ...] = ()
    id: UUID | None = None
    kind: ClassVar[str] = "Anonymous"


@dataclass(frozen=True, slots=True)
class System:
    """The product itself. `use` names an entry of SYSTEM_USES, the reviewed list of whys."""

    use: str
    session_id: UUID | None = None
    assurance: int = 3
    device: int = 3
    place: Place = "office"
    principal: int = 0
    links: tuple[int, ...] = field(default=())
    id: UUID | None = None
    kind: ClassVar[str] = "System"

    def __post_init__(self) -> None:
        if self.use not in SYSTEM_USES:
            raise ValueError(f"{self.use} is not on the reviewed list")


# Each use of System, and why no person can stand for it. A test compares this list with the code.
SYSTEM_USES: dict[str, str] = {
    "first-administrator": "nobody exists yet who could be asked",
    "sample-city": "the demo's city is written before its people exist",
    "reaction": "reactions resolve each receiver's rights themselves",
    "import": "an old share comes from the machine's administrator, who may not see the drive it goes into",
    "handover": "whoever has left cannot hand over what only they could open",
    "scan": "nobody may open what is held, and what it is must be found out",
    "purge": "the bin's end date removes things whoever put them there",
}

AnyActor = Person | LinkHolder | Sender | Anonymous | System
