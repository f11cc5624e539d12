"""Picks the stretches of text that answer a part: covering what is asked, of the asked type, at the asked place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.clause_facts import ClauseFacts, FactBook
from assistant.answering.lexicon import Aspect, ValueType
from assistant.answering.question_details import asks_for_city
from assistant.answering.question_forms import Form
from assistant.answering.reading import Reading
from assistant.answering.turn import Span
from assistant.answering.windows import Window, best_window, is_city
from assistant.corpus.catalogue import Catalogue
from assistant.language.quantities import Limit, Quantity, QuantityKind

COVERAGE = 0.4
"""Share of a question's content that a stretch must cover to count as its answer; chosen by the evals."""
HALF_ANSWER = 0.35
FURTHER_TERMS = 0.2
AS_GOOD = 0.92
EITHER = 0.85
EITHER_COVERAGE = 0.6
"""How near a second stretch must come for a question to mean either."""
HEARD = 0.25
"""Likeness to a phrasing that makes its statement the answer, though one everyday word or none is in it."""
SHORT_ANSWER = 200
"""Characters that a person reads at a glance; a second stretch must not make more of them."""
HEARD_AS_WELL = 0.6
"""How nearly as much another stretch must be like what people ask for to be shown beside the one that is meant."""
MOST_STRETCHES = 4
_JOINED = re.compile(r"[、和与跟及又]")
NUMERIC = {ValueType.NUMBER, ValueType.COUNT, ValueType.MONEY, ValueType.RATIO}
_STRUCTURE = re.compile(r"行动|部分|措施|举措|组成|任务|内容")
LISTS = {Form.LIST, Form.OVERVIEW, Form.COMPARE}


@dataclass(frozen=True, slots=True)
class Quoting:
    """Windows over candidate clauses, and the choice among them."""

    catalogue: Catalogue
    facts: FactBook

    def windows(self, reading: Reading, clause_ids: Sequence[str]) -> list[Window]:
        """The best stretch of each clause that has one, best first."""
        found = [best_window(self.facts[clause_id], reading) for clause_id in clause_ids]
        order = {clause_id: rank for rank, clause_id in enumerate(clause_ids)}
        return sorted(
            (window for window in found if window is not None),
            key=lambda window: (-window.score + 0.01 * order[window.clause_id], window.clause_id),
        )

    def at_places(self, reading: Reading, windows: list[Window]) -> list[Window]:
        """A figure of the province is no figure of a city: the place must stand in the stretch or its heading."""
        if not reading.places:
            return windows
        return [window for window in windows if any(place in self._said(window, reading) for place in reading.places)]

    def names_city(self, window: Window, reading: Reading) -> bool:
        """Whether one item of a list names a city with all that is asked of it: 中国（深圳）国际品牌内衣展."""
        asked = [term for term in reading.terms if term.known and not term.weak]
        if reading.value is not ValueType.PLACE or not asks_for_city(reading.text) or not asked:
            return False
        segments = self.facts[window.clause_id].segments
        inside = [each for each in segments for span in window.spans if span.start <= each.start < span.end]
        items = [(item, segment.places) for segment in inside for item in re.split("[、，；。]", segment.plain)]
        return any(
            any(place in item and is_city(place) for place in places)
            and all(term.found_in(item) >= AS_GOOD for term in asked)
            for item, places in items
        )

    def _said(self, window: Window, reading: Reading) -> str:
        facts = self.facts[window.clause_id]
        if reading.value in (ValueType.ANY, ValueType.PLACE, ValueType.BODY):
            return facts.plain + facts.context
        inside = (
            segment.plain
            for span in window.spans
            for segment in facts.segments
            if span.start <= segment.start and segment.end <= span.end
        )
        return "".join(inside) + facts.context

    def pick(self, reading: Reading, windows: list[Window], threshold: float) -> list[Window]:
        """The best stretch, and further ones while each adds content that the question names or lists."""
        if reading.value in NUMERIC or reading.value is ValueType.DATE:
            windows = [window for window in windows if self._names_subject(window, reading)]
        if threshold:
            windows = [window for window in windows if rests_on_text(window, reading)]
        if not windows:
            return []
        weight = {term.text: term.weight for term in reading.terms}
        total = sum(weight.values()) or 1.0
        picked, covered = [windows[0]], set(windows[0].covered)
        for window in windows[1:]:
            if len(picked) == MOST_STRETCHES:
                break
            gained = sum(weight[term] for term in window.covered - covered) / total
            as_good = reading.form in LISTS and window.coverage >= max(AS_GOOD * windows[0].coverage, threshold)
            if gained >= FURTHER_TERMS or (as_good and not self._repeats(window, picked)):
                picked.append(window)
                covered |= window.covered
        several = self.wants_several(reading)
        joint = sum(weight[term] for term in covered) / total if weight else 1.0
        if windows[0].coverage >= threshold:
            return picked if several else [windows[0], *self._either(reading, windows)]
        return picked if several and joint >= threshold and windows[0].coverage >= HALF_ANSWER else []

    @staticmethod
    def wants_several(reading: Reading) -> bool:
        """Whether one stretch may not be all of the answer: a list is asked for, or two things are named."""
        return reading.form in LISTS or _JOINED.search(reading.text) is not None

    def _either(self, reading: Reading, windows: list[Window]) -> list[Window]:
        """A second stretch that fits a question about a topic as well as the first: nobody knows which was meant."""
        best, *others = windows
        if reading.value is not ValueType.ANY or not others:
            return []
        second = others[0]
        fits = second.score >= EITHER * best.score and second.coverage >= EITHER_COVERAGE * best.coverage
        short = length_of((best, second)) <= SHORT_ANSWER
        named = any(term.text in second.covered and not term.weak for term in reading.terms)
        return [second] if fits and short and named and not self._repeats(second, [best]) else []

    def heard_as_well(self, windows: list[Window]) -> list[Window]:
        """A second stretch that people ask for nearly in the words in which they ask for the first."""
        best, *others = windows
        heard = (window for window in others if window.heard >= HEARD_AS_WELL * best.heard)
        second = next((window for window in heard if not self._repeats(window, [best])), None)
        return [second] if second and length_of((best, second)) <= SHORT_ANSWER else []

    @staticmethod
    def _names_subject(window: Window, reading: Reading) -> bool:
        """A figure belongs to what stands beside it: the rarest word of the question must be there."""
        counted = [t for t in reading.counted if not t.weak and t.text not in reading.places]
        if counted and not any(term.text in window.covered for term in counted):
            return False
        strong = [t for t in reading.terms if t.known and not t.weak and t.text not in reading.places]
        return not strong or max(strong, key=lambda term: term.weight).text in window.covered

    def absent_aspects(self, reading: Reading, clause_ids: Sequence[str]) -> list[Aspect]:
        """The aspects asked for that no related clause states."""
        # Where nothing but a rule is named, all that it says is about what is asked.
        all_of_it = self.catalogue.holds_rules and bool(reading.documents) and not reading.terms
        found = [self.facts[clause_id] for clause_id in clause_ids]

        def is_related(facts: ClauseFacts) -> bool:
            return all_of_it or (bool(reading.terms) and reading.coverage_of(facts) >= COVERAGE)

        return [
            aspect
            for aspect in reading.aspects
            if not any(_states(aspect, facts, reading) and is_related(facts) for facts in found)
        ]

    def holds(self, asserted: Quantity, clause_id: str) -> bool:
        """Whether a clause states the figure that a question asserts."""
        return any(asserted.low == quantity.low for quantity in self.facts[clause_id].quantities)

    def told(self, window: Window, reading: Reading) -> Span:
        """The segment of a stretch that holds most of what is asked."""
        span = window.spans[-1]
        inside = [s for s in self.facts[span.clause_id].segments if span.start <= s.start and s.end <= span.end]
        best = max(inside, key=lambda segment: reading.coverage((segment.plain, 1.0)))
        return Span(span.clause_id, best.start, best.end)

    def enumerates(self, reading: Reading, clause_ids: Sequence[str]) -> bool:
        """Whether a sentence lists what is asked by name (…、…等新模式): better than a heading that mentions it."""
        if reading.form is not Form.LIST or _STRUCTURE.search(reading.text):
            return False
        strong = [term.text for term in reading.terms if not term.weak]
        texts = [self.facts[clause_id].plain for clause_id in clause_ids]
        return any(
            term in text and re.search(rf"、[^、。；，]+等(?:[^、。；，]{{0,8}}){re.escape(term)}", text)
            for term in strong
            for text in texts
        )

    def _repeats(self, window: Window, picked: list[Window]) -> bool:
        """Whether an interpretation only repeats what is already quoted from the plan."""
        own = self.catalogue.clause(window.clause_id).document_id
        return any(self.catalogue.clause(other.clause_id).document_id != own for other in picked)


def rests_on_text(window: Window, reading: Reading) -> bool:
    """One everyday word alone makes no answer: a word of the text, two everyday ones or a like phrasing must do."""
    covered = [term for term in reading.terms if term.text in window.covered]
    spoken = sum(term.spoken for term in covered)
    return spoken != 1 or len(covered) > 1 or window.heard >= HEARD


def length_of(windows: Sequence[Window]) -> int:
    """Characters that these stretches quote."""
    return sum(span.end - span.start for window in windows for span in window.spans)


def without_value(reading: Reading) -> Reading:
    """The same question about the topic alone."""
    if reading.value is ValueType.ANY and not reading.classifier:
        return reading
    return replace(reading, value=ValueType.ANY, classifier="")


def _states(aspect: Aspect, facts: ClauseFacts, reading: Reading) -> bool:
    if aspect.value is ValueType.CONDITION and _states_threshold(reading, facts):
        return True
    said = aspect.asked_in(reading.text) if aspect.value is ValueType.ANY else ()
    worded = not aspect.evidence or any(word in facts.plain for word in (*aspect.evidence, *said))
    return worded and aspect.value in facts.values


def _states_threshold(reading: Reading, facts: ClauseFacts) -> bool:
    """A limited sum of money beside the thing asked about: what the text says of how much is enough."""
    strong = [term for term in reading.terms if term.known and not term.weak]
    if not strong:
        return False
    rarest = max(strong, key=lambda term: term.weight)
    return any(
        rarest.found_in(segment.plain)
        and any(q.kind is QuantityKind.MONEY and q.limit is Limit.AT_LEAST for q in segment.quantities)
        for segment in facts.segments
    )
