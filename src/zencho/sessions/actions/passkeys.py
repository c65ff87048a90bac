"""Passkeys (WebAuthn): adding, using and removing them. The person is always verified by the device.

A challenge is given out once, kept hashed for some minutes, and goes with the answer it fits. Signing in
asks for no account: the device offers the passkeys it has, so nothing is said of who exists.
"""

import base64
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

import webauthn
from sqlalchemy import delete, func, select
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from zencho.audit.record import record
from zencho.gate.opening import Opened
from zencho.kernel.ids import new_id
from zencho.kernel.refs import Ref
from zencho.kernel.work import Work
from zencho.sessions.actions.sessions import end_other_sessions
from zencho.sessions.problems import (
    LastCredential,
    PasskeyNotAccepted,
    UnknownPasskey,
    WrongCredentials,
)
from zencho.sessions.queries.credentials import find_passkey, find_password, passkey_ids
from zencho.sessions.site import Origin
from zencho.sessions.tables import Challenge, Passkey
from zencho.sessions.tokens import hash_of

LASTS = timedelta(minutes=5)
Purpose = Literal["sign-in", "add", "first-administrator"]
Change = Opened[UUID, Literal["credential.change"]]


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a new passkey is for, as the device shows it."""

    id: UUID
    number: str
    name: str


async def offer_passkey(
    work: Work, holder: Holder, origin: Origin, *, agency: str, purpose: Purpose = "add"
) -> dict[str, Any]:
    """What `navigator.credentials.create` needs, as JSON values."""
    known = [PublicKeyCredentialDescriptor(id=each) for each in await passkey_ids(work, holder.id)]
    options = webauthn.generate_registration_options(
        rp_id=origin.rp_id,
        rp_name=agency,
        user_id=holder.id.bytes,
        user_name=holder.number,
        user_display_name=holder.name,
        exclude_credentials=known,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    await _keep_challenge(work, options.challenge, purpose, holder.id)
    return _as_json(webauthn.options_to_json(options))


async def add_passkey(opened: Change, credential: dict[str, Any], origin: Origin, *, name: str) -> UUID:
    """Take in what the device made -> the passkey's id. Raises PasskeyNotAccepted."""
    work, me = opened.work, opened.thing
    passkey = await verify_new_passkey(work, credential, origin, purpose="add", name=name)
    if passkey.person != me:
        raise PasskeyNotAccepted
    work.db.add(passkey)
    await work.db.flush()
    await record(work, "passkey.add", Ref("person", me))
    return passkey.id


async def verify_new_passkey(
    work: Work, credential: dict[str, Any], origin: Origin, *, purpose: Purpose, name: str
) -> Passkey:
    """Check what the device made against its challenge -> the row to add, for the challenge's person.

    Raises PasskeyNotAccepted.
    """
    challenge = _challenge_in(credential)
    kept = await _take_challenge(work, challenge, purpose)
    if kept is None or kept.person is None:
        raise PasskeyNotAccepted
    try:
        verified = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=origin.rp_id,
            expected_origin=origin.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise PasskeyNotAccepted from error
    if await find_passkey(work, verified.credential_id) is not None:
        raise PasskeyNotAccepted
    return Passkey(
        id=new_id(),
        person=kept.person,
        credential_id=verified.credential_id,
        public_key=verified.credential_public_key,
        sign_count=verified.sign_count,
        name=name,
        created_at=work.now,
    )


async def ask_for_passkey(work: Work, origin: Origin) -> dict[str, Any]:
    """What `navigator.credentials.get` needs, as JSON values; the same for everybody."""
    options = webauthn.generate_authentication_options(
        rp_id=origin.rp_id, user_verification=UserVerificationRequirement.REQUIRED
    )
    await _keep_challenge(work, options.challenge, "sign-in", None)
    return _as_json(webauthn.options_to_json(options))


async def use_passkey(work: Work, credential: dict[str, Any], origin: Origin) -> UUID:
    """Check a device's answer -> the person it proves. Raises WrongCredentials."""
    challenge = _challenge_in(credential)
    if await _take_challenge(work, challenge, "sign-in") is None:
        raise WrongCredentials
    passkey = await find_passkey(work, _bytes_of(credential.get("rawId")))
    if passkey is None:
        raise WrongCredentials
    try:
        verified = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=origin.rp_id,
            expected_origin=origin.origin,
            credential_public_key=passkey.public_key,
            # A counter that does not rise is a copy of the key; the library refuses it.
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise WrongCredentials from error
    passkey.sign_count = verified.new_sign_count
    passkey.used_at = work.now
    return passkey.person


async def remove_passkey(opened: Change, passkey_id: UUID) -> None:
    """Forget a passkey; all other sessions of the person end. Raises UnknownPasskey, LastCredential."""
    work, me = opened.work, opened.thing
    passkey = await work.db.get(Passkey, passkey_id)
    if passkey is None or passkey.person != me:
        raise UnknownPasskey
    count = await work.db.scalar(select(func.count()).select_from(Passkey).where(Passkey.person == me))
    if count == 1 and await find_password(work, me) is None:
        raise LastCredential
    await work.db.delete(passkey)
    await work.db.flush()
    await record(work, "passkey.remove", Ref("person", me))
    await end_other_sessions(work, me)


async def _keep_challenge(work: Work, challenge: bytes, purpose: Purpose, person: UUID | None) -> None:
    row = Challenge(hash=_hash(challenge), purpose=purpose, person=person, ends_at=work.now + LASTS)
    work.db.add(row)
    await work.db.flush()


async def _take_challenge(work: Work, challenge: bytes, purpose: Purpose) -> Challenge | None:
    """The challenge as it was given out; it cannot be answered again once this transaction commits."""
    return await work.db.scalar(
        delete(Challenge)
        .where(
            Challenge.hash == _hash(challenge),
            Challenge.purpose == purpose,
            Challenge.ends_at > work.now,
        )
        .returning(Challenge)
    )


def _challenge_in(credential: dict[str, Any]) -> bytes:
    """The challenge that the device says it answered; empty where it says none."""
    try:
        said = json.loads(_bytes_of(credential["response"]["clientDataJSON"]))
        return _bytes_of(said["challenge"])
    except (ValueError, KeyError, TypeError):
        return b""


def _bytes_of(text: Any) -> bytes:
    """base64url without padding, as WebAuthn writes it; empty where it is not."""
    try:
        return base64.urlsafe_b64decode(str(text) + "==")
    except ValueError:
        return b""


def _hash(challenge: bytes) -> bytes:
    return hash_of(challenge.hex())


def _as_json(text: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(text)
    return value
