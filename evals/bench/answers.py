"""The Assistant in this process, warm, one client."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from assistant.domain import Mode, Question
from evals.bench.corpus import mean_hit_rate
from evals.bench.timing import latency
from evals.dataset import Case
from evals.run import settings_for

_DAY = date(2024, 6, 1)


def measure(questions: Sequence[str], cases: Sequence[Case]) -> dict[str, object]:
    """Latency over the questions; evidence in the quotes of the answers to the cases, and how much text they hold."""
    from assistant.bootstrap import build_assistant

    with (
        tempfile.TemporaryDirectory(prefix="bench-answers-") as room,
        closing(build_assistant(settings_for(Path(room)))) as assistant,
    ):
        assistant.sync()
        assistant.warm_up()

        def quotes(case: Case) -> list[str]:
            asked = Question(case.question, as_of=case.as_of, mode=Mode.QUOTES, channel="bench")
            return [citation.quote for citation in assistant.answer(asked).citations]

        quoted = {case.id: quotes(case) for case in cases}
        return {
            "warm": latency(
                lambda text: assistant.answer(Question(text, as_of=_DAY, mode=Mode.QUOTES, channel="bench")), questions
            ).as_dict(),
            "evidence_hit_rate": mean_hit_rate(cases, lambda case: quoted[case.id]),
            "mean_quoted_chars": round(statistics.fmean(sum(map(len, found)) for found in quoted.values())),
        }
