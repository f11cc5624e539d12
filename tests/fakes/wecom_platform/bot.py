"""The platform of a bot: asks by callback until a stream is finished, and takes one late reply an address."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from typing import Any

from tests.fakes.wecom_platform.crypto import Sealing
from tests.fakes.wecom_platform.http import Body, JsonServer

MOST_BYTES = 20480
BOT = "aibTest"


class BotPlatform:
    """`post` takes the query and body of a callback and gives the reply's body, None for an empty one.

    It asks again every `every` seconds for `minutes` by the `clock`.
    """

    def __init__(self, clock: Callable[[], float] = time.time, every: float = 0.02) -> None:
        self.clock, self.every = clock, every
        self.post: Callable[[dict[str, str], str], Body | None] = lambda query, body: None
        self.streams: dict[str, list[str]] = {}
        self.finished: set[str] = set()
        self.late: dict[str, str] = {}
        self.late_codes: set[str] = set()
        self.refuse_late = False
        self._sealing = Sealing("")
        self.http = JsonServer(self._reply)

    def asks(self, text: str, *, msgid: str = "", user: str = "li", chat: str = "", **more: Any) -> str:
        """What a person writes; the id of the stream that it is replied to with, after the first snapshot."""
        told = self._callback(self.question(text, msgid=msgid, user=user, chat=chat, **more))
        assert told is not None
        return self._take(told, "")

    def question(self, text: str, *, msgid: str = "", user: str = "li", chat: str = "", **more: Any) -> Body:
        code = secrets.token_hex(8)
        self.late_codes.add(code)
        place = {"chattype": "group", "chatid": chat} if chat else {"chattype": "single"}
        kind = more or {"msgtype": "text", "text": {"content": text}}
        address = f"{self.http.url}/cgi-bin/aibot/response?response_code={code}"
        head = {"msgid": msgid or secrets.token_hex(8), "aibotid": BOT, "from": {"userid": user}}
        return {**head, **place, "response_url": address, **kind}

    def follows(self, stream: str) -> str:
        """One more snapshot of a stream."""
        told = self._callback({"msgid": secrets.token_hex(8), "msgtype": "stream", "stream": {"id": stream}})
        assert told is not None
        return self._take(told, stream)

    def follows_to_the_end(self, stream: str, seconds: float = 360.0) -> list[str]:
        """All that a person saw of a stream, one after the other."""
        ends = self.clock() + seconds
        while stream not in self.finished:
            assert self.clock() < ends, "a person sees that the bot does not answer"
            time.sleep(self.every)
            self.follows(stream)
        return self.streams[stream]

    def event(self, name: str, user: str = "li", **told: Any) -> Body | None:
        happened = {"eventtype": name, **({name: told} if told else {})}
        head = {"msgid": secrets.token_hex(8), "aibotid": BOT, "from": {"userid": user}, "chattype": "single"}
        return self._callback({**head, "msgtype": "event", "event": happened})

    def _callback(self, body: Body) -> Body | None:
        encrypted, query = self._sealing.seal(json.dumps(body, ensure_ascii=False))
        reply = self.post(query, json.dumps({"encrypt": encrypted}))
        if reply is None:
            return None
        assert reply.keys() == {"encrypt", "msgsignature", "timestamp", "nonce"}
        assert reply["nonce"] == query["nonce"]
        told: Body = json.loads(self._sealing.open(reply))
        return told

    def _take(self, told: Body, stream: str) -> str:
        assert told["msgtype"] == "stream"
        shot = told["stream"]
        assert shot["id"] == (stream or shot["id"])
        assert len(shot["content"].encode()) <= MOST_BYTES
        shown = self.streams.setdefault(shot["id"], [])
        assert shot["id"] not in self.finished or shot["content"] == shown[-1]
        if not shown or shown[-1] != shot["content"]:
            shown.append(shot["content"])
        if shot["finish"]:
            self.finished.add(shot["id"])
        return str(shot["id"])

    def _reply(self, path: str, query: dict[str, str], body: Body) -> Body:
        code = query.get("response_code", "")
        if path != "/cgi-bin/aibot/response" or code not in self.late_codes or self.refuse_late:
            return {"errcode": 40058, "errmsg": "invalid response_code"}
        self.late_codes.discard(code)
        assert len(body["markdown"]["content"].encode()) <= MOST_BYTES
        self.late[code] = body["markdown"]["content"]
        return {"errcode": 0, "errmsg": "ok"}
