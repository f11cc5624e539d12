"""What is heard in a message of a conversation: facts, what it asks of the verdicts, what it takes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from assistant.domain import Fact, Judged, Profile


@dataclass(frozen=True, slots=True)
class ReadFact:
    """A fact and the code point span of the message that tells it."""

    fact: Fact
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message tells; `skipped` says that the person does not know or will not say what was asked.

    `places` are those of several plants, of which nobody said which is meant. `unread` says that it only replies to
    what was asked and leaves that open: 差不多, 好像没有, 贷了款.
    """

    facts: tuple[ReadFact, ...] = ()
    skipped: bool = False
    unread: bool = False
    places: tuple[str, ...] = ()


class Intake(Protocol):
    """Reads what a message tells of an enterprise."""

    def read(self, text: str, today: date, asked: str = "") -> Heard:
        """`asked` is the id of the fact that was asked for last."""
        ...


Further = Callable[[str, Container[str], date], tuple[Fact, ...]]
"""Finds facts of a message beside those of which the ids are known."""


class FollowUp(StrEnum):
    """What a short question asks of the programme that was judged, without naming it."""

    SUM = "sum"
    STANDING = "standing"
    MATERIALS = "materials"
    STEPS = "steps"
    TIME = "time"


Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """How people ask whether they qualify: for what they name, or `widely` for whatever there is.

    `follow_ups` are whole questions about the verdicts that stand, but for words `beside` them; `forgets` name what is
    to be forgotten, in their group, `restarts` say that all of it is.
    """

    named: Patterns = ()
    widely: Patterns = ()
    follow_ups: Mapping[FollowUp, Patterns] = field(default_factory=dict)
    beside: Patterns = ()
    forgets: Patterns = ()
    restarts: Patterns = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A message in a conversation: what is known after it, and what was judged `before`.

    `told` are ids of facts that it tells, `tells` when anything was told in it or beside it. `is_reply` when it does
    nothing but answer what was asked for or put right what was told, `is_account` when it only tells, unasked.
    `is_unread` when it seems to reply and could not be read, `is_unclear` when it puts a figure right of which nobody
    can tell what it is of. `named` are ids of programmes that it calls by a name, `forgotten` of facts; `places` are
    those of several plants. It may ask nothing, or for the sum that one gets.
    """

    profile: Profile
    before: Judged
    skipped: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    tells: bool = False
    is_reply: bool = False
    is_account: bool = False
    is_unread: bool = False
    is_unclear: bool = False
    restarts: bool = False
    asks: bool = False
    asks_widely: bool = False
    follows: FollowUp | None = None
    named: tuple[str, ...] = ()
    forgotten: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    asks_nothing: bool = False
    asks_sum: bool = False

    @property
    def concerns(self) -> bool:
        """Whether anybody's eligibility is in question now."""
        return self.tells or self.goes_on or self.asks or self.asks_widely

    @property
    def speaks_of_enterprise(self) -> bool:
        """Whether its own words tell of an enterprise or ask whether one qualifies."""
        return bool(self.told) or self.goes_on or self.asks or self.asks_widely

    @property
    def goes_on(self) -> bool:
        """Whether it belongs to the talk about verdicts and asks the corpus for nothing."""
        return (
            self.is_reply
            or self.is_account
            or self.is_unread
            or self.is_unclear
            or self.restarts
            or bool(self.follows)
            or bool(self.forgotten)
            or (bool(self.places) and self.asks_nothing)
        )

    @property
    def changed(self) -> tuple[tuple[Fact, Fact], ...]:
        """Facts that were told otherwise before, each as it was and as it is."""
        now = ((fact, self.profile.get(fact.id)) for fact in self.before.profile)
        return tuple((old, new) for old, new in now if new is not None and new.value != old.value)
