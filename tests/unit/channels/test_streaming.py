from __future__ import annotations

import json

from starlette.testclient import TestClient

from assistant.errors import StorageUnavailable
from tests.fakes.assistant import FIGURE, FakeAssistant
from tests.unit.channels.conftest import Open

ANSWERS = "/api/v1/answers"
ASKED = {"question": "2024年推动多少家企业技改？"}
STREAM = {"Accept": "text/event-stream"}


def _events(web: TestClient) -> list[tuple[str, dict[str, object]]]:
    reply = web.post(ANSWERS, json=ASKED, headers=STREAM)
    assert reply.headers["content-type"].startswith("text/event-stream")
    blocks = [block.split("\n") for block in reply.text.split("\n\n") if block.startswith("event: ")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


def test_the_conversation_comes_first_then_steps_then_sentences_then_the_answer(web: TestClient) -> None:
    events = _events(web)
    assert [name for name, _ in events] == ["conversation", "step", "step", "sentence", "answer"]
    assert events[0][1] == {"id": events[-1][1]["conversation_id"]}


def test_what_a_model_is_to_word_is_quoted_before_the_first_sentence(web: TestClient) -> None:
    reply = web.post(ANSWERS, json=ASKED | {"mode": "model"}, headers=STREAM)
    events = [block.split("\n") for block in reply.text.split("\n\n") if block.startswith("event: ")]
    assert [name.removeprefix("event: ") for name, _ in events] == [
        "conversation",
        "step",
        "step",
        "quotes",
        "sentence",
        "answer",
    ]
    quotes = json.loads(events[3][1].removeprefix("data: "))
    assert quotes["sentences"][0]["text"] == FIGURE
    assert quotes["citations"][0]["clause_id"] == "plan-2024:2.1.s1"


def test_the_streamed_answer_is_the_plain_answer(web: TestClient) -> None:
    streamed = _events(web)[-1][1]
    plain = web.post(ANSWERS, json=ASKED).json()
    del streamed["id"], plain["id"], streamed["conversation_id"], plain["conversation_id"]
    assert streamed == plain


def test_chinese_is_streamed_readable(web: TestClient) -> None:
    assert FIGURE in web.post(ANSWERS, json=ASKED, headers=STREAM).text


def test_a_bad_question_is_a_plain_problem_even_when_a_stream_was_wanted(web: TestClient) -> None:
    reply = web.post(ANSWERS, json={"question": "   "}, headers=STREAM)
    assert (reply.status_code, reply.headers["content-type"]) == (422, "application/problem+json")


def test_an_error_in_the_middle_becomes_an_error_event(open_web: Open) -> None:
    web = open_web(FakeAssistant(fail_while_streaming=StorageUnavailable("磁盘已满，请清理后重试。")))
    name, problem = _events(web)[-1]
    assert name == "error"
    assert (problem["status"], problem["detail"]) == (503, "磁盘已满，请清理后重试。")


def test_an_unexpected_error_in_the_middle_tells_nothing_of_the_inside(open_web: Open) -> None:
    web = open_web(FakeAssistant(fail_while_streaming=ZeroDivisionError("secret")))
    name, problem = _events(web)[-1]
    assert (name, problem["status"]) == ("error", 500)
    assert "secret" not in json.dumps(problem)
