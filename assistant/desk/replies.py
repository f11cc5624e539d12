"""The activities around a reply, from its draft until it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from assistant.desk.checking import Checking
from assistant.desk.drafting import Drafting
from assistant.desk.reviewing import Reviewing
from assistant.desk.sending import Sending
from assistant.desk_ports import DraftStore
from assistant.domain import Draft, DraftState
from assistant.ports import Clock

_FAR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Replies:
    """What the page of the desk does with replies."""

    store: DraftStore
    checking: Checking
    drafting: Drafting
    reviewing: Reviewing
    sending: Sending
    clock: Clock

    def of_ticket(self, number: int) -> tuple[Draft, ...]:
        """The replies of a ticket, oldest first."""
        return self.store.of_ticket(number)

    def in_state(self, state: DraftState, limit: int) -> tuple[Draft, ...]:
        """The replies of a state that have waited longest, those first."""
        return self.store.in_state(state, self.clock() + _FAR, limit)
