"""A statement of a rule that people ask for in such words, where the words themselves find nothing."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.clause_facts import FactBook
from assistant.answering.evidence import FindEvidence
from assistant.answering.phrasings import Likely
from assistant.answering.question_details import asks_for_existence, asks_whether_it_counts
from assistant.answering.reading import ITS_OWN, Reading
from assistant.answering.scope import Scope
from assistant.answering.turn import Evidence, Finding, Gap, Part, Span
from assistant.domain import Level, document_of

ASKED_ALIKE, NEARER_TO_STATEMENTS = 0.3, 0.2
"""How like what people ask for a statement a question must be, and that it is no more like an unwritten topic."""
SURELY_ALIKE = 0.5
"""So like a statement that it need only be no more like an unwritten topic."""
TOLD_ALIKE, TOLD_AHEAD = 0.14, 1.3


@dataclass(frozen=True, slots=True)
class AsAsked:
    """Chooses by likeness to how people ask.

    A digest is short and about one thing, so that likeness tells more there than which words it holds.
    """

    find: FindEvidence
    facts: FactBook
    scope: Scope

    def __call__(self, part: Part, evidence: Evidence) -> Evidence | None:
        """The statement, though a word of the question stands nowhere; None where none is so much like it."""
        reading = part.reading
        nearer = 0.0 if reading.nearest >= SURELY_ALIKE else NEARER_TO_STATEMENTS
        open_topic = reading.leaning.topic or reading.leaning.nearer < nearer
        plainly = evidence.gap is Gap.ASPECT and any(aspect.exact for aspect in reading.aspects)
        exists = asks_for_existence(reading.text) and not asks_whether_it_counts(reading.text)
        if evidence.gap in (Gap.PLACE, Gap.FIGURE) or plainly or open_topic or exists:
            return None
        likely = [
            (place.similarity, clause_id, place)
            for clause_id, places in reading.likely.items()
            for place in places
            if not reading.documents or document_of(clause_id) in reading.documents
        ]
        if not likely:
            likely = self._of_another_rule(reading)
        if not likely:
            return None
        best, *others = sorted(likely, key=lambda each: (-each[0], each[1]))
        if self.find.catalogue.clause(best[1]).level is not Level.TEXT:
            return None
        # With a story before it the question shares little with any line, but most with the right one.
        second = max((each[0] for each in others), default=0.0)
        told = bool(reading.whole) and best[0] >= max(TOLD_ALIKE, TOLD_AHEAD * second)
        if best[0] < ASKED_ALIKE and not told:
            return None
        if self.find.demands.year(reading, [best[1]]):
            return None
        _, clause_id, place = best
        found = Evidence(Finding.QUOTES, ((Span(clause_id, place.start, place.end),),), coverage=best[0])
        return self.find.with_more(part, found)

    def denied(self, reading: Reading, evidence: Evidence) -> Evidence | None:
        """The statement shown as the nearest, where it is the likeliest and says all that is called unwritten."""
        likely = max(reading.likely, key=lambda key: max(each.similarity for each in reading.likely[key]), default="")
        open_topic = reading.leaning.topic or reading.leaning.nearer < NEARER_TO_STATEMENTS
        if open_topic or reading.nearest < SURELY_ALIKE or not (evidence.gap is Gap.ASPECT and reading.aspects):
            return None
        if [spans[0].clause_id for spans in evidence.groups[:1]] != [likely]:
            return None
        said = self.facts[likely].plain
        if not all(any(word in said for word in aspect.evidence) for aspect in reading.aspects):
            return None
        return Evidence(Finding.QUOTES, evidence.groups[:1], coverage=1.0)

    def _holds_there(self, clause_id: str, reading: Reading) -> bool:
        document = self.find.catalogue.document(document_of(clause_id))
        return bool(reading.at or not self.scope.own_places(document)) and self.scope.applies_at(document, reading.at)

    def _of_another_rule(self, reading: Reading) -> list[tuple[float, str, Likely]]:
        """What is said of a thing (十大类纺织创新产品) by another rule than the one that bears its name."""
        return [
            (place.similarity, clause_id, place)
            for clause_id, places in reading.likely.items()
            for place in places
            if place.similarity >= ITS_OWN and self._holds_there(clause_id, reading)
        ]
