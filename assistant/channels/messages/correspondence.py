"""Answers what people write to a messenger: each message once, whoever delivers it and however often."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Protocol
from weakref import WeakValueDictionary

import structlog

from assistant.channels.messages.alerts import NO_ALERTS, Alerts
from assistant.channels.messages.asides import aside
from assistant.channels.messages.handovers import NO_HAND_OVERS, HandOvers
from assistant.channels.messages.offers import beside, meant, offered
from assistant.channels.messages.stickers import without_stickers
from assistant.domain import (
    Answer,
    AnswerStatus,
    Begun,
    Choice,
    Contact,
    Correspondent,
    Message,
    Question,
    Quotes,
    Reply,
    Sentence,
    Step,
)
from assistant.errors import AssistantError, InvalidQuestion, NotFound, NotReady
from assistant.message_ports import MessageStore
from assistant.ports import Clock

REMEMBERED = timedelta(hours=24)
"""How long choices can be picked and held answers be fetched."""
_NOT_ANSWERED = (AnswerStatus.NO_EVIDENCE, AnswerStatus.EXPIRED_ONLY)
Heard = Callable[[str], None]
"""Is told each sentence of an answer once it is proven."""

log = structlog.get_logger("assistant.messages")


class Texts(Protocol):
    """How a channel words things."""

    def tell(self, answer: Answer) -> Reply:
        """An answer in parts, with the choices that the last of them offers."""
        ...

    def say(self, name: str, **given: str) -> str:
        """One of the channel's own sentences, by its name in `prompts/messages.yaml`."""
        ...

    def welcome(self, name: str = "welcome") -> Reply:
        """What a person sees first, or `menu_help`, with questions to choose from."""
        ...

    def foot(self, left: int) -> str:
        """What stands below a part after which so many are still to be fetched."""
        ...

    def chosen(self, text: str, choices: Sequence[Choice]) -> str | None:
        """What a reply by number means, None where it is an ordinary message."""
        ...


class Answers(Protocol):
    """The part of the Assistant that correspondence needs."""

    def answer(self, question: Question) -> Answer:
        """See Assistant."""
        ...

    def stream(self, question: Question) -> Iterator[Begun | Step | Quotes | Sentence | Answer]:
        """See Assistant."""
        ...

    def forget(self, conversation_id: str) -> None:
        """See Assistant."""
        ...


class Correspondence:
    """Turns messages into replies, those of one person one after the other. Safe to share by threads."""

    def __init__(
        self,
        assistant: Answers,
        store: MessageStore,
        texts: Texts,
        clock: Clock,
        alerts: Alerts = NO_ALERTS,
        hand_overs: HandOvers = NO_HAND_OVERS,
    ) -> None:
        self._assistant, self.store, self.texts, self.clock, self._alerts = assistant, store, texts, clock, alerts
        self._hand_overs = hand_overs
        self._locks: WeakValueDictionary[Correspondent, _PersonLock] = WeakValueDictionary()
        self._locking = threading.Lock()

    def reply(self, message: Message, heard: Heard | None = None) -> Reply:
        """What the message is replied to with, which the caller keeps; of a fault it tells the number in the log."""
        with self._one_by_one(message.sender):
            return self._keeping_offers(self._reply(message, heard), message)

    def aside(self, message: Message) -> Reply | None:
        """The reply to a message that is no question and is answered without one; None for all others."""
        last = self.last(message)
        reply = aside(message.text, last, self.texts)
        return reply if reply is None else self._keeping_offers(reply, message)

    def beside(self, message: Message, name: str, **given: str) -> Reply:
        """One of the channel's own sentences as a reply that leaves the talk as it is."""
        return beside(self.texts.say(name, **given), self.last(message))

    def again(self, message: Message) -> Reply | None:
        """For who asks for more where nothing waits: what was said last, which they may not have got."""
        last = self.last(message)
        made = self.store.held(message.sender, self.clock() - REMEMBERED)
        if (last and last.left) or (made and made.reply is None and made.id != message.id):
            return self.beside(message, "still_searching_again")
        return None if last is None or meant(message.text, last, self.texts.chosen) is not None else last.reply

    def last(self, message: Message) -> Message | None:
        """What the sender saw last before this message, as far as numbers are concerned."""
        last = self.store.last(message.sender, self.clock() - REMEMBERED)
        return None if last is None or last.id == message.id else last

    def _reply(self, message: Message, heard: Heard | None) -> Reply:
        contact = self.store.contact(message.sender)
        try:
            answer = self._answer(message, contact, heard)
            if answer.status in _NOT_ANSWERED:
                self._alerts.not_answered(answer.id)
            return self.texts.tell(answer)
        except InvalidQuestion as error:
            return Reply((error.message,))
        except NotReady:
            return Reply((self.texts.say("not_ready"),))
        except AssistantError as error:
            number = secrets.token_hex(4)
            log.error("message_not_answered", reply_id=number, code=error.code, message=error.message)
        except Exception:  # the outermost boundary of a message: its sender gets a reply, we get a log entry
            number = secrets.token_hex(4)
            log.exception("message_crashed", reply_id=number)
        return Reply((self.texts.say("failed", id=number),))

    def answered_last(self, sender: Correspondent) -> Message | None:
        """The message of a sender that was replied to last."""
        return self.store.last(sender, self.clock() - REMEMBERED)

    def hand_over(self, sender: Correspondent, last: Message | None) -> bool:
        """Whether the desk takes a sender who asks for a person, with what was answered last."""
        return self._hand_overs.take(sender, last)

    def forget(self, sender: Correspondent) -> None:
        """Remove all that a person wrote and was told here."""
        with self._one_by_one(sender):
            # What was said goes first: who is cut off in between still knows whose it was, and forgets it then.
            conversation_id = self.store.contact(sender).conversation_id
            if conversation_id is not None:
                self.forget_conversation(conversation_id)
            self.store.forget(sender)

    def forget_conversation(self, conversation_id: str) -> None:
        """Remove what was said, as of a person who left while they were being answered."""
        try:
            self._assistant.forget(conversation_id)
        except NotFound:
            log.info("conversation_already_gone")

    def _answer(self, message: Message, contact: Contact, heard: Heard | None) -> Answer:
        question = Question(self._said(message), contact.conversation_id, channel=message.sender.channel)
        try:
            return self._asked(question, heard)
        except NotFound:
            # Deleted elsewhere, as by who opened the page of an answer: the question stands all the same.
            return self._asked(Question(question.text, channel=question.channel), heard)

    def _asked(self, question: Question, heard: Heard | None) -> Answer:
        if heard is None:
            return self._assistant.answer(question)
        for event in self._assistant.stream(question):
            if isinstance(event, Sentence):
                heard(event.text)
            elif isinstance(event, Answer):
                return event
        raise AssertionError("a stream always ends in an answer")

    def _said(self, message: Message) -> str:
        said = meant(message.text, self.last(message), self.texts.chosen)
        return said or without_stickers(message.text) or message.text

    def _keeping_offers(self, reply: Reply, message: Message) -> Reply:
        return replace(reply, earlier=offered(self.last(message)))

    @contextmanager
    def _one_by_one(self, sender: Correspondent) -> Iterator[None]:
        with self._locking:
            held = self._locks.get(sender)
            if held is None:
                held = self._locks[sender] = _PersonLock()
        with held.lock:
            yield


class _PersonLock:
    """A lock that a weak dictionary can hold."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
