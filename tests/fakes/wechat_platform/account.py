"""An account on the platform."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """Its names and secrets, as an operator finds them in the settings page."""

    appid: str = "wx0123456789abcdef"
    to_us: str = "gh_0123456789ab"
    secret: str = "the-app-secret-of-this-account"
    token: str = "theCallbackToken1"
    key: str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
    previous_key: str = "GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba"
