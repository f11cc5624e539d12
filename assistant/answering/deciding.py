"""What decides a grant: its share, its cap, the sum from which it is given, and how long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.clause_facts import FactBook
from assistant.answering.evidence import only_of
from assistant.answering.overviews import OVERVIEW, WHO
from assistant.answering.points import Point, States, asked_in
from assistant.answering.quoting import Quoting, without_value
from assistant.answering.rows import is_row
from assistant.answering.scope import Scope
from assistant.answering.turn import Evidence, Finding, Gap, Part, Span, Turn
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Clause, Level, document_of

MOST_RULES, MOST_MORE = 3, 4
"""Of how many rules it is told, and how many statements are added in all."""
_QUOTING = (Finding.QUOTES, Finding.HEADINGS)


@dataclass(frozen=True, slots=True)
class Deciding:
    """Adds of each rule that is quoted what a message asks for and no quoted statement of that rule says.

    几成, 封顶, 够不够 stand anywhere in a message of several questions and are asked of every rule that it is about.
    """

    catalogue: Catalogue
    facts: FactBook
    quoting: Quoting
    scope: Scope

    def __call__(self, turn: Turn, parts: Sequence[Part]) -> tuple[Part, ...]:
        """The same parts, some with more to quote."""
        points = tuple(asked_in(turn.standalone))
        room = MOST_MORE
        told = {clause_id for part in parts for clause_id in _quoted(part)}
        at = tuple(dict.fromkeys(place for part in parts for place in part.reading.at))
        done: dict[str, int] = {}
        added: dict[int, list[Span]] = {}
        for number, part in enumerate(parts):
            if _is_quoting(part):
                done.update((document_of(clause_id), number) for clause_id in _quoted(part))
            elif _is_open_about_a_rule(part):
                done.setdefault(part.reading.documents[0], number)
        for rule, number in list(done.items())[:MOST_RULES]:
            # What is open stays so but for the sum that 够不够 asks for.
            asked = points if _is_quoting(parts[number]) else [each for each in points if each.heading == WHO]
            for point in asked:
                clause = self._statement(point, rule, parts[number], at, told)
                if clause is not None and room:
                    added.setdefault(number, []).append(Span(clause.id, 0, len(clause.text)))
                    told.add(clause.id)
                    room -= 1
        return tuple(_with(part, added.get(number, [])) for number, part in enumerate(parts))

    def _statement(self, point: Point, rule: str, part: Part, at: tuple[str, ...], told: set[str]) -> Clause | None:
        """The statement of a rule that says so, nearest to the question; None where one is quoted."""
        below = list(self._below(rule, point.heading))
        for states in point.states:
            stating = [clause for clause in below if states(self.facts[clause.id])]
            there = [clause for clause in stating if not at or self._is_told_at(clause, at)]
            if any(self._is_stated_by(each, rule, states) for each in told):
                return None
            if there:
                return self._nearest(there, rule, part)
        return None

    def _is_stated_by(self, clause_id: str, rule: str, states: States) -> bool:
        """Whether a quoted statement says so: what only tells of the past or of what sources disagree on does not."""
        own = document_of(clause_id) == rule and not self.scope.is_aside(clause_id)
        return own and states(self.facts[clause_id])

    def _nearest(self, there: Sequence[Clause], rule: str, part: Part) -> Clause:
        reading = without_value(only_of(rule, part).reading)
        windows = self.quoting.windows(reading, [clause.id for clause in there])
        heard = {window.clause_id: window.heard for window in windows}
        return max(there, key=lambda clause: heard.get(clause.id, 0.0))

    def _is_told_at(self, clause: Clause, at: tuple[str, ...]) -> bool:
        document = self.catalogue.document(document_of(clause.id))
        return self.scope.is_said_there(clause.id, at) and not self.scope.leaves_out(document, at)

    def _below(self, rule: str, title: str) -> Iterator[Clause]:
        """The statements of the sections with this title, of all where there is none."""
        for heading in self.catalogue.version(rule).clauses:
            if heading.level is Level.OUTLINE and title in heading.heading and not self.scope.is_aside(heading.id):
                yield from (text for text in self.catalogue.children(heading.id, Level.TEXT) if not is_row(text))


def _is_quoting(part: Part) -> bool:
    evidence = part.evidence
    return evidence is not None and evidence.finding in _QUOTING and evidence.label != OVERVIEW


def _is_open_about_a_rule(part: Part) -> bool:
    """Whether 我投了350万够不够 found no answer in the rule that it names."""
    open_ones = part.evidence is not None and part.evidence.gap is Gap.ASPECT
    return open_ones and len(part.reading.documents) == 1 and not part.reading.years


def _quoted(part: Part) -> Iterator[str]:
    if part.evidence is not None and part.evidence.answers:
        yield from (span.clause_id for spans in part.evidence.groups for span in spans)


def _with(part: Part, more: Sequence[Span]) -> Part:
    evidence = part.evidence
    if evidence is None or not more:
        return part
    added = tuple((span,) for span in more)
    if not evidence.answers:
        return replace(part, evidence=Evidence(Finding.QUOTES, added, coverage=1.0))
    return replace(part, evidence=replace(evidence, groups=(*evidence.groups, *added)))
