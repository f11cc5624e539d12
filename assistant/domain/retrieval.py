"""What search is asked for and what it finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """What search looks for: Simplified, NFKC-normalised text, and further words that weigh less."""

    text: str
    expansions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that search found. `score` mixes both indexes, 0..1 within one query; parts are 0 where not found."""

    clause_id: str
    score: float
    lexical: float = 0.0
    dense: float = 0.0
