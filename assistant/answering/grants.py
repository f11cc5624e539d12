"""Whether a question asks what a rule pays, and in which order that is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.further import asks_of_what_was
from assistant.answering.lexicon import ValueType
from assistant.answering.overviews import BENEFIT
from assistant.answering.quoting import LISTS
from assistant.answering.reading import Reading, nearest
from assistant.answering.turn import Evidence, Finding, Span
from assistant.corpus.catalogue import Catalogue

SHUT_OUT = "不给谁"
"""The heading under which a digest says who is shut out."""
TOP = re.compile(r"最高|封顶|上限|顶格|最多|顶多|多少钱|几多钱|多少万|几多万|门槛|起码|至少|最低")
_PAID = "补贴"


def asks_for_all(reading: Reading) -> bool:
    """Whether nothing is asked but what a rule holds: 小升规有什么, 小升规给我多少钱, 以前那个呢."""
    asked = [term for term in reading.own_words if term.text not in reading.at]
    if asked or reading.years or reading.outline or reading.yes_no:
        return False
    if reading.aspects:
        return asks_what_it_pays(reading)
    lists = reading.form in LISTS or asks_of_what_was(reading.text)
    plain = reading.value is ValueType.ANY and lists and not reading.terms
    return plain or reading.value is ValueType.MONEY


def asks_what_it_pays(reading: Reading) -> bool:
    """Whether a sum is asked for, or how it is paid at a place, and not which one (最高, 几成)."""
    pays = all(aspect.group == _PAID for aspect in reading.aspects)
    sums = reading.value is ValueType.MONEY or (reading.value is ValueType.ANY and bool(reading.aspects and reading.at))
    return pays and sums and not TOP.search(reading.text.replace("多少钱", "").replace("几多钱", ""))


def grants_first(reading: Reading, evidence: Evidence, catalogue: Catalogue) -> Evidence:
    """有钱拿吗 is answered by what is granted, then by who is shut out, unless people rather ask so of the latter."""
    asked = reading.yes_no and any(aspect.group == _PAID for aspect in reading.aspects)
    if not asked or evidence.finding is not Finding.QUOTES or evidence.label:
        return evidence
    granting = [spans for spans in evidence.groups if _stands_below(spans[0], BENEFIT, catalogue)]
    out = [spans for spans in evidence.groups if _stands_below(spans[0], SHUT_OUT, catalogue)]
    if not (granting and out) or _heard(reading, out) > _heard(reading, granting):
        return evidence
    rest = [spans for spans in evidence.groups if spans not in granting]
    return replace(evidence, groups=(*granting, *rest))


def _stands_below(span: Span, title: str, catalogue: Catalogue) -> bool:
    parent = catalogue.clause(span.clause_id).parent_id
    return parent is not None and title in catalogue.clause(parent).heading


def _heard(reading: Reading, groups: Sequence[tuple[Span, ...]]) -> float:
    return nearest({span.clause_id: reading.likely.get(span.clause_id, ()) for spans in groups for span in spans})
