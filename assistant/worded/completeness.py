"""What a worded answer left out of the statements, so that it is told as it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from assistant.answering.proof import unproven_figures
from assistant.language.polarity import negations
from assistant.worded.statements import Statement

_EXCEPTIONS = {"除外", "不得", "仅", "不再", "没有", "不"}


def untold(statements: Mapping[int, Statement], told: Sequence[tuple[str, Collection[int]]]) -> Iterator[Statement]:
    """The statements that no worded sentence rests on, or whose figures or restrictions none of those tells.

    `told` are the texts of the worded sentences with the numbers of their statements.
    """
    for number, statement in statements.items():
        texts = [text for text, numbers in told if number in numbers]
        if not texts or _leaves_out(statement, texts):
            yield statement


def _leaves_out(statement: Statement, texts: Sequence[str]) -> bool:
    """Where what was asked is marked, only its figures must be told; restrictions always."""
    figures = statement.marked or statement.quotes
    if any(unproven_figures(figure, texts) for figure in figures):
        return True
    said = negations("\n".join(texts))
    held = negations("\n".join(statement.quotes))
    return any(word in _EXCEPTIONS and said.count(word) < held.count(word) for word in set(held))
