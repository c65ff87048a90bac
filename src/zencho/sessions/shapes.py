"""What travels: who is signed in, the list of sessions and credentials, and what signing in must say."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from zencho.people.shapes import Away, HeldPost, NamingWanted, UnitName


@dataclass(frozen=True, slots=True)
class MePerson:
    """The signed-in person."""

    id: UUID
    name: str
    reading: str
    number: str
    is_guest: bool


@dataclass(frozen=True, slots=True)
class MePost:
    """A post held today."""

    unit: UnitName
    rank: str
    rank_english: str


@dataclass(frozen=True, slots=True)
class MeAgency:
    """The agency this server belongs to; `abilities` are what one may do with it."""

    id: UUID
    name: str
    abilities: list[str]


@dataclass(frozen=True, slots=True)
class Me:
    """Who is signed in. `assurance` is how strongly: 1 password, 2 passkey."""

    person: MePerson
    posts: list[MePost]
    agency: MeAgency
    locale: str
    assurance: int
    away: Away | None

    @staticmethod
    def post(held: HeldPost) -> MePost:
        """A held post as it stands beside one's name."""
        return MePost(held.unit, held.title or held.rank_name, held.rank_english)


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A signed-in browser of one's own. `how`: password, passkey, link or demo."""

    id: UUID
    browser: str
    how: str
    assurance: int
    place: str
    created_at: datetime
    seen_at: datetime
    ends_at: datetime
    is_current: bool


@dataclass(frozen=True, slots=True)
class SessionLines:
    """One's signed-in browsers, this one first."""

    sessions: list[SessionLine]


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    """A passkey of one's own."""

    id: UUID
    name: str
    created_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Credentials:
    """One's ways to sign in; `password_changed_at` is unset where there is no password."""

    password_changed_at: datetime | None
    passkeys: list[PasskeyLine]


@dataclass(frozen=True, slots=True)
class SiteCard:
    """Whose server this is, for the page before signing in."""

    agency: str
    locale: str


@dataclass(frozen=True, slots=True)
class LinkCard:
    """What a one-time link is for, and whom it signs in."""

    purpose: str
    name: str | None


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A one-time link, shown this once; the server keeps its hash alone."""

    url: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What the browser's credential functions take, under the name they take it by."""

    publicKey: dict[str, Any]  # noqa: N815 - WebAuthn's own spelling


@dataclass(frozen=True, slots=True)
class Ended:
    """How many sessions ended."""

    count: int


Secret = Annotated[str, Field(min_length=1, max_length=256)]


class _Wanted(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PasswordSignIn(_Wanted):
    """職員番号 and password."""

    number: Annotated[str, Field(max_length=20)]
    password: Secret


class PasskeyAnswer(_Wanted):
    """What the device answered, as `PublicKeyCredential.toJSON` writes it."""

    credential: dict[str, Any]


class NewPasskeyAnswer(PasskeyAnswer):
    """What the device made, and what its owner calls it."""

    name: Annotated[str, Field(max_length=60)] = ""


class LinkWanted(_Wanted):
    """The secret of a one-time link."""

    token: Secret


class PasswordChange(_Wanted):
    """The new password, and the present one where there is one."""

    password: Secret
    present: Annotated[str, Field(max_length=256)] = ""


class FirstPasskeyWanted(LinkWanted):
    """Whom the device shall show the first administrator's passkey under."""

    number: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{1,20}$")]
    name: Annotated[str, Field(min_length=1, max_length=200)]


class FirstAdministrator(LinkWanted):
    """The first administrator, with a password or with what the device made."""

    number: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{1,20}$")]
    naming: NamingWanted
    password: Secret | None = None
    credential: dict[str, Any] | None = None
