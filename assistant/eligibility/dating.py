"""Binds each day of a message to what is told to happen on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.domain.eligibility import FactType
from assistant.eligibility.binding import Bound, clause_at, is_filler, spoken_of_before
from assistant.eligibility.clauses import Clause, Mode
from assistant.eligibility.days import Day, find_days
from assistant.eligibility.facts import FactsCatalogue
from assistant.eligibility.nouns import Noun, nouns_in, within

_LIMIT = re.compile(r"[以之]?[前后](?!年)|起")
_HEADING = 3
"""A verb stands behind its day (去年3月装好): a word before it (完工时间：2025年3月) counts as so much further off."""


def bind_days(text: str, clauses: Sequence[Clause], today: date, catalogue: FactsCatalogue) -> tuple[Bound, ...]:
    """Every day that something is told to have happened, or to happen, on."""
    nouns = [noun for noun in nouns_in(text, catalogue, (FactType.DAY,)) if not noun.other]
    past = find_days(text, today, past=True)
    found: list[Bound] = []
    for at, day in enumerate(past):
        clause = clause_at(clauses, day.start)
        if clause is None or clause.mode is Mode.DENIED or day.end > clause.end or _LIMIT.match(text, day.end):
            continue
        floor = max(clause.start, past[at - 1].end if at else 0)
        ceiling = min([clause.end, *(other.start for other in past[at + 1 : at + 2])])
        held = [noun for noun in within(nouns, clause) if floor <= noun.start and noun.end <= ceiling]
        if not held and is_filler(text[clause.start : day.start] + text[day.end : clause.end]):
            held = list(filter(None, spoken_of_before(clauses, clause, nouns, past)[1:]))
        best = min(held, key=lambda noun: _distance(noun, day), default=None)
        if best is not None:
            found.append(Bound(best.fact, day.value, day.start, max(day.end, best.end), clause, is_day=True))
    return tuple(_certain(found, text, today, catalogue))


def _distance(noun: Noun, day: Day) -> int:
    return noun.start - day.end if noun.start >= day.end else day.start - noun.end + _HEADING


def _certain(found: Sequence[Bound], text: str, today: date, catalogue: FactsCatalogue) -> Iterator[Bound]:
    """A month without a year that lies ahead was taken for past; where the fact may lie ahead it is read again."""
    sure = {day.start: day.value for day in find_days(text, today)}
    for bound in found:
        if not bound.fact or catalogue[bound.fact].reading.past:
            yield bound
        elif bound.start in sure:
            yield replace(bound, value=sure[bound.start])
