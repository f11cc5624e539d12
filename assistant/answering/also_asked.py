"""Statements of rules that people ask for in the words of a whole question, beside what its parts found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.answering.evidence import MOST_TOGETHER
from assistant.answering.phrasings import Likely, PhrasingBook
from assistant.answering.turn import Evidence, Finding, Gap, Part, Span, Turn
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Level, document_of

ALIKE, NEARLY = 0.2, 0.42
"""How like a statement the whole question must be, and how nearly as like as the nearest one.

Chosen on development cases: of what an answer lacked, two thirds stood among the three nearest statements.
"""


@dataclass(frozen=True, slots=True)
class AlsoAsked:
    """Adds them to the parts until so much is told that more would only be long.

    A question that is cut into parts, or read by its rarest words, may lose what all of its words together ask for.
    """

    catalogue: Catalogue
    phrasings: PhrasingBook

    def __call__(self, turn: Turn, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """The same parts, one of them with more to quote, or one more part where only the standing was told."""
        quoting = [part for part in parts if _found(part, Finding.QUOTES)]
        judged = [part for part in parts if _found(part, Finding.VALIDITY)]
        told = [spans for part in parts if part.evidence and part.evidence.answers for spans in part.evidence.groups]
        room = MOST_TOGETHER + len(parts) - 1 - len(told) - (MOST_TOGETHER - 1) * bool(judged)
        if room <= 0 or not (quoting or judged):
            return parts
        more = tuple(self._nearest(turn.standalone or turn.question.text, parts))[:room]
        if not more:
            return parts
        if quoting:
            return tuple(_with(part, more) if part is quoting[-1] else part for part in parts)
        # What stands for the standing of a rule also answers what is asked of it in words that stand nowhere.
        kept = (part for part in parts if not _is_unheard(part))
        return (*kept, replace(judged[-1], evidence=Evidence(Finding.QUOTES, more, coverage=1.0)))

    def _nearest(self, asked: str, parts: tuple[Part, ...]) -> Iterator[tuple[Span, ...]]:
        """Of what the parts were read over the statements nearest to all of it, without those that are told."""
        over = {clause_id for part in parts for clause_id in part.candidates}
        told = {span.clause_id for part in parts if part.evidence for spans in part.evidence.groups for span in spans}
        named = {document_id for part in parts for document_id in part.reading.documents}
        likely = sorted(
            ((place, clause_id) for clause_id, places in self.phrasings.likely(asked).items() for place in places),
            key=lambda each: (-each[0].similarity, each[1]),
        )
        least = max(ALIKE, NEARLY * likely[0][0].similarity) if likely else ALIKE
        for place, clause_id in likely:
            of_named = not named or document_of(clause_id) in named
            is_text = self.catalogue.clause(clause_id).level is Level.TEXT
            if place.similarity >= least and clause_id in over - told and of_named and is_text:
                yield (_span(clause_id, place),)


def _found(part: Part, finding: Finding) -> bool:
    return part.evidence is not None and part.evidence.finding is finding and not part.evidence.label


def _is_unheard(part: Part) -> bool:
    return part.evidence is not None and part.evidence.gap in (Gap.TOPIC, Gap.UNSURE)


def _with(part: Part, more: tuple[tuple[Span, ...], ...]) -> Part:
    evidence = part.evidence
    return replace(part, evidence=replace(evidence, groups=(*evidence.groups, *more))) if evidence else part


def _span(clause_id: str, place: Likely) -> Span:
    return Span(clause_id, place.start, place.end)
