"""Reads what a message states without a figure: that something is so or not, and which of several it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.domain.eligibility import FactType
from assistant.eligibility.agreeing import is_no_denial, leaves_open
from assistant.eligibility.binding import Bound
from assistant.eligibility.clauses import Clause, Mode
from assistant.eligibility.facts import FactKind, FactsCatalogue
from assistant.eligibility.values import options_in

_UNSURE = re.compile(r"好像|好似|可能|也许|不知道|不确定|不清楚|忘了|说不准|听说")
_DENIED = re.compile(r"(?:不是|不做|没做|没有做|不搞|不再做|以前[是做]|原来[是做]|给|帮|替)[^,。;]{0,2}$|不[^,。;]$")
_WORKS = re.compile(r"厂|车间|公司|作坊")
_BEHIND = 3
_ASKS_WHETHER = re.compile(r"(?<!没)有$")
_OF_ALL = re.compile(r"规上|全省|全国|行业|产业|每家|所有|各")


def stated(
    text: str, clauses: Sequence[Clause], cases: frozenset[Clause], catalogue: FactsCatalogue
) -> Iterator[Bound]:
    """Yes, no and options; of a question only the part that tells a case, where it speaks of the one who asks.

    `cases` are clauses that ask and in which a figure of the enterprise was told.
    """
    kinds = [kind for kind in catalogue if kind.type in (FactType.YES_NO, FactType.CHOICE)]
    for stretch in _stretches(clauses):
        first, last = stretch[0], stretch[-1]
        said = text[first.start : last.end]
        of_itself = first.mode is not Mode.CASE or speaks_of_itself(first, cases)
        for kind in kinds:
            for start, end, value in _yes_or_no(kind, said) if kind.type is FactType.YES_NO else _options(kind, said):
                clause = next(each for each in stretch if each.start <= first.start + start < each.end)
                certain = clause.mode is not Mode.DENIED and of_itself
                if (certain or (value is False and "的" not in said)) and not _UNSURE.search(clause.text):
                    yield Bound(kind.id, value, first.start + start, first.start + end, clause)


def speaks_of_itself(clause: Clause, cases: frozenset[Clause]) -> bool:
    """Whether a clause that asks is about the enterprise of the one who asks."""
    return clause.own or clause in cases or bool(_WORKS.search(clause.text) and not _OF_ALL.search(clause.text))


def _stretches(clauses: Sequence[Clause]) -> Iterator[tuple[Clause, ...]]:
    """Clauses of one sentence that tell something, as far as they stand together; one that asks stands alone."""

    def together(clause: Clause) -> tuple[int, int, bool]:
        return clause.sentence, clause.start if clause.mode is Mode.CASE else -1, clause.mode is Mode.NOTHING

    for (_, _, nothing), group in groupby(clauses, together):
        if not nothing:
            yield tuple(group)


def _yes_or_no(kind: FactKind, said: str) -> Iterator[tuple[int, int, bool]]:
    denied = [match for pattern in kind.reading.no for match in pattern.finditer(said)]
    for match in denied:
        # 不是没备案 may mean either, 有没备案 asks.
        if is_no_denial(said[match.start() : match.end() + _BEHIND]):
            continue
        if not leaves_open(said[: match.start()]) and not _ASKS_WHETHER.search(said[: match.start()]):
            yield match.start(), match.end(), False
    for pattern in kind.reading.yes:
        for match in pattern.finditer(said):
            # 没有备案 holds 备案, too.
            held = any(no.start() < match.end() and match.start() < no.end() for no in denied)
            if not held and not leaves_open(said[: match.start()]):
                yield match.start(), match.end(), True


def _options(kind: FactKind, said: str) -> Iterator[tuple[int, int, str]]:
    end = 0
    for start, stop, option in options_in(kind, said):
        if start >= end and not _DENIED.search(said[:start]):
            end = stop
            yield start, stop, option
