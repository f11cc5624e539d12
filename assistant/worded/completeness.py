"""What a worded answer left out of the statements, so that it is told as it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from assistant.answering.proof import unproven_figures
from assistant.language.pairs import pairs
from assistant.language.polarity import negations
from assistant.language.quantities import find_quantities
from assistant.worded.statements import Statement

_FOR = re.compile(r"对于?(\w{2,20}?)的(?:企业|项目|单位|园区|机构)")
_EXCEPTIONS = {"除外", "不得", "仅", "不再", "没有", "不"}


def untold(statements: Mapping[int, Statement], told: Sequence[tuple[str, Collection[int]]]) -> Iterator[Statement]:
    """The statements that no worded sentence rests on, or whose figures, restrictions or receivers none of those tells.

    `told` are the texts of the worded sentences with the numbers of their statements.
    """
    for number, statement in statements.items():
        texts = [text for text, numbers in told if number in numbers]
        if not texts or _leaves_out(statement, texts):
            yield statement


def _leaves_out(statement: Statement, texts: Sequence[str]) -> bool:
    """Where figures are marked as what was asked, only those must be told; restrictions always."""
    marked = [stretch for stretch in statement.marked if find_quantities(stretch)]
    if any(unproven_figures(stretch, texts) for stretch in marked or statement.quotes):
        return True
    told = "\n".join(texts)
    if any(_unnamed(found.group(1), told) for quote in statement.quotes for found in _FOR.finditer(quote)):
        return True
    said = negations(told)
    held = negations("\n".join(statement.quotes))
    return any(word in _EXCEPTIONS and said.count(word) < held.count(word) for word in set(held))


def _unnamed(whom: str, told: str) -> bool:
    """Whether most of what says for whom something holds is not told: 对更新设备的企业."""
    named = pairs(whom)
    return 2 * sum(pair in told for pair in named) < len(named)
