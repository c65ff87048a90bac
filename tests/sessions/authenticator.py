"""An authenticator in software: makes an ES256 passkey and signs with it, as WebAuthn Level 2 lays it out.

Everything it sends can be bent (`origin`, `is_verified`, `count` …), to see what the server refuses.
"""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from os import urandom
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor

USER_PRESENT, USER_VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One device with one passkey."""

    origin: str = "http://localhost:8080"
    rp_id: str = "localhost"
    is_verified: bool = True
    count: int = 0
    id: bytes = field(default_factory=lambda: urandom(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    user: bytes = b""

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer `navigator.credentials.create`."""
        self.user = _decode(options["user"]["id"])
        public = self.key.public_key().public_numbers()
        x, y = public.x.to_bytes(32, "big"), public.y.to_bytes(32, "big")
        cose = cbor.encode({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cose
        statement = {"fmt": "none", "attStmt": {}, "authData": self._data(HAS_KEY) + attested}
        return self._answer(
            {
                "attestationObject": _encode(cbor.encode(statement)),
                "clientDataJSON": _encode(self._client("webauthn.create", options["challenge"])),
            }
        )

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer `navigator.credentials.get`."""
        self.count += 1
        client = self._client("webauthn.get", options["challenge"])
        data = self._data(0)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "authenticatorData": _encode(data),
                "clientDataJSON": _encode(client),
                "signature": _encode(signature),
                "userHandle": _encode(self.user),
            }
        )

    def _data(self, flags: int) -> bytes:
        flags |= USER_PRESENT | (USER_VERIFIED if self.is_verified else 0)
        return hashlib.sha256(self.rp_id.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _answer(self, response: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": _encode(self.id),
            "rawId": _encode(self.id),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }


def _encode(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _decode(value: str) -> bytes:
    return base64.urlsafe_b64decode(value + "==")
