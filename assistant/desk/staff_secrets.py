"""Secrets that browsers and links hold; of them only digests are kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets


def new_secret() -> str:
    """256 random bits, for a cookie or a link."""
    return secrets.token_urlsafe(32)


def new_id() -> str:
    """The id of something new."""
    return secrets.token_hex(16)


def digest_of(secret: str) -> str:
    """What is kept of a secret; 256 random bits cannot be tried out, so it need not be slow."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def csrf_of(secret: str) -> str:
    """What a page shows with each change: only who holds the secret of the cookie can tell it."""
    return hmac.new(secret.encode("utf-8", "surrogatepass"), b"csrf", hashlib.sha256).hexdigest()
