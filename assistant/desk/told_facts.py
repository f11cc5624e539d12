"""Whether people told facts of an enterprise before they asked, so that a reply to them is for nobody else."""

from __future__ import annotations

from collections.abc import Callable

from assistant.domain import Answer, Asker
from assistant.errors import NotFound
from assistant.service import Assistant

ToldFacts = Callable[[Asker, str | None], bool]
"""Of an asker and the id of the answer that their question is about."""


def told_facts(assistant: Assistant) -> ToldFacts:
    """As the assistant recorded it; what is forgotten by now tells nothing."""

    def last(asker: Asker, answer_id: str | None) -> Answer | None:
        if answer_id:
            return assistant.recorded_answer(answer_id)
        if asker.conversation_id:
            return next(reversed(assistant.conversation(asker.conversation_id, 1).answers), None)
        return None

    def tells(asker: Asker, answer_id: str | None) -> bool:
        try:
            answer = last(asker, answer_id)
        except NotFound:
            return False
        return bool(answer and answer.judged and answer.judged.profile)

    return tells
