"""Same question, same knowledge, same day: same answer, whoever built the index?"""

from __future__ import annotations

from evals.outcome import Asked, Evaluator, Finding


def judge(asked: Asked) -> Finding:
    """Asked of two Assistants in fresh conversations, the answers have equal sentences, citations and status."""
    first, second = asked.answer, asked.again
    differing = [
        title
        for title, equal in (
            ("结局", first.status == second.status),
            ("句子", first.sentences == second.sentences),
            ("引用", first.citations == second.citations),
        )
        if not equal
    ]
    return Finding.strict((f"两次回答不同：{'、'.join(differing)}",) if differing else ())


DETERMINISM = Evaluator("determinism", "一致", lambda case: True, judge)
