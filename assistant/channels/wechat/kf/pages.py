"""A page of what happened at an account, read: messages, what staff wrote, and events."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

import structlog

from assistant.channels.wechat.kf.api import CHANNEL
from assistant.channels.wechat.plain import storable
from assistant.domain import Correspondent, Message, StaffReply

log = structlog.get_logger("assistant.wechat")


class Origin(IntEnum):
    """Who an item comes from."""

    CUSTOMER = 3
    SYSTEM = 4
    STAFF = 5


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a session: its name, whose it is, and what the platform tells of it."""

    name: str
    person: Correspondent
    told: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A text of what is told, empty where there is none."""
        return str(self.told.get(name) or "")

    def number(self, name: str) -> int:
        """A number of what is told, 0 where there is none."""
        value = self.told.get(name)
        return value if isinstance(value, int) else 0


@dataclass(frozen=True, slots=True)
class Page:
    """What came after a cursor, in order, and the cursor after it."""

    messages: tuple[Message, ...]
    staff: tuple[StaffReply, ...]
    events: tuple[Event, ...]
    cursor: str
    has_more: bool


def read_page(told: Mapping[str, Any], account: str) -> Page:
    """The page as the platform gave it; what is no item of its own format is left out and logged."""
    messages: list[Message] = []
    staff: list[StaffReply] = []
    events: list[Event] = []
    items = told.get("msg_list")
    for item in items if isinstance(items, list) else ():
        try:
            read = _item(item, account)
        except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
            log.warning("kf_item_unreadable", error=type(error).__name__)
            continue
        if isinstance(read, Message):
            messages.append(read)
        elif isinstance(read, StaffReply):
            staff.append(read)
        elif read is not None:
            events.append(read)
    cursor = told.get("next_cursor")
    return Page(
        tuple(messages),
        tuple(staff),
        tuple(events),
        cursor if isinstance(cursor, str) else "",
        told.get("has_more") == 1,
    )


def part_id(message_id: str, part: int) -> str:
    """What a part of a reply is sent as, so that it is taken once."""
    return f"{message_id}-{part}"


def part_of(sent_id: str) -> tuple[str, int] | None:
    """Message and part of what was sent, None where it was not a part of a reply."""
    message_id, _, part = sent_id.partition("-")
    return (message_id, int(part)) if part.isascii() and part.isdecimal() and len(part) <= 2 else None


def _item(item: Mapping[str, Any], account: str) -> Message | StaffReply | Event | None:
    if item.get("msgtype") == "event":
        told = item["event"]
        person = Correspondent(CHANNEL, account, storable(str(told.get("external_userid"))))
        return Event(str(told["event_type"]), person, told)
    person = Correspondent(CHANNEL, account, storable(str(item["external_userid"])))
    sent_at = datetime.fromtimestamp(item["send_time"], UTC)
    # What is no text is kept without words, so that it gets its reply in its turn.
    text = storable(str(item["text"]["content"])) if item["msgtype"] == "text" else ""
    origin = item["origin"]
    if origin == Origin.CUSTOMER:
        return Message(_id(account, str(item["msgid"])), person, text, sent_at)
    if origin == Origin.STAFF and text:
        return StaffReply(
            _id(account, str(item["msgid"])), person, storable(str(item.get("servicer_userid"))), text, sent_at
        )
    return None


def _id(account: str, number: str) -> str:
    """Short enough to be told as part of what is sent; no two accounts share one."""
    return "kf" + hashlib.sha256(storable(f"{account} {number}").encode()).hexdigest()[:22]
