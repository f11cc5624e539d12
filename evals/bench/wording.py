"""What a model costs: the gate, the first evidence, a model that is down. `python -m evals.bench.wording`."""

from __future__ import annotations

import http.client
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from assistant.bootstrap import build_assistant
from assistant.domain import Mode, Question
from evals.bench.questions import development_questions, varied
from evals.bench.serving import Running, serving
from evals.bench.timing import Latency
from evals.chat_server import HANGS_BEFORE_HEADERS, MODEL, Behaviour, chat_server, says
from evals.dataset import load
from evals.percentiles import percentile
from evals.run import settings_for
from evals.well_behaved import WellBehavedModel, wording_of

FIRST_TOKEN_SECONDS = 2.0
DEADLINE_SECONDS = 3.0
CLIENTS, ASKED = 8, 64
GATED = 200


def main() -> None:
    """Measure the three parts and print them beside their bars."""
    questions = varied(development_questions(load()), GATED + 2 * ASKED, seed=5)
    gate = _gate(questions[:GATED])
    with tempfile.TemporaryDirectory(prefix="bench-wording-") as room:
        bytecode = Path(room, "pycache")
        data = Path(room, "data")
        with chat_server(_slowly) as model, serving(data, bytecode, **_settings(model.url, 30)) as server:
            slow = _ask_all(server, questions[GATED : GATED + ASKED])
        with (
            chat_server(HANGS_BEFORE_HEADERS) as model,
            serving(data, bytecode, **_settings(model.url, DEADLINE_SECONDS)) as server,
        ):
            down = _ask_all(server, questions[GATED + ASKED :])
    rows = (
        ("核对一句（p50 / p99）", f"{gate.p50_ms} / {gate.p99_ms} ms，{gate.calls} 句", "≤ 5 ms"),
        (f"模型 {FIRST_TOKEN_SECONDS:g} 秒才开口：引文出现 p95", _p95(slow, "quotes"), "≤ 200 ms"),
        ("第一句措辞出现 p95", _p95(slow, "sentence"), ""),
        (f"模型没有回音，时限 {DEADLINE_SECONDS:g} 秒：答完 p95", _p95(down, "answer"), "≤ 时限 + 300 ms"),
    )
    print("\n".join(f"| {name} | {value} | {bar} |" for name, value, bar in (("量", "值", "要求"), *rows)))


def _gate(questions: Sequence[str]) -> Latency:
    """Milliseconds of wording, without the model's, for each sentence of answers that no cache knows."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-gate-") as directory,
        closing(build_assistant(settings_for(Path(directory)), chat_model=WellBehavedModel())) as assistant,
    ):
        assistant.sync()
        each = []
        for question in questions:
            answer = assistant.answer(Question(question, mode=Mode.AUTO, channel="evals"))
            for step in answer.trace:
                if step.name == "word" and (proven := int(str(step.detail["proven"]))):
                    each += [step.ms / proven] * proven
        return Latency.of(each)


def _slowly(request: dict[str, Any]) -> Behaviour:
    return says(wording_of(request["messages"][-1]["content"]), delay=0.005).slowly(FIRST_TOKEN_SECONDS)


def _settings(url: str, seconds: float) -> dict[str, str]:
    return {"model_url": url, "model_name": MODEL, "model_seconds": str(seconds)}


def _ask_all(server: Running, questions: Sequence[str]) -> list[dict[str, float]]:
    with ThreadPoolExecutor(CLIENTS) as clients:
        return list(clients.map(lambda question: dict(_moments(server.url, question)), questions))


def _moments(url: str, question: str) -> Iterator[tuple[str, float]]:
    """Each kind of event with the milliseconds until it first came."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=120)
    started, seen = time.perf_counter(), set()
    connection.request(
        "POST",
        "/api/v1/answers",
        json.dumps({"question": question, "as_of": "2024-06-01"}),
        {"Content-Type": "application/json", "Accept": "text/event-stream"},
    )
    for line in connection.getresponse():
        name = line.decode().strip().removeprefix("event: ")
        if line.startswith(b"event: ") and name not in seen:
            seen.add(name)
            yield name, (time.perf_counter() - started) * 1000
    connection.close()


def _p95(moments: Sequence[dict[str, float]], name: str) -> str:
    worded = [each[name] for each in moments if name in each and "quotes" in each]
    return f"{percentile(worded, 95):.0f} ms（{len(worded)} 个回答，{CLIENTS} 客户端）"


if __name__ == "__main__":
    sys.exit(main())
