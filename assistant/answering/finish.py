"""Makes the recorded answer of a finished turn."""

from __future__ import annotations

import secrets

from assistant.answering.turn import Turn
from assistant.domain import Answer, AnswerStatus, Sentence, Step


def answer_of(turn: Turn, conversation_id: str, steps: tuple[Step, ...]) -> Answer:
    """The finished turn as the answer that channels show and the store keeps."""
    return Answer(
        id=secrets.token_urlsafe(9),
        conversation_id=conversation_id,
        question=turn.question.text,
        standalone=turn.standalone or turn.question.text,
        status=turn.status or AnswerStatus.NO_EVIDENCE,
        as_of=turn.as_of,
        text="\n".join(_with_markers(sentence) for sentence in turn.sentences),
        sentences=turn.sentences,
        citations=turn.citations,
        notices=turn.notices,
        follow_ups=turn.follow_ups,
        trace=steps,
        mode=turn.mode,
    )


def _with_markers(sentence: Sentence) -> str:
    return sentence.text + "".join(f"[{n}]" for n in sentence.citations)
