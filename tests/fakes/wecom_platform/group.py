"""The webhook of a group: what its members see."""

from __future__ import annotations

import time
from collections import deque

from tests.fakes.wecom_platform.http import Body, JsonServer

KEY = "group-key-0123456789"


class GroupPlatform:
    """Takes twenty messages a minute of at most 2048 bytes; `numbers` are errors, one a message."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.numbers: deque[int] = deque()
        self._times: deque[float] = deque()
        self.http = JsonServer(self._reply)
        self.webhook = f"{self.http.url}/cgi-bin/webhook/send?key={KEY}"

    def _reply(self, path: str, query: dict[str, str], body: Body) -> Body:
        if path != "/cgi-bin/webhook/send" or query.get("key") != KEY:
            return {"errcode": 93000, "errmsg": "invalid webhook url"}
        if self.numbers:
            return {"errcode": self.numbers.popleft(), "errmsg": "refused"}
        now = time.monotonic()
        while self._times and now - self._times[0] > 60:
            self._times.popleft()
        if len(self._times) >= 20:
            return {"errcode": 45009, "errmsg": "api freq out of limit"}
        self._times.append(now)
        text = body["text"]["content"]
        assert 0 < len(text.encode()) <= 2048
        self.shown.append(text)
        return {"errcode": 0, "errmsg": "ok"}
