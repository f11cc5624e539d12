"""Whether a sum is told with the rule that grants it: of several rules, 最高1500万元 alone is nobody's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.language.pairs import letter_pairs
from assistant.language.quantities import QuantityKind, find_quantities
from assistant.worded.statements import Statement

SUBJECT = 8
"""So many characters of a quote name what it is about: 技改资金的设备奖励…"""
_SUMS = (QuantityKind.MONEY, QuantityKind.RATIO)


def unattributed(text: str, behind: Sequence[Statement], statements: Mapping[int, Statement]) -> Iterator[str]:
    """Sums of a sentence that does not say which of the answer's documents it speaks of."""
    own = {citation.document_id for each in behind for citation in each.citations}
    others = [each for each in statements.values() if own.isdisjoint(c.document_id for c in each.citations)]
    telling = _names(behind) - _names(others)
    if others and telling and telling.isdisjoint(letter_pairs(text)):
        yield from (each.text for each in find_quantities(text) if each.kind in _SUMS)


def _names(statements: Iterable[Statement]) -> frozenset[str]:
    cited = [citation for each in statements for citation in each.citations]
    return letter_pairs(*(name for each in cited for name in (each.short_title, each.quote[:SUBJECT])))
