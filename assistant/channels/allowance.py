"""How much somebody may ask in a minute."""

from __future__ import annotations

import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Allowance:
    """A moving window for each who asks, in the memory of this process. Safe to share by threads."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def take(self, who: str, per_minute: int) -> bool:
        """Whether one more is allowed; it is counted."""
        return self._limiter.hit(RateLimitItemPerMinute(per_minute), who)

    def seconds_left(self, who: str, per_minute: int) -> float:
        """After how many seconds the next one is allowed."""
        stats = self._limiter.get_window_stats(RateLimitItemPerMinute(per_minute), who)
        return 0.0 if stats.remaining else max(0.0, stats.reset_time - time.time())
