"""A scripted chat endpoint of OpenAI's shape on loopback: real HTTP, real server-sent events, every fault on demand."""

from __future__ import annotations

import json
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-loopback-0123456789"
MODEL = "scripted-1"


class Hang:
    """Nothing more comes until the client goes away or the server closes."""


class Cut:
    """The connection ends without a proper end."""


Step = bytes | float | Hang | Cut


@dataclass(frozen=True)
class Behaviour:
    """What one request gets: bytes are sent, numbers are seconds of silence."""

    steps: tuple[Step, ...] = ()
    status: int = 200
    content_type: str = "text/event-stream; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    before_headers: Step = 0.0

    def slowly(self, seconds: float) -> Behaviour:
        """The same, its first byte of content so much later."""
        return replace(self, steps=(seconds, *self.steps))

    def then(self, *steps: Step) -> Behaviour:
        """The same, with more after it."""
        return replace(self, steps=self.steps + steps)


@dataclass
class Received:
    """A request that came, and whether its client went away before the reply was whole."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    left: threading.Event = field(default_factory=threading.Event)


Script = Callable[[dict[str, Any]], Behaviour]


def event(data: object) -> bytes:
    """One server-sent event."""
    return b"data: " + json.dumps(data, ensure_ascii=False).encode() + b"\n\n"


def chunk(delta: dict[str, Any], finish: str | None = None) -> bytes:
    """One chunk of a chat completion."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return event({"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": MODEL, "choices": [choice]})


def usage(prompt: int, completion: int) -> bytes:
    """The chunk that tells what the request took."""
    told = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
    return event(
        {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": MODEL, "choices": []} | {"usage": told}
    )


DONE = b"data: [DONE]\n\n"


def texts(text: str, size: int = 4, delay: float = 0.0) -> tuple[Step, ...]:
    """Chunks of so many characters, each after so many seconds."""
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    steps: list[Step] = []
    for piece in pieces:
        steps += [delay, chunk({"content": piece})] if delay else [chunk({"content": piece})]
    return tuple(steps)


def says(text: str, size: int = 4, delay: float = 0.0, finish: str | None = "stop") -> Behaviour:
    """A good answer, or one that ends for another reason; None tells none."""
    end = (chunk({}, finish),) if finish else ()
    return Behaviour((chunk({"role": "assistant", "content": ""}), *texts(text, size, delay), *end, DONE))


def says_with_usage(text: str, prompt: int, completion: int) -> Behaviour:
    """A good answer that tells its tokens."""
    return Behaviour((*texts(text), chunk({}, "stop"), usage(prompt, completion), DONE))


def thinks(thought: str, text: str) -> Behaviour:
    """Reasoning in a field of its own, then the answer."""
    return Behaviour((chunk({"reasoning_content": thought}), *texts(text), chunk({}, "stop"), DONE))


def refuses(status: int, code: str = "", message: str = "refused", retry_after: str = "") -> Behaviour:
    """An error of the API, as JSON."""
    error = {"error": {"message": message, "type": "invalid_request_error", "code": code or None, "param": None}}
    headers = (("Retry-After", retry_after),) if retry_after else ()
    return Behaviour((json.dumps(error).encode(),), status, "application/json", headers)


def fails_in_the_stream(text: str, code: str, message: str) -> Behaviour:
    """Some text, then an error as an event."""
    return Behaviour((*texts(text), event({"error": {"message": message, "code": code, "type": code}})))


def http_date(seconds_from_now: float) -> str:
    """A moment as Retry-After may state it."""
    return formatdate(time.time() + seconds_from_now, usegmt=True)


HANGS_BEFORE_HEADERS = Behaviour(before_headers=Hang())
CUT_BEFORE_HEADERS = Behaviour(before_headers=Cut())
HANGS_AT_ONCE = Behaviour((Hang(),))
HANGS_IN_THE_MIDDLE = Behaviour((*texts("甲方案提出"), Hang()))
CUT_IN_THE_MIDDLE = Behaviour((*texts("甲方案提出"), Cut()))
INVALID_JSON = Behaviour((*texts("甲方案"), b'data: {"id": "c1", "choices": [\n\n', DONE))
MISSING_CHOICES = Behaviour((event({"id": "c1", "object": "chat.completion.chunk"}), DONE))
WRONG_SHAPE = Behaviour((event({"id": "c1", "choices": ["text"]}), DONE))
EMPTY = Behaviour((chunk({"role": "assistant", "content": ""}), chunk({}, "stop"), DONE))
A_WEB_PAGE = Behaviour(("<html><body>登录</body></html>".encode(),), content_type="text/html")
CONTEXT_OVERFLOW = refuses(400, "context_length_exceeded", "This model's maximum context length is 4096 tokens.")
UNKNOWN_MODEL = refuses(404, "model_not_found", "The model `nope` does not exist.")


class ChatServer:
    """Plays a list of behaviours, the last one for ever, or asks a script what to do with each request."""

    def __init__(self, script: Script | Sequence[Behaviour]) -> None:
        self.received: list[Received] = []
        self.models: list[dict[str, Any]] | None = [{"id": MODEL, "object": "model", "max_model_len": 8192}]
        self.key: str | None = None
        self.play(script)
        self.closing = threading.Event()
        self._http = _Http(self)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def url(self) -> str:
        """What ASSISTANT_MODEL_URL would say."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    @property
    def asked(self) -> list[Received]:
        """The requests for completions."""
        return [each for each in self.received if each.path.endswith("/chat/completions")]

    def play(self, script: Script | Sequence[Behaviour]) -> None:
        """Go on with another script."""
        if callable(script):
            self._script: Script = script
            return
        left = list(script)
        self._script = lambda _: left.pop(0) if len(left) > 1 else left[0]

    def behaviour(self, received: Received) -> Behaviour:
        """What this request gets."""
        if self.key and received.headers.get("authorization") != f"Bearer {self.key}":
            return refuses(401, "invalid_api_key", f"Incorrect API key: {received.headers.get('authorization')}")
        if received.path == "/v1/chat/completions":
            return self._script(received.body)
        if received.path == "/v1/models" and self.models is not None:
            listed = json.dumps({"object": "list", "data": self.models}).encode()
            return Behaviour((listed,), content_type="application/json")
        return refuses(404, "", "Not Found")

    def close(self) -> None:
        """End every connection and every thread."""
        self.closing.set()
        self._http.shutdown()
        self._thread.join()
        self._http.end_connections()
        self._http.server_close()


class _Http(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128

    def __init__(self, server: ChatServer) -> None:
        self.chat = server
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", 0), _Handler)

    def process_request_thread(self, request: socket.socket, client_address: object) -> None:
        self._open.add(request)
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._open.discard(request)

    def end_connections(self) -> None:
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: socket.socket, client_address: object) -> None:
        """Clients go away; that is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Http

    def do_GET(self) -> None:
        self._reply({})

    def do_POST(self) -> None:
        self._reply(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def log_message(self, format: str, *arguments: object) -> None:
        """The tests' output is not its place."""

    def _reply(self, body: dict[str, Any]) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        received = Received(self.path, headers, body)
        self.server.chat.received.append(received)
        behaviour = self.server.chat.behaviour(received)
        try:
            whole = self._do(behaviour.before_headers, received) and self._send(behaviour, received)
        except OSError:
            received.left.set()
            whole = False
        self.close_connection = self.close_connection or not whole

    def _send(self, behaviour: Behaviour, received: Received) -> bool:
        self.send_response(behaviour.status)
        for name, value in (("Content-Type", behaviour.content_type), *behaviour.headers):
            self.send_header(name, value)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if all(self._do(step, received) for step in behaviour.steps):
            self.wfile.write(b"0\r\n\r\n")
            return True
        return False

    def _do(self, step: Step, received: Received) -> bool:
        if isinstance(step, bytes):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(step), step))
            return True
        if isinstance(step, float | int):
            return self._wait(step, received)
        return isinstance(step, Hang) and self._wait(float("inf"), received)

    def _wait(self, seconds: float, received: Received) -> bool:
        """Whether the client was there all the time."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if self.server.chat.closing.is_set():
                return False
            readable, _, _ = select.select([self.connection], [], [], min(left, 0.02))
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                received.left.set()
                return False
        return True


@contextmanager
def chat_server(*script: Behaviour | Script) -> Iterator[ChatServer]:
    """A server that plays these behaviours in turn, or one script."""
    first = script[0] if script else says("你好。")
    server = ChatServer(
        [each for each in script if isinstance(each, Behaviour)] if isinstance(first, Behaviour) else first
    )
    try:
        yield server
    finally:
        server.close()
