"""Is the answer free of what must not be said, in order, and short enough?"""

from __future__ import annotations

from evals.folding import find_folded, fold, squeeze, without_markers
from evals.outcome import Asked, Evaluator, Finding


def judge_forbidden(asked: Asked) -> Finding:
    """None of the forbidden wordings stands in the answer."""
    text = fold(asked.shown)
    said = [wording for wording in asked.case.expect.forbidden if find_folded(fold(wording), text) >= 0]
    return Finding.strict(f"说了不该说的：{wording}" for wording in said)


def judge_order(asked: Asked) -> Finding:
    """The fact groups stand in the answer in their order, each after the one before."""
    text, at = fold(asked.shown), 0
    for group in asked.case.expect.facts:
        ends = [end for fact in group if (end := find_folded(fold(fact), text, at)) >= 0]
        if not ends:
            return Finding(0.0, (f"次序不对或缺少：{' / '.join(group)}",))
        at = min(ends)
    return Finding(1.0)


def judge_length(asked: Asked) -> Finding:
    """The sentences have at most `max_chars` characters, white space and markers not counted."""
    limit, length = asked.case.expect.max_chars, answer_length(asked)
    return Finding.strict((f"回答 {length} 字，上限 {limit} 字",) if limit is not None and length > limit else ())


def answer_length(asked: Asked) -> int:
    """Characters of the sentences, white space and markers not counted."""
    return len(squeeze(without_markers(asked.answer.text)))


FORBIDDEN = Evaluator("forbidden", "不说禁语", lambda case: bool(case.expect.forbidden), judge_forbidden)
ORDERED = Evaluator("ordered", "次序", lambda case: case.expect.ordered, judge_order)
LENGTH = Evaluator("length", "长度", lambda case: case.expect.max_chars is not None, judge_length)
