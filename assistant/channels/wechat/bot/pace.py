"""How long things take on a long connection."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds.

    snapshot: between two snapshots. again: after which one is sent again unchanged. ping: between two pings.
    back_off, most_back_off: before the first and the later attempts to connect. replaced: after another connection took
    our place. look: between two looks at what was left behind, and how long an acknowledgement takes at most. lease:
    for how long the connection is ours to open; said again four times in that time.
    """

    snapshot: float = 1.0
    again: float = 30.0
    ping: float = 30.0
    back_off: float = 1.0
    most_back_off: float = 30.0
    replaced: float = 300.0
    look: float = 10.0
    lease: float = 20.0
