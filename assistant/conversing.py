"""The way of one question through a conversation: accepted, answered, held against the rules, recorded."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.answering.accept import accept
from assistant.answering.finish import answer_of
from assistant.answering.pipeline import Answering
from assistant.answering.turn import Turn
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Answer, AnswerStatus, Begun, Judged, Mode, Question, Quotes, Role, Script, Sentence, Step
from assistant.eligibility.talk import Message, Talk
from assistant.eligibility.telling import Telling, as_profile, news
from assistant.ports import Clock, ConversationStore, OpenIndex

HISTORY = 6
"""Earlier exchanges that a follow-up may refer to."""
REMEMBERED = 30
"""Exchanges of a long conversation of which a model is told at least what they were about."""

NOTED, UNREAD = "noted", "unread"
JUDGE = "judge"
"""The step that tells verdicts instead of quoting."""
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
    ) -> None:
        self._conversations, self._clock, self._telling = conversations, clock, telling
        self.max_question_chars, self.has_model = max_question_chars, has_model
        self._remembered = REMEMBERED if has_model else HISTORY

    def stream(self, question: Question, serving: Serving) -> Iterator[Begun | Step | Quotes | Sentence | Answer]:
        """Steps and proven sentences as they come, the recorded Answer last; raises AssistantError at the start.

        Begun comes first. Quotes come before the sentences that a model words from them.
        """
        accept(question, self.max_question_chars, self.has_model)
        conversation_id = self._conversations.open(question.conversation_id, question.channel)
        yield Begun(conversation_id)
        told = self._conversations.history(conversation_id, self._remembered) if question.conversation_id else ()
        before = told[-1].judged if told else None
        as_of = question.as_of or self._clock().date()
        message = serving.talk.hear(question.text, before, question.profile, as_of)
        history = tuple(replace(each, judged=None) for each in told)
        earlier = tuple(each.standalone or each.question for each in history[:-HISTORY])
        turn = Turn(question, as_of, history[-HISTORY:], earlier)
        steps: list[Step] = []
        script = self._telling.script_of([*(each.question for each in history), question.text])
        replies = message.is_reply or message.is_unread
        turn = replace(turn, script=script) if replies else turn
        for event in self._replied(turn, message, serving) if replies else serving.pipeline.run(turn):
            if isinstance(event, Turn):
                turn = event
                continue
            if isinstance(event, Step):
                steps.append(event)
            yield event
        if question.mode is not Mode.QUOTES and not replies:
            message = serving.talk.hear_further(message, question.text, as_of)
        # What a refusal quotes as nearest, or a remark cites, is not what the question is about.
        quotes = turn.status in _ANSWERED and all(each.name != JUDGE for each in steps)
        judged = self._judged(turn if quotes else replace(turn, citations=()), message, serving, script)
        answer = replace(answer_of(turn, conversation_id, tuple(steps)), judged=judged)
        self._conversations.record(answer, question.channel, self._clock())
        yield answer

    def _replied(self, turn: Turn, message: Message, serving: Serving) -> Iterator[Step | Sentence | Turn]:
        """Answers with the verdicts, not from the corpus, as what only replies to what was asked for is."""
        started = time.perf_counter()
        judged = serving.talk.judge(message, (), turn.as_of) or Judged(())
        told = news(judged.verdicts, message.before.verdicts) if judged.missing else judged.verdicts
        sentences, citations = self._telling.tell(told, as_profile(judged.profile), turn.script)
        if message.is_unread or not sentences:
            said = UNREAD if message.is_unread else NOTED
            sentences = (self._telling.say(said, turn.script), *sentences)
        detail = {"programmes": len(judged.programmes), "missing": len(judged.missing)}
        yield Step(JUDGE, round((time.perf_counter() - started) * 1000, 3), detail)
        yield from sentences
        status = AnswerStatus.ANSWERED if citations or not judged.missing else AnswerStatus.CLARIFICATION_NEEDED
        yield replace(
            turn,
            standalone=turn.question.text,
            status=status,
            sentences=sentences,
            citations=citations,
            mode=Mode.QUOTES,
            ended=True,
        )

    def _judged(self, turn: Turn, message: Message, serving: Serving, script: Script) -> Judged | None:
        shown = {n for each in turn.sentences if each.role is Role.ANSWER for n in each.citations}
        cited = {each.document_id for each in turn.citations if each.n in shown}
        judged = serving.talk.judge(message, cited, turn.as_of)
        if judged is None:
            return None
        return replace(judged, missing=tuple(self._telling.asked(each, script) for each in judged.missing))
