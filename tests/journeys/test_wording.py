"""A person asks while a chat model words the answers, well, badly, or not at all; over real HTTP from end to end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx2
import pytest

from evals.chat_server import CUT_IN_THE_MIDDLE, HANGS_BEFORE_HEADERS, MODEL, Behaviour, chat_server, refuses, says
from evals.well_behaved import wording_of
from tests.journeys.conftest import PATIENCE_SECONDS, command, serving

ASKED = {"question": "我在开平做牛仔，想换500万的设备，技改资金能补多少？", "as_of": "2026-05-01"}
STREAM = {"Accept": "text/event-stream"}
SECRET = "sk-secret-journey"


def well(request: dict[str, Any]) -> Behaviour:
    return says(wording_of(request["messages"][-1]["content"]))


def settings(url: str, seconds: str = "20") -> dict[str, str]:
    return {"MODEL_URL": url, "MODEL_NAME": MODEL, "MODEL_KEY": SECRET, "MODEL_SECONDS": seconds}


def events(web: httpx2.Client) -> list[tuple[str, dict[str, Any]]]:
    reply = web.post("/api/v1/answers", json=ASKED, headers=STREAM)
    blocks = [block.split("\n") for block in reply.text.split("\n\n") if block.startswith("event: ")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


@pytest.fixture
def quoted(web: httpx2.Client) -> dict[str, Any]:
    """The same answer without a model."""
    answer: dict[str, Any] = web.post("/api/v1/answers", json=ASKED).json()
    return answer


def test_an_answer_is_quoted_then_worded_then_remembered(data_dir: Path, quoted: dict[str, Any]) -> None:
    with chat_server(well) as model, serving(data_dir, **settings(model.url)) as server:
        with httpx2.Client(base_url=server.url, timeout=PATIENCE_SECONDS) as web:
            told = events(web)
            names = [name for name, _ in told]
            assert names.index("quotes") < names.index("sentence")
            answer = told[-1][1]
            assert (answer["mode"], answer["status"]) == ("model", quoted["status"])
            assert answer["citations"] == quoted["citations"]
            assert [sentence for name, sentence in told if name == "sentence"] == answer["sentences"]
            again = web.post("/api/v1/answers", json=ASKED).json()
            assert again["text"] == answer["text"]
            assert len(model.asked) == 1
            plain = web.post("/api/v1/answers", json=ASKED | {"mode": "quotes"}).json()
            assert (plain["mode"], plain["text"]) == ("quotes", quoted["text"])
            counted = web.get("/metrics").text
        assert 'assistant_model_requests_total{outcome="worded"} 1.0' in counted
        assert SECRET not in server.log.read_text("utf-8")


def _wrong(request: dict[str, Any]) -> Behaviour:
    return says("每个项目最高奖励9000万元[1]。您符合条件[1]。根据《服装企业纾困办法》可以再领88万元。")


# In an order in which the model is not left alone before the last.
BAD_MODELS = (
    _wrong,
    lambda request: CUT_IN_THE_MIDDLE,
    lambda request: refuses(500),
    lambda request: HANGS_BEFORE_HEADERS,
    lambda request: refuses(401),
)


def test_whatever_the_model_does_the_quotes_arrive_with_a_notice(data_dir: Path, quoted: dict[str, Any]) -> None:
    with (
        chat_server(well) as model,
        serving(data_dir, **settings(model.url, "1.5")) as server,
        httpx2.Client(base_url=server.url, timeout=PATIENCE_SECONDS) as web,
    ):
        for script in BAD_MODELS:
            before = len(model.asked)
            model.play(script)
            answer = web.post("/api/v1/answers", json=ASKED).json()
            assert len(model.asked) > before
            assert (answer["status"], answer["text"]) == (quoted["status"], quoted["text"])
            assert answer["mode"] == "quotes"
            assert "已改用原文摘录" in answer["notices"][-1]


def test_a_model_that_is_unplugged_is_told_to_the_person_and_to_the_operator(data_dir: Path) -> None:
    with chat_server(well) as model:
        url = model.url
    asked = command(data_dir, "ask", str(ASKED["question"]), "--json", **settings(url))
    answer = json.loads(asked.stdout)
    assert answer["sentences"]
    assert "模型暂时不可用" in answer["notices"][-1]
    examined = command(data_dir, "doctor", **settings(url))
    assert examined.returncode == 1
    assert "连不上" in examined.stdout
