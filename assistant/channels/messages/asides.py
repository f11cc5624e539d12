"""Replies to messages that are no questions, and for which nothing is looked up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.channels.messages.offers import beside, meant
from assistant.channels.messages.wishes import is_number, says_nothing, skips, wants_help, wants_no_more
from assistant.domain import Choice, Message, Reply


class Words(Protocol):
    """The part of a channel's texts that asides need."""

    def say(self, name: str, **given: str) -> str:
        """One of the channel's own sentences, by its name in `prompts/messages.yaml`."""
        ...

    def welcome(self, name: str = "welcome") -> Reply:
        """What a person sees first, or `menu_help`, with questions to choose from."""
        ...

    def chosen(self, text: str, choices: Sequence[Choice]) -> str | None:
        """What a reply by number means, None where it is an ordinary message."""
        ...


def aside(text: str, last: Message | None, words: Words) -> Reply | None:
    """The reply to help, to who wants no more messages, and to what says nothing; None for everything else.

    `last` is what the person saw last: where that offers choices or asks for a figure, a number says something.
    """
    if not text.strip() or meant(text, last, words.chosen) is not None:
        return None
    if wants_help(text):
        return words.welcome("menu_help")
    if wants_no_more(text):
        return beside(words.say("no_subscription"), last)
    awaits = bool(last and last.reply and last.reply.awaits)
    if skips(text) and not awaits:
        return beside(words.say("no_question"), last)
    is_figure = is_number(text) and awaits and not (last and last.reply and last.reply.choices)
    return beside(words.say("no_question"), last) if says_nothing(text) and not is_figure else None
