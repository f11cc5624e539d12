"""Did the question end as it should?"""

from __future__ import annotations

from evals.outcome import Asked, Evaluator, Finding


def judge(asked: Asked) -> Finding:
    """The answer's status is one of the expected ones."""
    status, expected = asked.answer.status, asked.case.expect.status
    return Finding.strict(() if status in expected else (f"结局是 {status}，应为 {' 或 '.join(expected)}",))


STATUS = Evaluator("status", "结局", lambda case: True, judge)
