"""Asks every case of two Assistants in fresh conversations and lets the evaluators judge."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Protocol

from assistant.domain import Answer, Mode, Question
from assistant.errors import AssistantError
from evals.dataset import Case
from evals.evaluators import EVALUATORS
from evals.outcome import Asked, Corpus, Finding, Outcome


class Answering(Protocol):
    """The one door of the product, as far as the evals use it."""

    def answer(self, question: Question) -> Answer:
        """Answer a question; raises AssistantError."""
        ...


def run(
    assistant: Answering,
    twin: Answering,
    cases: Iterable[Case],
    corpus: Corpus,
    progress: Callable[[Case], None] = lambda case: None,
    mode: Mode = Mode.QUOTES,
) -> tuple[Outcome, ...]:
    """One outcome a case, in order. An AssistantError fails its case; any other exception ends the run.

    `twin` was built apart from the same knowledge and must give the same answers.
    """
    outcomes = []
    for case in cases:
        progress(case)
        try:
            outcomes.append(_outcome(assistant, twin, case, corpus, mode))
        except Exception as error:
            error.add_note(f"while asking eval case {case.id}")
            raise
    return tuple(outcomes)


def _outcome(assistant: Answering, twin: Answering, case: Case, corpus: Corpus, mode: Mode) -> Outcome:
    applying = [evaluator for evaluator in EVALUATORS if evaluator.applies(case)]
    try:
        answer, ms = _ask(assistant, case, mode)
        again, _ = _ask(twin, case, mode)
    except AssistantError as error:
        problem = f"{error.code}: {error.message}"
        failures = {evaluator.name: Finding(evaluator.worst, (problem,)) for evaluator in applying}
        return Outcome(case, None, failures, 0.0, problem)
    asked = Asked(case, answer, again, corpus)
    return Outcome(case, asked, {evaluator.name: evaluator.judge(asked) for evaluator in applying}, ms)


def _ask(assistant: Answering, case: Case, mode: Mode) -> tuple[Answer, float]:
    """The answer to the last question of the case's conversation, and its milliseconds."""
    conversation: str | None = None
    for earlier in case.history:
        conversation = assistant.answer(_question(earlier, conversation, case, mode)).conversation_id
    started = time.perf_counter()
    answer = assistant.answer(_question(case.question, conversation, case, mode))
    return answer, (time.perf_counter() - started) * 1000


def _question(text: str, conversation: str | None, case: Case, mode: Mode) -> Question:
    return Question(text=text, conversation_id=conversation, as_of=case.as_of, mode=mode, channel="evals")
