"""Where the corpus contradicts itself or leaves a figure undefined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.answering.clause_facts import ClauseFacts, FactBook
from assistant.answering.reading import Reading
from assistant.answering.turn import Span
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Level
from assistant.language.quantities import Limit, Quantity, QuantityKind

NOUN_LENGTH = 4
_NOUN = re.compile(rf"[一-鿿]{{{NOUN_LENGTH}}}")
_COUNTED = re.compile(r"[一二两三四五六七八九十百\d]大")
_MEASURE = re.compile(
    r"投资|营收|营业收入|收入|产值|销售|资产|注册资本|贷款|补贴|补助|奖励|资金|利润|税|价|成交|进出口|费"
)
_LIMITED = {Limit.AT_LEAST, Limit.AT_MOST, Limit.MORE_THAN, Limit.LESS_THAN}


@dataclass(frozen=True, slots=True)
class Count:
    """A closed list counted in the text, such as 六大专项行动: where it stands and how many it says."""

    noun: str
    value: str
    short: str
    phrase: str
    span: Span


class Conflicts:
    """Counts of the same thing that differ within a document or between it and its interpretation."""

    def __init__(self, catalogue: Catalogue, facts: FactBook) -> None:
        counts: dict[tuple[str, str], dict[str, Count]] = {}
        for clause in catalogue.clauses.values():
            document = catalogue.document(clause.document_id)
            family = document.interprets or document.id
            for count in _closed_counts(facts[clause.id]):
                counts.setdefault((family, count.noun), {}).setdefault(count.value, count)
        self._by_noun: Mapping[str, tuple[Count, ...]] = {
            noun: tuple(values.values()) for (_, noun), values in counts.items() if len(values) > 1
        }

    def about(self, text: str) -> tuple[Count, ...]:
        """The differing counts of a thing that the text names; empty when there is no contradiction."""
        for noun, counts in self._by_noun.items():
            if noun in text or any(count.phrase in text for count in counts):
                return counts
            if sum(count.short in text for count in counts) > 1:
                return counts
        return ()


def undefined_threshold(facts: ClauseFacts, spans: Iterable[Span], reading: Reading) -> Quantity | None:
    """The limited amount of money nearest to the question in the spans that no word says how to measure."""
    best: tuple[float, Quantity] | None = None
    for span in spans:
        for segment in facts.segments:
            if segment.end <= span.start or segment.start >= span.end or _MEASURE.search(segment.plain):
                continue
            for quantity in segment.quantities:
                if quantity.kind is not QuantityKind.MONEY or quantity.limit not in _LIMITED:
                    continue
                near = reading.coverage((segment.plain, 1.0))
                if near and (best is None or near > best[0]):
                    best = (near, quantity)
    return None if best is None else best[1]


def _closed_counts(facts: ClauseFacts) -> Iterator[Count]:
    text = facts.clause.text
    if not _COUNTED.search(text):
        return
    for quantity in facts.quantities:
        if quantity.kind is not QuantityKind.COUNT or not quantity.unit.startswith("大"):
            continue
        noun = _NOUN.match(text, quantity.end)
        if noun is None or quantity.low is None:
            continue
        whole = Span(facts.clause.id, 0, len(text)) if facts.clause.level is Level.OUTLINE else _around(facts, quantity)
        phrase = text[quantity.start : noun.end()]
        yield Count(noun.group(), str(quantity.low), quantity.text, phrase, whole)


def _around(facts: ClauseFacts, quantity: Quantity) -> Span:
    for segment in facts.segments:
        if segment.start <= quantity.start < segment.end:
            return Span(facts.clause.id, segment.start, segment.end, ((quantity.start, quantity.end),))
    return Span(facts.clause.id, 0, len(facts.clause.text))
