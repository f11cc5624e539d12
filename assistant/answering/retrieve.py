"""Step: look each part of the question up in the indexes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answering.turn import Turn
from assistant.ports import Searcher

DEPTH = 40
"""Hits kept for reranking; evidence is rarely below rank 20, and reading more costs milliseconds."""


@dataclass(frozen=True, slots=True)
class Retrieve:
    """Fills `Part.hits`."""

    searcher: Searcher

    def __call__(self, turn: Turn) -> Turn:
        """Search once for each part."""
        parts = tuple(replace(part, hits=self.searcher.search(part.query, DEPTH)) for part in turn.parts)
        best = [[hit.clause_id for hit in part.hits[:5]] for part in parts]
        return replace(turn, parts=parts, detail={"hits": [len(part.hits) for part in parts], "best": best})
