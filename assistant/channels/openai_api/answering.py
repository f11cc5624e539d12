"""Puts what a client asks to the Assistant, in the conversation that it goes on with."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import TYPE_CHECKING

from assistant.answering.accept import accept
from assistant.channels.openai_api.asked import Asked
from assistant.channels.openai_api.sessions import Going, Sessions
from assistant.channels.openai_api.wording import is_marked
from assistant.channels.web.metrics import Metrics
from assistant.domain import Answer, ApiKey, Begun, Mode, Question, Quotes, Sentence, Step
from assistant.errors import InvalidQuestion

if TYPE_CHECKING:
    from assistant.service import Assistant

CHANNEL = "openai"
Event = Begun | Step | Quotes | Sentence | Answer


class Answering:
    """One question at a time; its methods take a thread."""

    def __init__(self, assistant: Assistant, sessions: Sessions, metrics: Metrics) -> None:
        self._assistant, self._sessions, self._metrics = assistant, sessions, metrics

    def accept(self, asked: Asked) -> None:
        """Raises InvalidQuestion for what cannot be answered, before anything is looked up."""
        self._accept(asked.question)

    def stream(self, key: ApiKey, asked: Asked) -> Generator[Event, None, None]:
        """As `Assistant.stream`."""
        began = time.perf_counter()
        going = self._sessions.going(key, asked)
        question = Question(asked.question, self._conversation(going), channel=CHANNEL)
        for event in self._assistant.stream(question):
            if isinstance(event, Answer):
                self._metrics.observe_answer(event, time.perf_counter() - began)
                self._sessions.keep(key, going, event, is_marked(event))
            yield event

    def answer(self, key: ApiKey, asked: Asked) -> Answer:
        """The recorded answer; raises AssistantError."""
        return next(event for event in self.stream(key, asked) if isinstance(event, Answer))

    def _conversation(self, going: Going) -> str | None:
        """The one to go on with, made by asking again where it must be; what was no question then is none now."""
        conversation_id = going.conversation_id
        for text in going.again:
            try:
                self._accept(text)
            except InvalidQuestion:
                continue
            again = Question(text, conversation_id, mode=Mode.QUOTES, channel=CHANNEL)
            conversation_id = self._assistant.answer(again).conversation_id
        return conversation_id

    def _accept(self, text: str) -> None:
        accept(Question(text), self._assistant.max_question_chars, self._assistant.has_model)
