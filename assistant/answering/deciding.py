"""What decides a grant: its share, its cap, the sum from which it is given, and how long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.clause_facts import FactBook
from assistant.answering.evidence import only_of
from assistant.answering.overviews import OVERVIEW, WHO
from assistant.answering.points import BESIDES, Point, States, asked_in, left_of, until_when
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
        room = MOST_MORE
        told = {clause_id for part in parts for clause_id in _quoted(part)}
        at = tuple(dict.fromkeys(place for part in parts for place in part.reading.at))
        cities = {self.scope.places.city(place) for place in at} - {""}
        points = (*asked_in(turn.standalone), *until_when(turn.standalone, cities))
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
                for clause in self._statements(point, rule, parts[number], at, told)[:room]:
                    added.setdefault(number, []).append(Span(clause.id, 0, len(clause.text)))
                    told.add(clause.id)
                    room -= 1
        return tuple(_with(part, added.get(number, [])) for number, part in enumerate(parts))

    def plainly(self, part: Part) -> Evidence | None:
        """What decides a grant where one rule is asked for nothing else (起步多少，封顶多少); else None.

        Nothing tells then which of its grants is meant, so that the first one is told.
        """
        reading = part.reading
        asked = reading.text
        for name in reading.names:
            asked = asked.replace(name, " ")
        points = [point for point in asked_in(asked) if point not in BESIDES]
        besides = left_of(asked)
        if not points or any(term.text in besides for term in reading.own_words) or reading.yes_no or reading.years:
            return None
        titles = {document.short_title for document in self.catalogue.documents()}
        nicknames = [name for name in reading.names if name not in titles]
        told: dict[str, None] = {}
        for point in points:
            ways = (self._there(point, states, reading.documents[0], reading.at) for states in point.states)
            if not (there := next(filter(None, ways), [])):
                return None
            # 广州小技改 names what is granted, not only the rule that grants it.
            named = (each for each in there if any(name in self.facts[each.id].plain for name in nicknames))
            told[next(named, there[0]).id] = None
        spans = [Span(each, 0, len(self.catalogue.clause(each).text)) for each in told]
        return Evidence(Finding.QUOTES, tuple((span,) for span in spans), coverage=1.0)

    def _statements(self, point: Point, rule: str, part: Part, at: tuple[str, ...], told: set[str]) -> list[Clause]:
        """The statements of a rule that say so, nearest to the question; none where one is quoted."""
        for states in point.states:
            if any(self._is_stated_by(each, rule, states) for each in told):
                return []
            if there := self._there(point, states, rule, at):
                return there[: point.most] if point.most > 1 else [self._nearest(there, rule, part)]
        return []

    def _there(self, point: Point, states: States, rule: str, at: tuple[str, ...]) -> list[Clause]:
        """What a rule says so, as far as it holds at the places."""
        below = self._below(rule, point.heading)
        stating = (clause for clause in below if states(self.facts[clause.id]))
        return [clause for clause in stating if not at or self._is_told_at(clause, at)]

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
