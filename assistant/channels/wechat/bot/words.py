"""What a bot says, as the Markdown that WeCom shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from assistant.channels.messages.correspondence import Texts
from assistant.domain import Answer, Choice, Reply

MOST_BYTES = 20_480


class MarkdownTexts(Texts, Protocol):
    """The words of messengers, also as Markdown."""

    def tell_markdown(self, answer: Answer) -> str:
        """An answer in one message."""
        ...

    def choices(self, answer: Answer) -> tuple[Choice, ...]:
        """The numbered choices that it offers."""
        ...


class BotTexts:
    """Texts in one part of Markdown each; `escaped` keeps what others wrote from making marks in it."""

    def __init__(self, texts: MarkdownTexts, escaped: Callable[[str], str]) -> None:
        self._texts, self._escaped = texts, escaped
        self.say, self.chosen, self.welcome, self.foot = texts.say, texts.chosen, texts.welcome, texts.foot

    def tell(self, answer: Answer) -> Reply:
        """See Texts."""
        told = within(self._texts.tell_markdown(answer))
        return Reply((told,), self._texts.choices(answer), answer.id, answer.conversation_id)

    def draft(self, sentences: Sequence[str]) -> str:
        """Sentences of an answer that is still being worded."""
        return within("\n\n".join(map(self._escaped, sentences)))


def within(text: str, spare: int = 0) -> str:
    """As much of a text as a message of a bot holds beside so many other bytes."""
    return text.encode()[: MOST_BYTES - spare].decode(errors="ignore")
