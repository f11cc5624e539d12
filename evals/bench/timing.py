"""Latencies, and the sizes of what was written."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from evals.percentiles import percentile

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of `calls` calls."""

    calls: int
    p50_ms: float
    p99_ms: float

    @classmethod
    def of(cls, milliseconds: Iterable[float]) -> Latency:
        """Percentiles of measured values."""
        values = list(milliseconds)
        return cls(len(values), round(percentile(values, 50), 3), round(percentile(values, 99), 3))

    def as_dict(self) -> dict[str, float]:
        """For JSON."""
        return asdict(self)


def latency(call: Callable[[Item], object], items: Iterable[Item]) -> Latency:
    """Latency of one call an item, one after the other."""
    milliseconds = []
    for item in items:
        started = time.perf_counter()
        call(item)
        milliseconds.append((time.perf_counter() - started) * 1000)
    return Latency.of(milliseconds)


def timed(call: Callable[[], Item]) -> tuple[Item, float]:
    """What the call returns, and its seconds."""
    started = time.perf_counter()
    result = call()
    return result, time.perf_counter() - started


def megabytes(directory: Path) -> float:
    """Size of all files below a directory, 10^6 bytes."""
    return round(sum(file.stat().st_size for file in directory.rglob("*") if file.is_file()) / 1e6, 2)
