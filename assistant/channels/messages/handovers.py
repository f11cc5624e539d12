"""Where somebody is taken who asks a messenger for a person."""

from __future__ import annotations

from typing import Protocol

from assistant.domain import Correspondent, Message


class HandOvers(Protocol):
    """Takes who asks for a person, from any thread, and never fails."""

    def take(self, sender: Correspondent, last: Message | None) -> bool:
        """Whether staff will find them, with the message that was answered last."""
        ...


class _Nowhere:
    def take(self, sender: Correspondent, last: Message | None) -> bool:
        return False


NO_HAND_OVERS: HandOvers = _Nowhere()
