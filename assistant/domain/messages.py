"""What people write to an account of a messenger, and how far its answer has come to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Delivery(StrEnum):
    """The one way by which an answer goes: in the reply to the callback, sent afterwards, or held until asked for."""

    NONE = "none"
    PASSIVE = "passive"
    PUSH = "push"
    PULL = "pull"


@dataclass(frozen=True, slots=True)
class Correspondent:
    """A person as a messenger knows them: `account` is ours that they write to, `user_id` theirs."""

    channel: str
    account: str
    user_id: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person may reply by its number alone; `said` is what the Assistant is told then."""

    number: int
    label: str
    said: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a message is replied to with: texts in order, and the numbered choices that the last one offers.

    `earlier` are choices that were offered before and hold as long as no others are seen. One that `awaits` something
    ends in a question, to which a bare number may be the reply. A store notes when it was kept.
    """

    parts: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    answer_id: str | None = None
    conversation_id: str | None = None
    earlier: tuple[Choice, ...] = ()
    awaits: bool = False
    kept_at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Message:
    """A message and its reply, None until there is one; `told` counts the parts that were handed out.

    The `id` comes from what the platform numbers it by, so that a second delivery is the same message. `reply_to` is
    where the platform takes a reply of it, `draft` what is proven of the reply while it is still being worded.
    """

    id: str
    sender: Correspondent
    text: str
    received_at: datetime
    reply: Reply | None = None
    delivery: Delivery = Delivery.NONE
    told: int = 0
    reply_to: str = ""
    draft: str = ""

    @property
    def left(self) -> tuple[str, ...]:
        """The parts that were not handed out yet."""
        return self.reply.parts[self.told :] if self.reply else ()


@dataclass(frozen=True, slots=True)
class Contact:
    """What is known of a correspondent; `pushes` counts what was sent since they were last heard."""

    conversation_id: str | None = None
    with_staff: bool = False
    heard_at: datetime | None = None
    pushes: int = 0


@dataclass(frozen=True, slots=True)
class StaffReply:
    """What a person of the help desk wrote to somebody; a candidate for an approved answer."""

    id: str
    receiver: Correspondent
    staff_id: str
    text: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Cursor:
    """Up to where the messages of an account were fetched."""

    channel: str
    account: str
    value: str
