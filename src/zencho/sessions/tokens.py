"""Secrets that a browser carries: 256 random bits, of which the database keeps the SHA-256 alone."""

import hashlib
import secrets


def new_token() -> str:
    """A fresh secret, safe in cookies and fragments."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> bytes:
    """What is stored of it. The token has full entropy, so one plain hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
