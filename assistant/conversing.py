"""The way of one question through a conversation: accepted, answered, held against the rules, recorded."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.accept import accept
from assistant.answering.finish import answer_of
from assistant.answering.pipeline import Answering
from assistant.answering.turn import Turn
from assistant.approved.hits import Hits
from assistant.corpus.catalogue import Catalogue
from assistant.domain import (
    Answer,
    AnswerStatus,
    Begun,
    Exchange,
    Judged,
    Mode,
    Question,
    Quotes,
    Role,
    Script,
    Sentence,
    Step,
)
from assistant.eligibility.heard import Message
from assistant.eligibility.replying import notices, reply
from assistant.eligibility.talk import Talk
from assistant.eligibility.telling import Telling
from assistant.language.masking import masked
from assistant.ports import Clock, ConversationStore, OpenIndex

HISTORY = 6
"""Earlier exchanges that a follow-up may refer to."""
REMEMBERED = 30
"""Exchanges of a long conversation of which a model is told at least what they were about."""

ANEW = Judged(())
"""What is kept where somebody wanted to begin anew; what was said before refers to nothing any more."""
JUDGE = "judge"
"""The step that tells verdicts instead of quoting."""
_REFUSED = (
    AnswerStatus.OUT_OF_SCOPE,
    AnswerStatus.NO_EVIDENCE,
    AnswerStatus.EXPIRED_ONLY,
    AnswerStatus.REFUSED_UNSAFE,
)
_ANSWERED = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)


@dataclass(frozen=True, slots=True)
class Serving:
    """One consistent state of the corpus; replaced as a whole."""

    catalogue: Catalogue
    index_name: str
    index: OpenIndex
    pipeline: Answering
    talk: Talk


class Conversing:
    """Answers questions of conversations over a state of the corpus and records every answer."""

    def __init__(
        self,
        conversations: ConversationStore,
        clock: Clock,
        telling: Telling,
        max_question_chars: int,
        has_model: bool,
        approved: Hits | None = None,
    ) -> None:
        self._conversations, self._clock, self._telling = conversations, clock, telling
        self._approved = approved
        self.max_question_chars, self.has_model = max_question_chars, has_model
        self._remembered = REMEMBERED if has_model else HISTORY

    def stream(self, question: Question, serving: Serving) -> Iterator[Begun | Step | Quotes | Sentence | Answer]:
        """Steps and proven sentences as they come, the recorded Answer last; raises AssistantError at the start.

        Begun comes first. Quotes come before the sentences that a model words from them.
        """
        accept(question, self.max_question_chars, self.has_model)
        # No policy depends on whose number it is, so that nothing behind here may keep it or send it to a model.
        question = replace(question, text=masked(question.text))
        conversation_id = self._conversations.open(question.conversation_id, question.channel)
        yield Begun(conversation_id)
        told = self._conversations.history(conversation_id, self._remembered) if question.conversation_id else ()
        told = told[max((at + 1 for at, each in enumerate(told) if each.judged == ANEW), default=0) :]
        before = _before(told)
        as_of = question.as_of or self._clock().date()
        message = serving.talk.hear(question.text, before, question.profile, as_of)
        history = tuple(replace(each, judged=None) for each in told)
        earlier = tuple(each.standalone or each.question for each in history[:-HISTORY])
        turn = Turn(question, as_of, history[-HISTORY:], earlier)
        steps: list[Step] = []
        script = self._telling.script_of([*(each.question for each in history), question.text])
        judged = serving.talk.judge(message, (), as_of) if message.goes_on else None
        # Of an account that brings nothing into question there is nothing to tell.
        replies = judged is not None and (bool(judged.verdicts) or not message.is_account or message.is_reply)
        turn = replace(turn, script=script) if replies else turn
        for event in (
            self._replied(turn, message, judged, serving.talk)
            if judged and replies
            else self._given(turn, message, serving) or serving.pipeline.run(turn)
        ):
            if isinstance(event, Turn):
                turn = event
                continue
            if isinstance(event, Step):
                steps.append(event)
            yield event
        if question.mode is not Mode.QUOTES and not replies:
            message = serving.talk.hear_further(message, question.text, as_of)
        judged = self._judged(turn, message, serving, script, judged if replies else None)
        answer = replace(answer_of(turn, conversation_id, tuple(steps)), judged=judged)
        if not replies:
            noticed = tuple(each.text for each in notices(message, judged, self._telling, script))
            answer = replace(answer, notices=(*noticed, *answer.notices))
        self._conversations.record(answer, question.channel, self._clock())
        yield answer

    def _given(self, turn: Turn, message: Message, serving: Serving) -> Sequence[Step | Sentence | Turn] | None:
        """What a person approved as the answer; who speaks of an enterprise needs one of his own."""
        if self._approved is None or message.speaks_of_enterprise:
            return None
        return self._approved.given(turn, serving.catalogue)

    def _replied(self, turn: Turn, message: Message, judged: Judged, talk: Talk) -> Iterator[Step | Sentence | Turn]:
        """Answers with the verdicts, not from the corpus, as what goes on with the talk about them is."""
        started = time.perf_counter()
        told = reply(message, judged, talk.fact_names, self._telling, turn.script)
        detail = {"programmes": len(judged.programmes), "missing": len(judged.missing)}
        yield Step(JUDGE, round((time.perf_counter() - started) * 1000, 3), detail)
        yield from told.sentences
        yield replace(
            turn,
            standalone=turn.question.text,
            status=told.status,
            sentences=told.sentences,
            citations=told.citations,
            mode=Mode.QUOTES,
            ended=True,
        )

    def _judged(
        self, turn: Turn, message: Message, serving: Serving, script: Script, replied: Judged | None
    ) -> Judged | None:
        """The verdicts beside an answer; what a refusal quotes as nearest, or a remark cites, it is not about."""
        judged = replied
        if judged is None:
            answers = turn.status in _ANSWERED
            shown = {n for each in turn.sentences if each.role is Role.ANSWER for n in each.citations}
            cited = {each.document_id for each in turn.citations if answers and each.n in shown}
            judged = serving.talk.judge(message, cited, turn.as_of, turn.status in _REFUSED)
        if judged is None:
            return None
        return replace(judged, missing=tuple(self._telling.asked(each, script) for each in judged.missing))


def _before(told: Sequence[Exchange]) -> Judged | None:
    """What was judged before; thanks and the like in between, which quote nothing, leave the verdicts standing."""
    before = told[-1].judged if told else None
    for each in reversed(told):
        if before is None or each.clause_ids or (each.judged and each.judged.verdicts):
            verdicts = each.judged.verdicts if each.judged else ()
            return before and replace(before, verdicts=verdicts)
    return before
