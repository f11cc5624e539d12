"""A proxy between browser and server, as offices have them: it hands on whole replies only, or breaks off in one."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_OF_ONE_HOP = frozenset({"connection", "transfer-encoding", "content-length", "keep-alive", "date", "server"})


class Proxy:
    """Where it listens; with `cut_streams` an event stream ends after its first events."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cut_streams = False


@contextmanager
def proxy_before(server: str) -> Iterator[Proxy]:
    """A proxy that buffers every reply of `server`."""
    upstream = urlsplit(server)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def hand_on(self) -> None:
            length = int(self.headers.get("content-length", 0))
            connection = http.client.HTTPConnection(str(upstream.hostname), upstream.port, timeout=30)
            headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
            connection.request(self.command, self.path, self.rfile.read(length) or None, headers)
            with closing(connection), connection.getresponse() as reply:
                body = reply.read()
            self.send_response(reply.status)
            for name, value in reply.getheaders():
                if name.lower() not in _OF_ONE_HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if proxy.cut_streams and "event-stream" in reply.getheader("content-type", ""):
                self.wfile.write(body[: body.index(b"\n\n") + 2])
                self.wfile.flush()
                self.close_connection = True
                return
            self.wfile.write(body)

        do_GET = do_POST = do_DELETE = hand_on

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    proxy = Proxy(f"http://127.0.0.1:{listening.server_address[1]}")
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    try:
        yield proxy
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()
