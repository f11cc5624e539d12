"""Step: look each part of the question up in the indexes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.answering.turn import Part, Turn
from assistant.domain import Hit, Query

DEPTH = 30
"""Hits kept for reranking; evidence is rarely below rank 20, and reading more costs milliseconds."""


@dataclass(frozen=True, slots=True)
class Retrieve:
    """Fills `Part.hits`."""

    search: Callable[[Query, int], tuple[Hit, ...]]

    def __call__(self, turn: Turn) -> Turn:
        """Search once for each part."""
        parts = tuple(replace(part, hits=self._hits(part)) for part in turn.parts)
        best = [[hit.clause_id for hit in part.hits[:5]] for part in parts]
        return replace(turn, parts=parts, detail={"hits": [len(part.hits) for part in parts], "best": best})

    def _hits(self, part: Part) -> tuple[Hit, ...]:
        hits = self.search(part.query, DEPTH)
        found = {hit.clause_id for hit in hits}
        likely = {key: max(each.similarity for each in places) for key, places in part.reading.likely.items()}
        return (*hits, *(Hit(key, similarity) for key, similarity in likely.items() if key not in found))
