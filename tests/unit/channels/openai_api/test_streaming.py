"""A reply while it comes, and what happens when nobody waits for it any more."""

from __future__ import annotations

import threading
from collections.abc import Generator

import httpx2
from anyio import CapacityLimiter, Event, fail_after, run, sleep

from assistant.channels.citation_wire import Wire
from assistant.channels.openai_api.streaming import EventStream
from tests.fakes.assistant import FIGURE, FakeAssistant
from tests.unit.channels.openai_api.conftest import STATIC_KEY, House, body

HEADERS = {"Authorization": f"Bearer {STATIC_KEY}"}


def told_by(chunks: Generator[Wire, None, None], hangs_up_after: float | None = None, **seconds: float) -> list[bytes]:
    """The bodies that a client gets who hangs up after so many seconds, or never."""
    bodies: list[bytes] = []

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.body":
            bodies.append(bytes(message["body"]))  # type: ignore[call-overload]

    async def receive() -> dict[str, object]:
        if hangs_up_after is None:
            await Event().wait()
        await sleep(hangs_up_after or 0)
        return {"type": "http.disconnect"}

    async def serve() -> None:
        with fail_after(20):
            await EventStream(chunks, CapacityLimiter(1), "request-1", **seconds)({}, receive, send)  # type: ignore[arg-type]

    run(serve)
    return bodies


def test_who_waits_long_is_told_that_the_line_is_open() -> None:
    waited = threading.Event()

    def chunks() -> Generator[Wire, None, None]:
        waited.wait(0.3)
        yield {"a": 1}

    bodies = told_by(chunks(), keep_alive_seconds=0.02)
    assert bodies.count(b": keep-alive\n\n") > 1
    assert [each for each in bodies if not each.startswith(b":")] == [b'data: {"a":1}\n\n', b"data: [DONE]\n\n"]


def test_who_hangs_up_ends_the_work() -> None:
    made: list[int] = []
    ended = threading.Event()

    def chunks() -> Generator[Wire, None, None]:
        try:
            for number in range(10_000):
                made.append(number)
                yield {"number": number}
                threading.Event().wait(0.01)
        finally:
            ended.set()

    bodies = told_by(chunks(), hangs_up_after=0.1)
    assert ended.is_set()
    assert 0 < len(made) < 10_000
    assert b"data: [DONE]\n\n" not in bodies


def test_a_client_that_hangs_up_on_a_real_server_ends_the_answer(serve) -> None:
    """The model is made to wait; the answer that nobody reads is never recorded."""
    worded, hung_up = threading.Event(), threading.Event()

    def wording() -> None:
        worded.set()
        hung_up.wait(10)

    assistant = FakeAssistant(while_wording=wording)
    url = serve(House(assistant))
    with (
        httpx2.Client(timeout=10) as client,
        client.stream("POST", f"{url}/chat/completions", json=body(stream=True), headers=HEADERS) as reply,
    ):
        lines = reply.iter_lines()
        assert '"role":"assistant"' in next(lines)
        assert worded.wait(10)
    with httpx2.Client(timeout=10) as client:
        assert client.get(f"{url}/models", headers=HEADERS).status_code == 200
        hung_up.set()
        assert client.get(f"{url}/models", headers=HEADERS).status_code == 200
        metrics = client.get(f"{url.removesuffix('/v1')}/metrics").text
    assert "assistant_answers_total{" not in metrics


def test_the_first_sentence_comes_before_the_answer_is_done(serve) -> None:
    going_on = threading.Event()

    class Slow(FakeAssistant):
        def stream(self, question):
            for event in super().stream(question):
                yield event
                if getattr(event, "text", "") == FIGURE:
                    assert going_on.wait(10)

    url = serve(House(Slow()))
    with (
        httpx2.Client(timeout=10) as client,
        client.stream("POST", f"{url}/chat/completions", json=body(stream=True), headers=HEADERS) as reply,
    ):
        assert reply.headers["content-type"].startswith("text/event-stream")
        for line in reply.iter_lines():
            if '"finish_reason":"stop"' in line:
                assert going_on.is_set()
            elif FIGURE in line:
                going_on.set()
    assert going_on.is_set()
