"""A platform's API over real HTTP on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Body = dict[str, Any]
Reply = Callable[[str, dict[str, str], Body], Body | None]


class _Server(ThreadingHTTPServer):
    daemon_threads, block_on_close = True, False
    request_queue_size = 128


class JsonServer:
    """Gives what `reply` returns for path, query and body; None and `down` make it break the connection off."""

    def __init__(self, reply: Reply) -> None:
        self.down = False
        self._reply = reply
        self._http = _Server(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._answer({})

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["content-length"]))
                assert b"\\u" not in raw, "the platform shows escaped characters as they stand"
                self._answer(json.loads(raw))

            def _answer(self, body: Body) -> None:
                if server.down:
                    self.close_connection = True
                    return
                address = urlsplit(self.path)
                given = server._reply(address.path, dict(parse_qsl(address.query)), body)
                if given is None:
                    self.close_connection = True
                    return
                told = json.dumps(given).encode()
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            def log_message(self, *_: object) -> None:
                pass

        return Handler
