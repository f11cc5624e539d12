"""How long things take on WeChat's side and on ours."""

from __future__ import annotations

from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds. WeChat hangs up after 5 and delivers again, three times in all.

    typing: from an arrival until it is tried whether the reply could be sent afterwards.
    reply: from an arrival until a reply must leave. gone: until nobody waits for it any more.
    last: since the first arrival, from where on a delivery is the last.
    given_up: since the first arrival, when no delivery comes any more.
    lease: how long a process that answers may say nothing until another takes over.
    look: between two looks at what another process answers. sweep: between two searches for what was left behind.
    """

    typing: float = 2.5
    reply: float = 4.3
    gone: float = 5.5
    last: float = 8.0
    given_up: float = 17.0
    lease: float = 9.0
    look: float = 0.1
    sweep: float = 5.0

    def times(self, factor: float) -> Pace:
        """The same, so many times as slow."""
        return Pace(*(seconds * factor for seconds in astuple(self)))
