"""Application windows that close soon: each is told of, whatever is restarted, and then not again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from assistant.channels.messages.lease import Lease
from assistant.domain import DocumentVersion, WindowState
from assistant.errors import NotReady
from assistant.message_ports import MessageStore
from assistant.ports import Clock, Today

DAYS = 14
"""So long before its last day a window is told of."""
TELLING = timedelta(minutes=1)
"""For how long the windows are ours to tell of before another process may."""
_CHANNEL, _ALL, _NOTE = "alerts", "closing", "closing_told"


@dataclass(frozen=True, slots=True)
class ClosingWindow:
    """A window by what people call it; `left` is in days."""

    key: str
    title: str
    name: str
    day: str
    left: str


class Closing:
    """Finds windows among `documents`, which may raise NotReady; of all processes on a store one tells at a time."""

    def __init__(
        self, documents: Callable[[], Sequence[DocumentVersion]], store: MessageStore, today: Today, clock: Clock
    ) -> None:
        self._documents, self._store, self._today = documents, store, today
        self._lease = Lease(store, _CHANNEL, _ALL, clock, TELLING)

    def begin(self) -> bool:
        """Whether we may tell now; to be asked again before each window."""
        return self._lease.take()

    def due(self) -> list[ClosingWindow]:
        """Those that are to be told of now and were not yet."""
        try:
            found = list(self._found())
        except NotReady:
            return []
        told = self._store.noted(_CHANNEL, _NOTE)
        return [each for each in found if each.key not in told]

    def told(self, window: ClosingWindow) -> None:
        """Note that the group has it."""
        self._store.note(_CHANNEL, window.key, _NOTE, self._today().isoformat())

    def end(self) -> None:
        """Let others tell."""
        self._lease.release()

    def _found(self) -> Iterator[ClosingWindow]:
        today = self._today()
        for version in self._documents():
            document = version.document
            for window in document.windows:
                if window.closes_on is None or window.state(today) is not WindowState.OPEN:
                    continue
                left = (window.closes_on.last_day - today).days
                if left <= DAYS:
                    day = window.closes_on.last_day.isoformat()
                    key = hashlib.sha256(f"{document.id}\n{window.name}\n{day}".encode()).hexdigest()
                    yield ClosingWindow(key, document.short_title or document.title, window.name, day, str(left))
