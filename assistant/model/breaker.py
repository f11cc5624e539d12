"""Keeps a model that does not work from being asked again and again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from assistant.errors import ModelFault

FAULTS_IN_A_ROW = 3
FIRST_REST, LONGEST_REST = 15.0, 300.0
# A service may ask for a day; after an hour it is worth a trial all the same.
LONGEST_ASKED = 3600.0

_AT_ONCE = frozenset({ModelFault.UNAUTHORISED, ModelFault.UNKNOWN_MODEL, ModelFault.RATE_LIMITED})
_IN_A_ROW = frozenset({ModelFault.TIMEOUT, ModelFault.UNREACHABLE, ModelFault.SERVER_ERROR, ModelFault.MALFORMED})


class Breaker:
    """Lets requests through, none while the model rests, and then one as a trial. Safe from any thread.

    Faults that asking again at once cannot mend make it rest: three in a row, or one that is certain. It rests 15 s,
    each time twice as long up to 5 min, or as long as the service asked for.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._round = 0
        self._faults = 0
        self._rest = FIRST_REST
        self._rests_until: float | None = None
        self._on_trial = False

    def enter(self) -> int | None:
        """A pass that is given back to `leave`, None while it rests."""
        with self._lock:
            if self._rests_until is not None:
                if self._on_trial or self._clock() < self._rests_until:
                    return None
                self._on_trial = True
            return self._round

    def rests_for(self) -> float:
        """Seconds until a request may be tried."""
        with self._lock:
            return max(0.0, self._rests_until - self._clock()) if self._rests_until is not None else 0.0

    def leave(self, given: int, fault: ModelFault | None, retry_after: float | None = None) -> None:
        """How a request that was let through went; what began before the last change of state counts no more."""
        with self._lock:
            if given != self._round:
                return
            if fault in _AT_ONCE or fault in _IN_A_ROW:
                self._count(fault in _AT_ONCE, retry_after)
            else:
                self._recover()

    def give_up(self, given: int) -> None:
        """A request was given up before it told anything about the model."""
        with self._lock:
            if given == self._round:
                self._on_trial = False

    def _count(self, certain: bool, retry_after: float | None) -> None:
        self._faults += 1
        if not (certain or retry_after or self._on_trial or self._faults >= FAULTS_IN_A_ROW):
            return
        self._rests_until = self._clock() + min(retry_after or self._rest, LONGEST_ASKED)
        self._rest = min(self._rest * 2, LONGEST_REST)
        self._round, self._on_trial = self._round + 1, False

    def _recover(self) -> None:
        if self._rests_until is not None:
            self._round += 1
        self._faults, self._rest, self._rests_until, self._on_trial = 0, FIRST_REST, None, False
