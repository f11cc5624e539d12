"""The shortest verbatim stretch of a clause that answers a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from operator import mul

from assistant.answering.clause_facts import CONTEXT_CREDIT, SIBLING_CREDIT, SITE, ClauseFacts, Segment
from assistant.answering.lexicon import ValueType
from assistant.answering.phrasings import Likely
from assistant.answering.question_details import asks_for_city, asks_for_event, asks_for_responsible, asks_how_often
from assistant.answering.reading import Reading, Term
from assistant.answering.turn import Span
from assistant.domain import Kind, Level
from assistant.language.quantities import Quantity, QuantityKind

WHOLE_CLAUSE = 90
"""A clause up to this many characters is quoted whole: it reads better than a cut one."""
WHOLE_PART = 130
"""The same for what stands between two semicolons."""
BACKGROUND_CREDIT = 0.15
ASIDE_CREDIT = 0.6
LONGEST_RUN = 6
LENGTH_PENALTY = 0.0006
AUTHORITY = {Kind.OFFICIAL_TEXT: 0.08, Kind.INTERPRETATION: 0.0, Kind.DIGEST: 0.0}
"""An interpretation mostly repeats its plan; of two like stretches the official one is quoted."""
LEAD_LENGTH = 24
HEARD_BONUS = 1.2
HEARD_COVERS = 0.3
"""What it is worth that a stretch is asked for in words like those of the question."""
ASSUMED_HEARD = 0.9
"""Likeness that a clause of a document without phrasings would have, as a share of what it covers."""
CROSSING_PENALTY = 0.05
"""For a stretch that runs over a semicolon: what stands beyond it is another matter."""
REPEATING = "R"
"""How ISO 8601 begins what comes again: 每月 is R/P1M."""
_ASSIGNS = re.compile(r"负责|牵头|主管|承办|主办|由[一-鿿]{2,}|会同")
_AREAS = ("湾区", "三角", "西北", "港澳", "粤东", "粤西", "粤北", "潮汕", "广清")
_WILD = {"个", "项", "条", "", "大", "种", "类"}
# 三区, 两极, 十大类 count what the text lists; 多少 asks for an amount.
_LISTED = {"大", "大类", "极", "区", "类", "种", "块", "步"}
_SAME = ({"家", "间", "所", "名"}, {"件", "款"}, {"场", "次", "届"}, {"座", "所"}, {"位", "人", "名"})
_KINDS = {
    ValueType.MONEY: {QuantityKind.MONEY},
    ValueType.RATIO: {QuantityKind.RATIO},
    ValueType.COUNT: {QuantityKind.COUNT},
    ValueType.DATE: {QuantityKind.DATE},
    ValueType.PERIOD: {QuantityKind.PERIOD, QuantityKind.DATE},
    ValueType.NUMBER: {QuantityKind.MONEY, QuantityKind.RATIO, QuantityKind.COUNT, QuantityKind.PERIOD},
}


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a clause and the terms of the question that it covers.

    `coverage` is their share of the weight, a little more where a phrasing is like the question; `heard` is that
    likeness. Both 0..1. `meant`: it is asked for far more clearly than anything else.
    """

    clause_id: str
    spans: tuple[Span, ...]
    coverage: float
    covered: frozenset[str]
    score: float
    heard: float = 0.0
    meant: bool = False


def best_window(facts: ClauseFacts, reading: Reading) -> Window | None:
    """The best run of segments, holding a value of the asked type; None when the clause has no such value."""
    segments = facts.segments
    wanted = _wanted(segments, reading)
    if True not in wanted:
        return None
    total = sum([term.weight for term in reading.terms]) or 1.0
    # Only terms that the clause holds can tell its stretches apart; the others count the same for each of them.
    terms: list[Term] = []
    above: list[float] = []
    outside = 0.0
    for term in reading.terms:
        if term.found_in(facts.plain) or term.asked_in(facts.asked):
            terms.append(term)
            above.append(_above(term, facts))
        else:
            outside += term.weight * _above(term, facts)
    weights = [term.weight for term in terms]
    found = [_found(segment, terms, reading.value) for segment in segments] if terms else [[]] * len(segments)
    likely = reading.likely.get(facts.clause.id, ())
    told = [_heard(likely, segment.start, segment.end) for segment in segments] if likely else [0.0] * len(segments)
    telling = [bool(heard) or any(held) for heard, held in zip(told, found, strict=True)]
    best: tuple[float, float, int, int] | None = None
    for first in range(len(segments)):
        run, heard, holding = above, 0.0, False
        for last in range(first, min(first + LONGEST_RUN, len(segments))):
            # What adds nothing only makes a run longer, so the shorter one is better.
            if last > first and not telling[last] and (holding or not wanted[last]):
                continue
            run = list(map(max, run, found[last]))
            heard, holding = max(heard, told[last]), holding or wanted[last]
            if not holding:
                continue
            coverage = (outside + sum(map(mul, weights, run))) / total
            # Of a document of which nobody wrote down how people ask, the words alone must do.
            meant = heard if facts.phrased else ASSUMED_HEARD * coverage
            coverage = min(coverage + HEARD_COVERS * heard, 1.0)
            score = coverage + HEARD_BONUS * meant
            score -= LENGTH_PENALTY * (segments[last].end - segments[first].start)
            score -= CROSSING_PENALTY * (segments[first].part != segments[last].part)
            if best is None or score > best[0]:
                best = (score, coverage, first, last)
    if best is None:
        return None
    score, coverage, first, last = best
    score += AUTHORITY[facts.kind] + BACKGROUND_CREDIT * _share(reading.background, facts.plain + facts.context)
    if reading.value is ValueType.ANY:
        first, last = _readable(segments, first, last)
    spans = _spans(facts, reading, first, last)
    run_text = "".join(segment.plain for segment in segments[first : last + 1]) + facts.context
    run_asked = [segment.asked for segment in segments[first : last + 1]]
    covered = frozenset(
        [
            term.text
            for term in reading.terms
            if term.found_in(run_text) or (term.spoken and any(map(term.asked_in, run_asked)))
        ]
    )
    here = [place for place in likely if place.start < segments[last].end and segments[first].start < place.end]
    heard = max([place.similarity for place in here], default=0.0)
    return Window(facts.clause.id, spans, coverage, covered, score, heard, any(place.meant for place in here))


def _heard(likely: Sequence[Likely], start: int, end: int) -> float:
    return max([place.similarity for place in likely if place.start < end and start < place.end], default=0.0)


def _above(term: Term, facts: ClauseFacts) -> float:
    return max(CONTEXT_CREDIT * term.found_in(facts.context), SIBLING_CREDIT * term.found_in(facts.siblings))


def _found(segment: Segment, terms: Sequence[Term], value: ValueType) -> list[float]:
    """Which terms a segment holds; a count is of what stands right beside it, the rest of the segment less so."""
    whole = [
        max(term.found_in(segment.plain), term.asked_in(segment.asked)) if term.spoken else term.found_in(segment.plain)
        for term in terms
    ]
    if value is not ValueType.COUNT:
        return whole
    counts = [plain_text for quantity, plain_text in segment.counted if quantity.kind is QuantityKind.COUNT]
    if not counts:
        return whole
    beside = [max(term.found_in(text) for text in counts) for term in terms]
    return [max(near, ASIDE_CREDIT * far) for near, far in zip(beside, whole, strict=True)]


def _share(terms: tuple[Term, ...], text: str) -> float:
    return sum(term.found_in(text) for term in terms) / len(terms) if terms else 0.0


def _wanted(segments: Sequence[Segment], reading: Reading) -> list[bool]:
    """Which segments hold a value of the asked type."""
    if reading.value is ValueType.ANY:
        return [True] * len(segments)
    holds = _test_of(reading)
    return [holds(segment) for segment in segments]


def _test_of(reading: Reading) -> Callable[[Segment], bool]:
    """The same of one segment; what the question alone decides, once for all segments."""
    value = reading.value
    if value is ValueType.PERIOD and asks_how_often(reading.text):
        return lambda segment: any(quantity.value.startswith(REPEATING) for quantity in segment.quantities)
    if value is ValueType.PERIOD:
        return lambda segment: bool({value, ValueType.DATE} & segment.values)
    return partial(_holds, tells=_tells(reading), value=value)


def _holds(segment: Segment, tells: Callable[[Segment], bool], value: ValueType) -> bool:
    return value in segment.values and tells(segment)


def _tells(reading: Reading) -> Callable[[Segment], bool]:
    """What a value of the asked type must be besides, to answer this question."""
    value = reading.value
    if value is ValueType.PLACE:
        return partial(_tells_place, named=reading.places, city=asks_for_city(reading.text))
    if value is ValueType.BODY and asks_for_responsible(reading.text):
        return lambda segment: _ASSIGNS.search(segment.plain) is not None
    if value is ValueType.DATE:
        event = asks_for_event(reading.text)
        return lambda segment: any(_tells_date(quantity, reading, event) for quantity in segment.quantities)
    if value is ValueType.NUMBER or (value is ValueType.COUNT and reading.classifier):
        return lambda segment: any(same_classifier(q.unit, reading.classifier) for q in _values(segment, reading))
    return lambda segment: True


def _tells_place(segment: Segment, named: tuple[str, ...], city: bool) -> bool:
    """A place that the question itself names answers nothing, nor does an area where a city is asked."""
    told = [place for place in segment.places if not any(place in name for name in named)]
    if city:
        return any(map(is_city, told))
    return bool(told) or SITE.search(segment.plain) is not None


def is_city(place: str) -> bool:
    """Whether a place is no area of several (粤东, 大湾区)."""
    return not place.endswith(_AREAS)


def _tells_date(quantity: Quantity, reading: Reading, event: bool) -> bool:
    """A year that the question names answers nothing, nor does a year where a day is asked or an event takes place."""
    if quantity.kind is not QuantityKind.DATE or quantity.value in {str(year) for year in reading.years}:
        return False
    if event and len(quantity.value) == len("2024"):
        return False
    if quantity.value.startswith(REPEATING):
        return not reading.classifier or (reading.classifier == "日" and "-D" in quantity.value)
    precise = len(quantity.value) > len("2024-12")
    return precise or (reading.classifier != "日" and (reading.classifier != "月" or len(quantity.value) > len("2024")))


def same_classifier(stated: str, asked: str) -> bool:
    """Whether a count in `stated` units answers a question that asks with the classifier `asked`."""
    if asked in _WILD or stated == asked:
        return True
    return any(stated in group and asked in group for group in _SAME)


def _values(segment: Segment, reading: Reading) -> list[Quantity]:
    kinds = _KINDS.get(reading.value)
    if kinds is None:
        return []
    found = [quantity for quantity in segment.quantities if quantity.kind in kinds]
    return [q for q in found if reading.value is not ValueType.NUMBER or q.unit not in _LISTED]


def _readable(segments: tuple[Segment, ...], first: int, last: int) -> tuple[int, int]:
    """A topic is quoted with its neighbours between two semicolons, as far as that stays short."""
    part = [i for i, segment in enumerate(segments) if segments[first].part <= segment.part <= segments[last].part]
    if segments[part[-1]].end - segments[part[0]].start <= WHOLE_PART:
        return part[0], part[-1]
    while last + 1 <= part[-1] and segments[last + 1].end - segments[first].start <= WHOLE_CLAUSE:
        last += 1
    return first, last


def _spans(facts: ClauseFacts, reading: Reading, first: int, last: int) -> tuple[Span, ...]:
    segments, clause = facts.segments, facts.clause
    marks = tuple(
        (segment.start + quantity.start, segment.start + quantity.end)
        for segment in segments[first : last + 1]
        for quantity in _values(segment, reading)
    ) or _term_marks(facts, reading, segments[first].start, segments[last].end)
    if len(clause.text) <= WHOLE_CLAUSE or clause.level is Level.OUTLINE:
        return (Span(clause.id, 0, len(clause.text.rstrip()), marks),)
    body = Span(clause.id, segments[first].start, segments[last].end, marks)
    lead = _lead(facts, first)
    return (body,) if lead is None else (lead, body)


def _lead(facts: ClauseFacts, first: int) -> Span | None:
    """The date that governs a later segment: 到 2024 年底，……建成 15 家以上…."""
    if any(quantity.kind is QuantityKind.DATE for quantity in facts.segments[first].quantities):
        return None
    for segment in reversed(facts.segments[:first]):
        dated = any(quantity.kind is QuantityKind.DATE for quantity in segment.quantities)
        if dated and segment.end - segment.start <= LEAD_LENGTH:
            return Span(facts.clause.id, segment.start, segment.end)
    return None


def _term_marks(facts: ClauseFacts, reading: Reading, start: int, end: int) -> tuple[tuple[int, int], ...]:
    text = facts.clause.text
    marks: list[tuple[int, int]] = []
    for term in reading.terms:
        for word in (term.text, *term.alternatives):
            at = text.find(word, start, end)
            if at >= 0 and len(word) > 1:
                marks.append((at, at + len(word)))
                break
    return tuple(sorted(marks))
