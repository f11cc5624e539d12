"""What a user sees in the chat with an account, in order."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

BROKEN = "该公众号提供的服务出现故障，请稍后再试"


class Seen(StrEnum):
    """One thing in the chat."""

    SAID = "said"
    SHOWN = "shown"
    PUSHED = "pushed"
    TYPING = "typing"
    STAFF = "staff"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something seen, `at` seconds of WeChat's time after the simulator began; `about` is the message it replies to."""

    at: float
    what: Seen
    text: str
    about: str = ""


class Timeline:
    """Moments by user, and what the code under test did that WeChat would not take. Safe to share by threads."""

    def __init__(self, scale: float) -> None:
        self._scale, self._began, self._lock = scale, time.monotonic(), threading.Lock()
        self._moments: dict[str, list[Moment]] = defaultdict(list)
        self.wrong: list[str] = []

    def now(self) -> float:
        """Seconds of WeChat's time."""
        return (time.monotonic() - self._began) / self._scale

    def add(self, user: str, what: Seen, text: str, about: str = "") -> None:
        with self._lock:
            self._moments[user].append(Moment(self.now(), what, text, about))

    def of(self, user: str) -> tuple[Moment, ...]:
        with self._lock:
            return tuple(self._moments[user])

    def told(self, user: str) -> list[str]:
        """What the account told a user, whichever way."""
        return [each.text for each in self.of(user) if each.what in (Seen.SHOWN, Seen.PUSHED, Seen.BROKEN)]

    def kinds(self, user: str) -> list[str]:
        """The kinds of what a user saw, without the typing."""
        return [each.what for each in self.of(user) if each.what is not Seen.TYPING]

    def users(self) -> tuple[str, ...]:
        with self._lock:
            return tuple(self._moments)
