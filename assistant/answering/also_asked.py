"""Statements of rules that people ask for in the words of a whole question, beside what its parts found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from assistant.answering.evidence import MOST_TOGETHER
from assistant.answering.lexicon import ValueType
from assistant.answering.overviews import OVERVIEW
from assistant.answering.phrasings import PhrasingBook
from assistant.answering.reading import Reading
from assistant.answering.scope import Scope
from assistant.answering.turn import Evidence, Finding, Gap, Part, Span, Turn
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Level, document_of

ALIKE, NEARLY = 0.2, 0.42
"""How like a statement the whole question must be, and how nearly as like as the nearest one.

Chosen on development cases: of what an answer lacked, two thirds stood among the three nearest statements.
"""
PLENTY = 90.0
"""So much is shared that the statement is meant however long a story stands beside it.

Of the statements that share so much with development cases, 7 to 9 in 10 are of the rule that is asked about.
"""
CLEARLY_SHARED, CLEARLY_AHEAD = 75.0, 1.2
"""How much one clause must share with a statement, and how much more than with any other, to be about that.

Of development cases 92 in 100 such statements were told already.
"""
BESIDE_A_NEED = 0.45
"""How like a statement a need must be that this is told first."""
FEW_CHARACTERS = 6
_CLAUSES = re.compile(r"[,，。;；!！?？\n]")
MOST_APART = 2
"""How many statements are added because a single clause is about them."""
NEAREST = 8
STORY = 40
"""Characters from which on a question is a story that is asked about."""
AHEAD, RATHER_OPEN = 1.3, -0.15
"""How much nearer than any other the foremost statement is that a story is surely about, and how open it may sound."""


@dataclass(frozen=True, slots=True)
class AlsoAsked:
    """Adds them to the parts until so much is told that more would only be long.

    A question that is cut into parts, or read by its rarest words, may lose what all of its words together ask for.
    """

    catalogue: Catalogue
    phrasings: PhrasingBook
    scope: Scope

    def __call__(self, turn: Turn, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """The same parts, one of them with more to quote, or one more part where none quotes a statement."""
        quoting = [part for part in parts if _found(part, Finding.QUOTES)]
        judged = [part for part in parts if _found(part, Finding.VALIDITY)]
        told = [spans for part in parts if part.evidence and part.evidence.answers for spans in part.evidence.groups]
        room = MOST_TOGETHER + len(parts) - 1 - len(told) - (MOST_TOGETHER - 1) * bool(judged)
        more = tuple(self._nearest(turn, parts, room))
        if quoting:
            kept = self._without_asides(turn, parts)
            # A part that names a rule is not given to another shelf, and what is told with it neither.
            home = next((part for part in reversed(quoting) if part.reading.documents), quoting[-1])
            return tuple(_with(part, more) if part is home else part for part in kept)
        if not more:
            return parts
        if judged:
            # What stands for the standing of a rule also answers what is asked of it in words that stand nowhere.
            return (*(part for part in parts if not _is_unheard(part)), _quoting(judged[-1], more))
        if all(map(states_a_need, parts)) and self._is_surely_asked(turn, more):
            return (_begun_with(parts[0], more[0]), *parts[1:])
        if not self._is_lost_in_a_story(turn, parts):
            return parts
        return (_quoting(parts[-1], more), *(part for part in parts if states_a_need(part)))

    def _is_surely_asked(self, turn: Turn, more: tuple[tuple[Span, ...], ...]) -> bool:
        """Whether the first of these is the foremost statement, and the question so like it that a need comes after."""
        foremost = next(iter(self.phrasings.nearest(_asked(turn), 1)), None)
        if foremost is None or not more or more[0][0].clause_id != foremost[0]:
            return False
        return foremost[1].similarity >= BESIDE_A_NEED

    def _is_lost_in_a_story(self, turn: Turn, parts: tuple[Part, ...]) -> bool:
        """Whether nobody heard more than a need in what somebody told at length and then asked."""
        asked = _asked(turn)
        (foremost, place), *others = self.phrasings.nearest(asked, NEAREST)
        lost = all(_is_unheard(part) or states_a_need(part) or _denies(part, foremost) for part in parts)
        if len(asked) < STORY or not lost:
            return False
        leaning = self.phrasings.leaning(asked)
        ahead = place.shared >= AHEAD * max((other.shared for _, other in others), default=0.0)
        return not leaning.topic and leaning.nearer >= (RATHER_OPEN if ahead else 0.0)

    def _without_asides(self, turn: Turn, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """Without what a story only tells (我爸叫我再等等) where what it asks for is quoted."""
        if len(_asked(turn)) < STORY:
            return parts
        return tuple(part for part in parts if not (_is_unheard(part) and _asks_nothing_open(part.reading)))

    def _nearest(self, turn: Turn, parts: tuple[Part, ...], room: int) -> Iterator[tuple[Span, ...]]:
        """The statements nearest to all of it that hold then and there, without those that are told.

        The nearest of all is told however much was found for the parts.
        """
        asked = _asked(turn)
        told = {
            span.clause_id
            for part in parts
            if part.evidence and part.evidence.answers
            for spans in part.evidence.groups
            for span in spans
        }
        over = {clause_id for part in parts for clause_id in part.candidates}
        named = {document_id for part in parts for document_id in part.reading.documents}
        at = tuple(dict.fromkeys(place for part in parts for place in part.reading.at))
        best = 0.0
        for clause_id, place in self.phrasings.nearest(asked, NEAREST):
            if not self._may_be_told(clause_id, turn, at):
                continue
            foremost = not best
            best = best or place.similarity
            plenty = place.shared >= PLENTY
            if place.similarity < max(NEARLY * best, 0.0 if plenty else ALIKE):
                break
            meant = clause_id in over and (not named or document_of(clause_id) in named)
            if ((foremost and plenty) or meant) and clause_id not in told and (room > 0 or foremost):
                room -= 1
                told.add(clause_id)
                yield (Span(clause_id, place.start, place.end),)
        for span in islice((each for each in self._apart(turn, parts, at) if each.clause_id not in told), MOST_APART):
            yield (span,)

    def _apart(self, turn: Turn, parts: tuple[Part, ...], at: tuple[str, ...]) -> Iterator[Span]:
        """For each of several clauses the statement that it is clearly about, whatever the others are about.

        A clause that names a rule is about no other.
        """
        clauses = [clause for clause in _CLAUSES.split(_asked(turn)) if len(clause) >= FEW_CHARACTERS]
        for clause in clauses if len(clauses) > 1 else ():
            readings = [part.reading for part in parts if part.reading.text in clause or clause in part.reading.text]
            named = {document_id for reading in readings for document_id in reading.documents}
            near = list(self.phrasings.nearest(clause, NEAREST))
            second = max((other.shared for _, other in near[1:]), default=0.0)
            for clause_id, place in near[:1]:
                clearly = place.shared >= max(CLEARLY_SHARED, CLEARLY_AHEAD * second)
                of_it = not named or document_of(clause_id) in named
                if clearly and of_it and self._may_be_told(clause_id, turn, at):
                    yield Span(clause_id, place.start, place.end)

    def _may_be_told(self, clause_id: str, turn: Turn, at: tuple[str, ...]) -> bool:
        is_text = self.catalogue.clause(clause_id).level is Level.TEXT
        return is_text and self.scope.may_be_told(clause_id, _asked(turn), at, turn.as_of)


def _asked(turn: Turn) -> str:
    return turn.standalone or turn.question.text


def _found(part: Part, finding: Finding) -> bool:
    return part.evidence is not None and part.evidence.finding is finding and not part.evidence.label


def _is_unheard(part: Part) -> bool:
    return part.evidence is not None and part.evidence.gap in (Gap.TOPIC, Gap.UNSURE)


def _denies(part: Part, foremost: str) -> bool:
    """Whether 有钱发吗 is not answered though the foremost statement, that there is none, is shown beside."""
    evidence = part.evidence
    shown = [spans[0].clause_id for spans in evidence.groups[:1]] if evidence and evidence.gap is Gap.ASPECT else []
    return shown == [foremost] and part.reading.yes_no


def _asks_nothing_open(reading: Reading) -> bool:
    """Whether a part asks for no value that may not be written (要几套), nor for what nobody wrote of."""
    return reading.value is ValueType.ANY and not reading.leaning.topic and reading.leaning.nearer >= 0


def _quoting(part: Part, more: tuple[tuple[Span, ...], ...]) -> Part:
    return replace(part, evidence=Evidence(Finding.QUOTES, more, coverage=1.0))


def states_a_need(part: Part) -> bool:
    """Whether a need is answered by the rules that serve it."""
    return part.evidence is not None and part.evidence.label == OVERVIEW


def _begun_with(part: Part, spans: tuple[Span, ...]) -> Part:
    evidence = part.evidence
    return replace(part, evidence=replace(evidence, groups=(spans, *evidence.groups))) if evidence else part


def _with(part: Part, more: tuple[tuple[Span, ...], ...]) -> Part:
    evidence = part.evidence
    return replace(part, evidence=replace(evidence, groups=(*evidence.groups, *more))) if evidence else part
