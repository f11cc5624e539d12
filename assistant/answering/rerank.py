"""Step: order the hits by what the question is about, and drop what belongs to other documents."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answering.clause_facts import ClauseFacts, FactBook
from assistant.answering.lexicon import ValueType
from assistant.answering.reading import Reading
from assistant.answering.turn import Part, Turn
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Hit, Kind, Level

KEEP = 12
NEIGHBOURS_OF = 3
COVERAGE_WEIGHT = 0.65
SEARCH_WEIGHT = 0.25
VALUE_WEIGHT = 0.12
PLACE_WEIGHT = 0.12
_AUTHORITY = {Kind.OFFICIAL_TEXT: 0.06, Kind.INTERPRETATION: 0.0, Kind.DIGEST: 0.0}


@dataclass(frozen=True, slots=True)
class Rerank:
    """Fills `Part.candidates`: clause ids, best first."""

    catalogue: Catalogue
    facts: FactBook

    def __call__(self, turn: Turn) -> Turn:
        """Score every hit again with the question's terms, value type and places."""
        parts = tuple(self._reordered(part) for part in turn.parts)
        return replace(turn, parts=parts, detail={"candidates": [list(part.candidates[:5]) for part in parts]})

    def _reordered(self, part: Part) -> Part:
        scored: list[tuple[float, str]] = []
        for hit in part.hits:
            facts = self.facts[hit.clause_id]
            if part.reading.documents and facts.clause.document_id not in part.reading.documents:
                continue
            if facts.kind is Kind.DIGEST and facts.clause.level is Level.OUTLINE:
                continue
            scored.append((-_score(hit, facts, part.reading), hit.clause_id))
        ordered = [clause_id for _, clause_id in sorted(scored)]
        # What people ask for in such words is weighed, however few of them stand in it.
        ranked = [*ordered[:KEEP], *(clause_id for clause_id in ordered[KEEP:] if clause_id in part.reading.likely)]
        beside = (clause_id for best in ranked[:NEIGHBOURS_OF] for clause_id in self._neighbours(best))
        return replace(part, candidates=tuple(dict.fromkeys((*ranked, *beside))))

    def _neighbours(self, clause_id: str) -> tuple[str, ...]:
        """The sentences under the same heading: what one begins another may finish."""
        parent = self.catalogue.clause(clause_id).parent_id
        return () if parent is None else tuple(c.id for c in self.catalogue.children(parent, Level.TEXT))


def _score(hit: Hit, facts: ClauseFacts, reading: Reading) -> float:
    score = COVERAGE_WEIGHT * reading.coverage_of(facts)
    score += SEARCH_WEIGHT * hit.score + _AUTHORITY[facts.kind]
    if reading.value is not ValueType.ANY and reading.value in facts.values:
        score += VALUE_WEIGHT
    if reading.places and any(place in facts.plain for place in reading.places):
        score += PLACE_WEIGHT
    return score if facts.clause.level is Level.TEXT else score - 0.1
