"""Puts the activities around replies together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.lexicon import read_places
from assistant.desk.checking import Checking
from assistant.desk.composing import Composing
from assistant.desk.draft_words import DRAFTS, DraftWords
from assistant.desk.drafting import Drafting
from assistant.desk.own_stretches import OwnStretches
from assistant.desk.own_words import OwnWords
from assistant.desk.replies import Replies
from assistant.desk.reviewing import Reviewing
from assistant.desk.sending import Delivering, Sending
from assistant.desk_ports import DraftStore, TicketStore
from assistant.domain import ReplyWay
from assistant.language.entry import Entry
from assistant.ports import Clock
from assistant.service import Assistant

REPLIES = "replies.yaml"


@dataclass(frozen=True, slots=True)
class ReplySettings:
    """What an operator sets of replies: where words and places are read, the contact block, and who may approve."""

    prompts: Path
    knowledge: Path
    contact: str
    four_eyes: bool


def build_checking(settings: ReplySettings, assistant: Assistant) -> Checking:
    """The check alone; raises MalformedKnowledge."""
    words = DraftWords.from_file(settings.prompts / DRAFTS)
    own = OwnWords([Entry.of_file(settings.prompts / REPLIES).texts(), words.wordings])
    return Checking(assistant, read_places(settings.knowledge), OwnStretches(own, words, settings.contact))


def build_replies(
    settings: ReplySettings,
    assistant: Assistant,
    tickets: TicketStore,
    drafts: DraftStore,
    clock: Clock,
    ways: Mapping[ReplyWay, Delivering],
) -> Replies:
    """All of them over their stores; raises MalformedKnowledge."""
    checking = build_checking(settings, assistant)
    words = DraftWords.from_file(settings.prompts / DRAFTS)
    drafting = Drafting(assistant, tickets, drafts, checking, Composing(words, settings.contact), clock)
    reviewing = Reviewing(drafts, drafting, clock, settings.four_eyes)
    return Replies(drafts, checking, drafting, reviewing, Sending(drafts, tickets, reviewing, clock, ways), clock)
