"""Questions that a person may ask next, as numbered choices: a phone shows no document beside the answer."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.channels.messages.choices import choice_lines, numbered
from assistant.channels.messages.showing import Showing
from assistant.channels.messages.words import SAMPLES
from assistant.domain import Answer, AnswerStatus, Choice

MOST_SUGGESTED = 2
_TOLD = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)


def suggested(answer: Answer, show: Showing) -> tuple[Choice, ...]:
    """Further questions about the rules of an answer; to who was not understood those of the welcome."""
    if answer.status is AnswerStatus.CLARIFICATION_NEEDED:
        samples = [show.words(f"samples.{name}") for name in SAMPLES]
        return numbered([(show.own(each), each) for each in samples])
    questions = list(_about_rules(answer, show)) if answer.status in _TOLD and answer.citations else []
    return numbered([(each, each) for each in questions[:MOST_SUGGESTED]])


def suggestions_text(answer: Answer, choices: tuple[Choice, ...], show: Showing) -> str:
    """The choices with what they are; empty where there are none."""
    name = "samples_to_try" if answer.status is AnswerStatus.CLARIFICATION_NEEDED else "follow_ups"
    return show(name, questions=choice_lines(choices)) if choices else ""


def _about_rules(answer: Answer, show: Showing) -> Iterator[str]:
    """Those that name their document, and whose part of it the answer did not tell: a heading alone means nothing."""
    for question in answer.follow_ups:
        _, named, section = question.partition("》")
        heading = show.own(section.rstrip("？?"))
        if named and not any(heading and heading in show.own(each.locator) for each in answer.citations):
            yield question
