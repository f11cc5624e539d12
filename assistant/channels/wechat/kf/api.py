"""The calls of WeCom customer service that we make."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from assistant.channels.wechat.platform import Platform, PlatformUnavailable
from assistant.domain import Correspondent

CHANNEL = "kf"
WRONG_STATE = 95018
SENT_BEFORE = 95011
"""The id of a message was used; its number stands in no document that we have, any other is taken for a refusal."""
"""Sending is refused because the session is with staff or over."""
_PAGE = 1000


class State(IntEnum):
    """Who has a session; the assistant may speak in the first two only."""

    UNTOUCHED = 0
    ASSISTANT = 1
    POOL = 2
    STAFF = 3
    ENDED = 4


class KfApi:
    """Each call raises PlatformRefused and PlatformUnavailable."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    async def page(self, account: str, cursor: str, token: str) -> dict[str, Any]:
        """What came after the cursor. The token of a callback holds for ten minutes; without one it is slow."""
        wanted = {"open_kfid": account, "cursor": cursor, "token": token, "limit": _PAGE}
        return await self._platform.call("/cgi-bin/kf/sync_msg", {name: each for name, each in wanted.items() if each})

    async def state(self, person: Correspondent) -> State:
        """Who has the session now."""
        told = await self._platform.call("/cgi-bin/kf/service_state/get", _session(person))
        try:
            return State(told["service_state"])
        except (KeyError, ValueError):
            raise PlatformUnavailable("平台没有给出会话状态。") from None

    async def move(self, person: Correspondent, to: State) -> str:
        """Hand the session on; a code by which one may speak once about it, empty where there is none."""
        moved = _session(person) | {"service_state": int(to)}
        return str((await self._platform.call("/cgi-bin/kf/service_state/trans", moved)).get("msg_code") or "")

    async def send(self, person: Correspondent, id: str, text: str) -> None:
        """Send a text; the platform takes an id of at most 32 letters, digits, - and _ only once."""
        sent = {"touser": person.user_id, "open_kfid": person.account, "msgid": id}
        await self._platform.call("/cgi-bin/kf/send_msg", sent | _text(text))

    async def say_on_event(self, code: str, text: str, menu: Sequence[str] = ()) -> None:
        """Say something about an event by its code, with lines below it that write what they say when tapped."""
        said = _menu(text, menu) if menu else _text(text)
        await self._platform.call("/cgi-bin/kf/send_msg_on_event", {"code": code, **said})


def _session(person: Correspondent) -> dict[str, Any]:
    return {"open_kfid": person.account, "external_userid": person.user_id}


def _text(text: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": text}}


def _menu(head: str, lines: Sequence[str]) -> dict[str, Any]:
    items = [{"type": "click", "click": {"id": str(n), "content": line}} for n, line in enumerate(lines, 1)]
    return {"msgtype": "msgmenu", "msgmenu": {"head_content": head, "list": items}}
