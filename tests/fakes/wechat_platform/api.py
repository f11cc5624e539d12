"""The API of an account: tokens, customer service messages, typing; with its limits, and faults on demand."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.fakes.wechat_platform.account import Account
from tests.fakes.wechat_platform.timeline import Seen, Timeline

SEND, TYPING, TOKEN = "/cgi-bin/message/custom/send", "/cgi-bin/message/custom/typing", "/cgi-bin/stable_token"
QUOTA, CLICK_QUOTA, MOST_BYTES = 5, 3, 2048
WINDOW_SECONDS, CLICK_WINDOW_SECONDS, TOKEN_SECONDS = 48 * 3600.0, 60.0, 7200
Fault = int | str
"""An error number, or one of `502`, `broken`, `cut` (nothing is returned) and `taken-cut` (it is done all the same)."""


@dataclass
class Api:
    """State of the API. Faults of a path are met one after the other, then it works."""

    account: Account
    timeline: Timeline
    may_send: bool = True
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    calls: Counter[str] = field(default_factory=Counter)
    tokens: list[str] = field(default_factory=list)
    delay: float = 0.0

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._heard: dict[str, tuple[float, int, float]] = {}
        self._typing: dict[str, float] = {}
        self._ends = 0.0

    def heard(self, user: str, is_event: bool) -> None:
        """A user did something, so that they may be sent something."""
        allowed = (CLICK_QUOTA, CLICK_WINDOW_SECONDS) if is_event else (QUOTA, WINDOW_SECONDS)
        with self._lock:
            self._heard[user] = (self.timeline.now() + allowed[1], allowed[0], self.timeline.now())

    def expire_token(self) -> None:
        """The present token ends before its time."""
        self._ends = 0.0

    def answer(self, path: str, query: dict[str, list[str]], raw: bytes) -> dict[str, Any]:
        """What a call gets."""
        body = json.loads(raw)
        with self._lock:
            if path == TOKEN:
                return self._token(body)
            if query.get("access_token", [""])[0] not in self.tokens[-1:]:
                return {"errcode": 40001, "errmsg": "invalid credential"}
            if self.timeline.now() > self._ends:
                return {"errcode": 42001, "errmsg": "access_token expired"}
            if not self.may_send:
                return {"errcode": 48001, "errmsg": "api unauthorized"}
            number = self._typed(body) if path == TYPING else self._sent(body, raw)
        return {"errcode": number, "errmsg": "ok" if number == 0 else "refused"}

    def _token(self, body: dict[str, Any]) -> dict[str, Any]:
        if (body.get("appid"), body.get("secret")) != (self.account.appid, self.account.secret):
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        if body.get("force_refresh"):
            self.timeline.wrong.append("force_refresh is for leaks only")
        if not self.tokens or self.timeline.now() > self._ends:
            self.tokens.append(f"token-{secrets.token_hex(32)}")
            self._ends = self.timeline.now() + TOKEN_SECONDS
        return {"access_token": self.tokens[-1], "expires_in": int(self._ends - self.timeline.now())}

    def _typed(self, body: dict[str, Any]) -> int:
        user, now = body["touser"], self.timeline.now()
        if body["command"] not in ("Typing", "CancelTyping"):
            return 45072
        if user not in self._heard or now - self._heard[user][2] > 30:
            return 45080
        if now < self._typing.get(user, 0.0):
            return 45081
        self._typing[user] = now + 15
        self.timeline.add(user, Seen.TYPING, "")
        return 0

    def _sent(self, body: dict[str, Any], raw: bytes) -> int:
        user, text = body["touser"], body["text"]["content"]
        if b"\\u" in raw:
            self.timeline.wrong.append("text is not raw UTF-8")
            return 40033
        if len(text.encode()) > MOST_BYTES:
            self.timeline.wrong.append("text is too long")
            return 45002
        until, left, at = self._heard.get(user, (0.0, 0, 0.0))
        if self.timeline.now() > until:
            return 45015
        if left == 0:
            self.timeline.wrong.append("quota is used up")
            return 45047
        self._heard[user] = until, left - 1, at
        self.timeline.add(user, Seen.PUSHED, text)
        return 0


@contextmanager
def api_server(api: Api) -> Iterator[str]:
    """Its address while it runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            address = urlsplit(self.path)
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            api.calls[address.path] += 1
            time.sleep(api.delay)
            fault = api.faults[address.path].popleft() if api.faults[address.path] else None
            if fault in ("cut", "taken-cut"):
                if fault == "taken-cut":
                    api.answer(address.path, parse_qs(address.query), raw)
                self.close_connection = True
                return
            if isinstance(fault, int):
                reply = json.dumps({"errcode": fault, "errmsg": "scripted"}).encode()
            elif fault is None:
                reply = json.dumps(api.answer(address.path, parse_qs(address.query), raw)).encode()
            else:
                reply = b"<html>Bad Gateway</html>" if fault == "502" else b'{"errcode": 0, "errms'
            self.send_response(502 if fault == "502" else 200)
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 256

        def handle_error(self, *_: object) -> None:
            """Who calls may hang up."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
