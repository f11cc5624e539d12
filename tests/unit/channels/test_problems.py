from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from assistant import errors
from assistant.channels.web.problems import kind_of
from tests.fakes.assistant import FakeAssistant
from tests.unit.channels.conftest import Open

ANSWERS = "/api/v1/answers"
JSON = {"Content-Type": "application/json"}
BAD_REQUESTS: dict[str, tuple[str, str, dict[str, Any], int]] = {
    "no such address": ("GET", "/nowhere", {}, 404),
    "wrong method": ("DELETE", ANSWERS, {}, 405),
    "broken JSON": ("POST", ANSWERS, {"content": b'{"question": ', "headers": JSON}, 400),
    "binary": ("POST", ANSWERS, {"content": b"\xff\xfe\x00\x01", "headers": JSON}, 400),
    "empty body": ("POST", ANSWERS, {"headers": JSON}, 422),
    "not an object": ("POST", ANSWERS, {"json": ["技改"]}, 422),
    "no question": ("POST", ANSWERS, {"json": {}}, 422),
    "empty question": ("POST", ANSWERS, {"json": {"question": ""}}, 422),
    "blank question": ("POST", ANSWERS, {"json": {"question": " \n "}}, 422),
    "question of 3000 letters": ("POST", ANSWERS, {"json": {"question": "问" * 3000}}, 422),
    "question is a number": ("POST", ANSWERS, {"json": {"question": 5}}, 422),
    "lone surrogate": ("POST", ANSWERS, {"content": b'{"question": "\\ud800"}', "headers": JSON}, 422),
    "unknown field": ("POST", ANSWERS, {"json": {"question": "技改", "asof": "2024-01-01"}}, 422),
    "unknown mode": ("POST", ANSWERS, {"json": {"question": "技改", "mode": "magic"}}, 422),
    "impossible day": ("POST", ANSWERS, {"json": {"question": "技改", "as_of": "2024-02-30"}}, 422),
    "day in words": ("POST", ANSWERS, {"json": {"question": "技改", "as_of": "昨天"}}, 422),
    "100 kB": ("POST", ANSWERS, {"json": {"question": "x" * 100_000}}, 413),
    "100 kB without a length": ("POST", ANSWERS, {"content": iter([b"x" * 50_000] * 2), "headers": JSON}, 413),
    "wrong content type": ("POST", ANSWERS, {"content": b"question", "headers": {"Content-Type": "text/plain"}}, 415),
    "unknown conversation": ("POST", ANSWERS, {"json": {"question": "技改", "conversation_id": "zz"}}, 404),
    "unknown answer": ("GET", f"{ANSWERS}/zz", {}, 404),
    "unknown document": ("GET", "/api/v1/documents/zz", {}, 404),
    "unknown version": ("GET", "/api/v1/documents/plan-2024?version=9", {}, 404),
    "version is a word": ("GET", "/api/v1/documents/plan-2024?version=one", {}, 422),
    "unknown clause": ("GET", "/api/v1/clauses/plan-2024:9", {}, 404),
    "diff of an unknown document": ("GET", "/api/v1/documents/zz/diff", {}, 404),
    "diff to an unknown version": ("GET", "/api/v1/documents/plan-2024/diff?from=1&to=9", {}, 404),
    "diff of words": ("GET", "/api/v1/documents/plan-2024/diff?from=one", {}, 422),
    "clause of an unknown version": ("GET", "/api/v1/clauses/plan-2024:2.1.s1@9", {}, 404),
    "clause of no version": ("GET", "/api/v1/clauses/plan-2024:2.1.s1@new", {}, 404),
    "feedback on nothing": ("POST", "/api/v1/feedback", {"json": {"answer_id": "zz", "rating": "up"}}, 404),
    "feedback of a strange kind": ("POST", "/api/v1/feedback", {"json": {"answer_id": "a-1", "rating": "5"}}, 422),
}


@pytest.mark.parametrize(("method", "path", "sent", "status"), BAD_REQUESTS.values(), ids=BAD_REQUESTS.keys())
def test_every_bad_request_is_told_as_a_problem(
    web: TestClient, method: str, path: str, sent: dict[str, Any], status: int
) -> None:
    reply = web.request(method, path, **sent)
    assert (reply.status_code, reply.headers["content-type"]) == (status, "application/problem+json")
    problem = reply.json()
    assert problem["status"] == status
    assert problem["type"].startswith("urn:policy-assistant:problem:")
    assert problem["request_id"] == reply.headers["x-request-id"]
    assert problem["title"]
    assert "请" in problem["detail"] or "没有" in problem["detail"]


def test_a_wrong_method_names_the_right_one(web: TestClient) -> None:
    assert web.delete(ANSWERS).headers["allow"] == "POST"


def test_a_bad_request_names_each_field(web: TestClient) -> None:
    problem = web.post(ANSWERS, json={"mode": "magic", "colour": 1}).json()
    assert {error["field"] for error in problem["errors"]} == {"question", "mode", "colour"}


def test_an_assistant_that_is_not_ready_says_when_to_come_back(open_web: Open) -> None:
    reply = open_web(FakeAssistant(ready=False)).post(ANSWERS, json={"question": "技改"})
    assert (reply.status_code, reply.headers["retry-after"]) == (503, "2")


def test_a_crash_is_told_without_its_inside_and_logged_under_the_request_id(open_web: Open) -> None:
    web = open_web(FakeAssistant(fail=ZeroDivisionError("secret")))
    with capture_logs() as logs:
        reply = web.post(ANSWERS, json={"question": "技改"}, headers={"X-Request-ID": "trace-7"})
    assert (reply.status_code, reply.json()["request_id"]) == (500, "trace-7")
    assert "secret" not in reply.text
    assert "trace-7" in reply.json()["detail"]
    assert [entry["event"] for entry in logs] == ["request_crashed", "request"]


def test_every_error_of_the_domain_has_its_own_kind_of_problem() -> None:
    declared = [
        value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, errors.AssistantError) and value is not errors.AssistantError
    ]
    assert declared
    for error in declared:
        made = error.__new__(error)
        assert kind_of(made).code != "unexpected"


def test_a_browser_at_an_unknown_address_gets_a_page_and_a_program_gets_a_problem(web: TestClient) -> None:
    for_people = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    page = web.get("/nowhere", headers=for_people)
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "没有这个页面" in page.text
    for address, headers in (("/nowhere", {}), ("/api/v1/nowhere", for_people)):
        problem = web.get(address, headers=headers)
        assert (problem.status_code, problem.headers["content-type"]) == (404, "application/problem+json")
