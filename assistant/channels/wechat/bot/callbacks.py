"""What arrives for a bot, the same by callback and over the connection."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.channels.wechat.plain import storable
from assistant.domain import Correspondent, Message

_MENTION = re.compile(r"@\S+[\s\u2005\u00a0]*")
_GROUP = "group"


class UnreadableCallback(Exception):
    """A callback that is none of the platform's own format."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a person wrote; an empty text stands for what is no text."""

    message: Message


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody opens the chat for the first time of a day; `message` keeps what they are told then."""

    message: Message


@dataclass(frozen=True, slots=True)
class Followed:
    """The platform wants to know how far a stream has come."""

    message_id: str


@dataclass(frozen=True, slots=True)
class Rated:
    """What a person thinks of a reply; None takes a rating back."""

    message_id: str
    rating: str | None
    comment: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """Another connection of the same bot took our place."""


Callback = Asked | Entered | Followed | Rated | Replaced
_RATINGS = {1: "up", 2: "down"}


def read(body: Mapping[str, Any], channel: str, now: datetime, reply_to: str = "") -> Callback | None:
    """What it means, None where it means nothing to us; raises UnreadableCallback.

    `reply_to` is where a late reply may go; by default what the callback says of it.
    """
    try:
        kind = body["msgtype"]
        if kind == "stream":
            return Followed(str(body["stream"]["id"]))
        if kind == "event":
            return _event(body, channel, now, reply_to)
        text = _text(body, kind)
        return Asked(_message(body, channel, text, now, reply_to or str(body.get("response_url") or "")))
    except (KeyError, TypeError, AttributeError, ValueError):
        raise UnreadableCallback from None


def chat_of(person: Correspondent) -> tuple[str, bool]:
    """The chat to send something to, and whether it is a group."""
    user, _, group = person.user_id.partition(" ")
    return group or user, bool(group)


def _event(body: Mapping[str, Any], channel: str, now: datetime, reply_to: str) -> Callback | None:
    event = body["event"]
    name = event["eventtype"]
    if name == "enter_chat":
        return Entered(_message(body, channel, "", now, reply_to))
    if name == "feedback_event":
        told = event["feedback_event"]
        return Rated(str(told["id"]), _RATINGS.get(told["type"]), str(told.get("content") or ""))
    return Replaced() if name == "disconnected_event" else None


def _message(body: Mapping[str, Any], channel: str, text: str, now: datetime, reply_to: str) -> Message:
    bot, user = str(body["aibotid"]), storable(str(body["from"]["userid"]))
    where = storable(f"{user} {body['chatid']}") if body.get("chattype") == _GROUP else user
    number = hashlib.sha256(f"{channel} {bot} {body['msgid']}".encode()).hexdigest()[:30]
    return Message(f"b{number}", Correspondent(channel, bot, where), text, now, reply_to=reply_to)


def _text(body: Mapping[str, Any], kind: str) -> str:
    if kind in ("text", "voice"):
        text = str(body[kind]["content"])
    elif kind == "mixed":
        text = "\n".join(str(each["text"]["content"]) for each in body[kind]["msg_item"] if each["msgtype"] == "text")
    else:
        text = ""
    mention = _MENTION.match(text) if body.get("chattype") == _GROUP else None
    return storable(text[mention.end() :] if mention else text).strip()
