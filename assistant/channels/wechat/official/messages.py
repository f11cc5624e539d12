"""What arrives from WeChat, and what each kind of it means to us."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from assistant.channels.wechat.cipher import ForgedCallback

WELCOME, HELP, STAFF, RESTART = "", "帮助", "转人工", "重新开始"
"""What events stand for, in the words in which people would write it."""
_MENU = {"help": HELP, "restart": RESTART, "staff": STAFF}


class Kind(Enum):
    """What is to be done about it."""

    TEXT = auto()
    UNREADABLE = auto()
    LEFT = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message or event of a follower. `id` is the same for each delivery of it, `to_us` names the account."""

    id: str
    kind: Kind
    user_id: str
    to_us: str
    created: int
    text: str = ""


def arrived(fields: Mapping[str, str], appid: str) -> Arrived:
    """The message in the fields of a proven callback; raises ForgedCallback where one is missing."""
    try:
        user_id, to_us, created = fields["FromUserName"], fields["ToUserName"], fields["CreateTime"]
        sort = fields["MsgType"]
        named = (fields["Event"], fields.get("EventKey", "")) if sort == "event" else (fields["MsgId"],)
    except KeyError:
        raise ForgedCallback("fields") from None
    if not user_id or not created.isascii() or not created.isdecimal() or len(created) > 12:
        raise ForgedCallback("fields")
    kind, text = _event(*named) if sort == "event" else _message(sort, fields)
    return Arrived(_key(appid, user_id, created, *named), kind, user_id, to_us, int(created), text.strip())


def _message(sort: str, fields: Mapping[str, str]) -> tuple[Kind, str]:
    spoken = fields.get("Recognition", "") if sort == "voice" else ""
    text = fields.get("Content", "") if sort == "text" else spoken
    return (Kind.TEXT, text) if sort == "text" or spoken else (Kind.UNREADABLE, "")


def _event(name: str, key: str = "") -> tuple[Kind, str]:
    if name in ("subscribe", "SCAN"):
        return Kind.TEXT, WELCOME
    if name == "unsubscribe":
        return Kind.LEFT, ""
    if name == "CLICK":
        return Kind.TEXT, _MENU.get(key, key)
    return Kind.NOTHING, ""


def _key(*parts: str) -> str:
    """A key of the parts in their order; their lengths keep them apart."""
    return hashlib.sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()
