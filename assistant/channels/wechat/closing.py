"""Application windows that close soon, each told of once whatever is restarted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.domain import DocumentVersion, WindowState
from assistant.errors import NotReady
from assistant.message_ports import MessageStore
from assistant.ports import Today

DAYS = 14
"""So long before its last day a window is told of."""
_CHANNEL, _NOTE = "alerts", "closing_told"


@dataclass(frozen=True, slots=True)
class ClosingWindow:
    """A window by what people call it; `left` is in days."""

    key: str
    title: str
    name: str
    day: str
    left: str


class Closing:
    """Finds windows among `documents`, which may raise NotReady. Safe to share by processes."""

    def __init__(self, documents: Callable[[], Sequence[DocumentVersion]], store: MessageStore, today: Today) -> None:
        self._documents, self._store, self._today = documents, store, today

    def take(self) -> list[ClosingWindow]:
        """Those that are to be told of now and were not taken before."""
        try:
            found = list(self._found())
        except NotReady:
            return []
        day = self._today().isoformat()
        return [each for each in found if self._store.renote(_CHANNEL, each.key, _NOTE, day, instead_of="")]

    def give_back(self, window: ClosingWindow) -> None:
        """Let it be taken again."""
        self._store.note(_CHANNEL, window.key, _NOTE, "")

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
