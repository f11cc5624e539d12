"""The platform's end of a bot's long connection."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from tests.fakes.wecom_platform.bot import BOT, MOST_BYTES

SECRET = "socket-secret-0123"


class SocketPlatform:
    """Shows what a person sees of each request and chat.

    `mute` answers nothing any more; `expired` streams are refused, with 846608 or with silence where `tells` is False.
    """

    def __init__(self) -> None:
        self.shown: dict[str, list[str]] = {}
        self.finished: set[str] = set()
        self.messages: dict[str, list[str]] = {}
        self.welcomes: list[str] = []
        self.logins: list[str] = []
        self.pings = 0
        self.mute = False
        self.expired: set[str] = set()
        self.per_minute = 30
        self.refuse_number = 0
        self._sent: dict[str, deque[float]] = {}
        self._users: dict[str, str] = {}
        self._current: ServerConnection | None = None
        self._lock = threading.RLock()
        self._server: Server = serve(self._serve, "127.0.0.1", 0)
        self.url = f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.drops()
        self._server.shutdown()
        self._thread.join()

    @property
    def is_connected(self) -> bool:
        return self._current is not None

    def asks(self, text: str, *, msgid: str = "", user: str = "li", chat: str = "") -> str:
        """What a person writes; the id of the request."""
        request = f"aibot_msg_callback_{secrets.token_hex(8)}"
        self._users[request] = chat or user
        self.shown[request] = []
        place = {"chattype": "group", "chatid": chat} if chat else {"chattype": "single"}
        head = {"msgid": msgid or secrets.token_hex(8), "aibotid": BOT, "from": {"userid": user}}
        self._push("aibot_msg_callback", request, {**head, **place, "msgtype": "text", "text": {"content": text}})
        return request

    def event(self, name: str, user: str = "li", **told: Any) -> str:
        request = f"aibot_event_callback_{secrets.token_hex(8)}"
        happened = {"eventtype": name, **({name: told} if told else {})}
        head = {"msgid": secrets.token_hex(8), "aibotid": BOT, "from": {"userid": user}, "chattype": "single"}
        self._push("aibot_event_callback", request, {**head, "msgtype": "event", "event": happened})
        return request

    def drops(self) -> None:
        """The network breaks off."""
        with self._lock:
            current, self._current = self._current, None
        if current is not None:
            current.close()

    def says_garbage(self) -> None:
        for raw in (
            "[" * 100000,
            "no json",
            "[]",
            '{"cmd": "aibot_msg_callback"}',
            '{"cmd": 5, "headers": 3, "body": []}',
        ):
            assert self._current is not None
            self._current.send(raw)

    def _push(self, command: str, request: str, body: dict[str, Any]) -> None:
        assert self._current is not None
        frame = {"cmd": command, "headers": {"req_id": request}, "body": body}
        self._current.send(json.dumps(frame, ensure_ascii=False))

    def _serve(self, connection: ServerConnection) -> None:
        try:
            for raw in connection:
                frame = json.loads(raw)
                if self.mute:
                    continue
                handle: Callable[..., int | None] = getattr(self, "_" + frame["cmd"])
                with self._lock:
                    number = handle(connection, frame["headers"]["req_id"], frame.get("body", {}))
                if number is not None:
                    reply = {
                        "headers": frame["headers"],
                        "errcode": number,
                        "errmsg": "ok" if not number else "refused",
                    }
                    connection.send(json.dumps(reply))
        except ConnectionClosed:
            return
        finally:
            with self._lock:
                if self._current is connection:
                    self._current = None

    def _aibot_subscribe(self, connection: ServerConnection, _: str, body: dict[str, Any]) -> int:
        self.logins.append(body["secret"])
        if (body["bot_id"], body["secret"]) != (BOT, SECRET):
            return 40001
        if self._current is not None and self._current is not connection:
            self.event("disconnected_event")
            self._current.close()
        self._current = connection
        return 0

    def _ping(self, *_: object) -> int:
        self.pings += 1
        return 0

    def _aibot_respond_msg(self, _: ServerConnection, request: str, body: dict[str, Any]) -> int | None:
        shot = body["stream"]
        if request not in self.shown:
            return 846605
        if request in self.expired:
            return self.refuse_number or None
        if not self._allowed(self._users[request]):
            return 45009
        assert len(shot["content"].encode()) <= MOST_BYTES
        assert request not in self.finished
        shown = self.shown[request]
        if not shown or shown[-1] != shot["content"]:
            shown.append(shot["content"])
        if shot["finish"]:
            self.finished.add(request)
        return 0

    def _aibot_respond_welcome_msg(self, _: ServerConnection, request: str, body: dict[str, Any]) -> int:
        self.welcomes.append(body["text"]["content"])
        return 0

    def _aibot_send_msg(self, _: ServerConnection, request: str, body: dict[str, Any]) -> int:
        assert body["chat_type"] in (1, 2)
        if not self._allowed(body["chatid"]):
            return 45009
        self.messages.setdefault(body["chatid"], []).append(body["markdown"]["content"])
        return 0

    def _allowed(self, chat: str) -> bool:
        sent, now = self._sent.setdefault(chat, deque()), time.monotonic()
        while sent and now - sent[0] > 60:
            sent.popleft()
        sent.append(now)
        return len(sent) <= self.per_minute
