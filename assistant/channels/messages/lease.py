"""What only one process at a time may do for an account."""

from __future__ import annotations

import secrets
from datetime import timedelta

from assistant.message_ports import MessageStore
from assistant.ports import Clock

LEASE = "lease"


class Lease:
    """Held by one of all processes on a database; taken over when its holder has not renewed it in time."""

    def __init__(self, store: MessageStore, channel: str, account: str, clock: Clock, lasts: timedelta) -> None:
        self._store, self._of, self._clock, self._lasts = store, (channel, account, LEASE), clock, lasts
        self._owner = secrets.token_hex(8)

    def take(self) -> bool:
        """Whether we hold it now; to be asked again before it lapses."""
        noted = self._store.state(*self._of)
        until, _, owner = noted.partition(" ")
        now = self._clock().timestamp()
        if noted and owner != self._owner and float(until) > now:
            return False
        return self._store.renote(*self._of, f"{now + self._lasts.total_seconds():.0f} {self._owner}", noted)

    def release(self) -> None:
        """Give it back where we hold it."""
        noted = self._store.state(*self._of)
        if noted.endswith(f" {self._owner}"):
            self._store.renote(*self._of, "", noted)
