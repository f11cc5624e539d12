"""What the pipeline said of a question before: the steps are deterministic, so it need not be worked out again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from assistant.answering.turn import Turn
from assistant.domain import Mode, Sentence, Step

MOST_RUNS = 256
Event = Step | Sentence | Turn
_Key = tuple[str, date, Mode]


class EarlierRuns:
    """The last runs over one state of the corpus. All threads may share it.

    Only a question that begins a conversation is kept, for a follow-up means something else each time.
    """

    def __init__(self) -> None:
        self._runs: OrderedDict[_Key, tuple[Event, ...]] = OrderedDict()
        self._changing = threading.Lock()

    def of(self, turn: Turn) -> Iterator[Event] | None:
        """The events of the earlier run as they were; None when there is none."""
        key = _key(turn)
        with self._changing:
            events = None if turn.history else self._runs.get(key)
            if events is None:
                return None
            self._runs.move_to_end(key)
        return (_again(event, turn) for event in events)

    def keep(self, turn: Turn, events: list[Event]) -> None:
        """Remember a finished run."""
        if turn.history:
            return
        with self._changing:
            self._runs[_key(turn)] = tuple(event.outcome if isinstance(event, Turn) else event for event in events)
            if len(self._runs) > MOST_RUNS:
                self._runs.popitem(last=False)


def _key(turn: Turn) -> _Key:
    return turn.question.text, turn.as_of, turn.question.mode


def _again(event: Event, turn: Turn) -> Event:
    return replace(event, question=turn.question) if isinstance(event, Turn) else event
