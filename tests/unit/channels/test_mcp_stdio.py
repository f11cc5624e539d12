from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import anyio
import pytest
from anyio import CapacityLimiter

from assistant.channels.mcp.hands import OwnHands
from assistant.channels.mcp.server import build_server
from assistant.channels.mcp.stdio import Opening
from assistant.channels.mcp.through import ServersHands
from assistant.errors import AssistantError, DataDirectoryInUse, StorageUnavailable
from tests.fakes.assistant import FakeAssistant
from tests.fakes.mcp_client import call, fields_of, over, text_of

ASKED = "推动多少家企业技改？"


def test_it_is_opened_once_for_all_who_wait_and_closed_in_the_end() -> None:
    assistant = FakeAssistant()
    opening = Opening(lambda: assistant)

    async def wait_together() -> None:
        async with anyio.create_task_group() as waiting:
            for _ in range(5):
                waiting.start_soon(opening.assistant)
            waiting.start_soon(opening.begin)

    anyio.run(wait_together)
    assert assistant.syncs == [False]
    opening.close()
    assert assistant.closed


def test_what_stands_in_the_way_is_told_and_tried_again() -> None:
    assistant = FakeAssistant(fail_to_start=StorageUnavailable("磁盘已满，请清理后重试。"))
    opening = Opening(lambda: assistant)
    server = build_server(OwnHands(opening.assistant, CapacityLimiter(1)))
    anyio.run(opening.begin)
    assert text_of(over(server, call("ask_policy", question=ASKED))) == "磁盘已满，请清理后重试。"
    assert assistant.closed
    assistant.fail_to_start = None
    assert fields_of(over(server, call("ask_policy", question=ASKED)))["status"] == "answered"


def test_of_two_clients_on_one_directory_the_second_is_told_to_start_a_server() -> None:
    def opened(error: AssistantError) -> str:
        opening = Opening(lambda: FakeAssistant(fail_to_start=error))
        with pytest.raises(DataDirectoryInUse) as refused:
            anyio.run(opening.assistant)
        return refused.value.message

    assert "assistant serve" in opened(DataDirectoryInUse("由另一个进程使用。"))


@contextmanager
def answering(data_dir: Path, reply: bytes) -> Iterator[None]:
    """A server that is alive and answers each message with these bytes."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(b'HTTP/1.0 200 OK\r\n\r\n{"instance": "i"}')

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self._send(reply)

        def log_message(self, *_: object) -> None:
            pass

        def _send(self, content: bytes) -> None:
            self.wfile.write(content)
            self.close_connection = True

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        note = {"url": f"http://127.0.0.1:{server.server_port}", "instance": "i", "token": "t"}
        (data_dir / "server.json").write_text(json.dumps(note), "utf-8")
        yield
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (b"", "没有回应"),
        (b"HTTP/1.0 500 Broken\r\n\r\n", "没有办成"),
        (b"HTTP/1.0 401 Unauthorized\r\n\r\n", "没有办成"),
        (b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n<html>", "没有办成"),
    ],
)
def test_a_server_that_does_not_do_it_is_told_of(tmp_path: Path, reply: bytes, told: str) -> None:
    with answering(tmp_path, reply):
        result = over(build_server(ServersHands(tmp_path)), call("list_programmes"))
    assert result.is_error
    assert told in text_of(result)


def test_a_server_that_is_gone_is_told_of(tmp_path: Path) -> None:
    result = over(build_server(ServersHands(tmp_path)), call("list_programmes"))
    assert (result.is_error, "assistant serve" in text_of(result)) == (True, True)
