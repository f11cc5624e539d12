from __future__ import annotations

import time
from pathlib import Path

from starlette.testclient import TestClient
from structlog.testing import capture_logs

from assistant.channels.web.app import create_app
from assistant.channels.web.warmup import WarmUp
from assistant.errors import StorageUnavailable
from tests.fakes.assistant import TODAY, FakeAssistant
from tests.unit.channels.conftest import OPERATOR_TOKEN, Open


def test_a_starting_server_syncs_and_a_stopping_one_closes(tmp_path: Path) -> None:
    assistant = FakeAssistant()
    with TestClient(create_app(assistant, today=lambda: TODAY, static_dir=tmp_path)):
        pass
    assert assistant.syncs == [False]
    assert assistant.closed


def test_a_ready_server_names_its_parts(web: TestClient) -> None:
    reply = web.get("/readyz")
    assert reply.status_code == 200
    assert reply.json() == {"ready": True, "parts": {"corpus": "ready", "search": "ready"}}


def test_a_server_that_cannot_start_stays_alive_and_says_why(open_web: Open) -> None:
    web = open_web(FakeAssistant(ready=False, fail_to_start=StorageUnavailable("磁盘已满，请清理后重启。")))
    assert web.get("/healthz").json()["status"] == "ok"
    reply = web.get("/readyz")
    assert (reply.status_code, reply.headers["retry-after"]) == (503, "2")
    assert reply.json()["parts"]["warm_up"] == "磁盘已满，请清理后重启。"


def test_the_operator_syncs_through_the_server(web: TestClient, assistant: FakeAssistant) -> None:
    reply = web.post("/internal/sync", json={"rebuild": True}, headers={"Authorization": f"Bearer {OPERATOR_TOKEN}"})
    assert reply.status_code == 200
    assert reply.json()["index_name"] == "kb-fake"
    assert assistant.syncs == [False, True]


def test_nobody_else_syncs(web: TestClient, assistant: FakeAssistant) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer 中文".encode()}):
        reply = web.post("/internal/sync", json={}, headers=headers)
        assert (reply.status_code, reply.headers["content-type"]) == (401, "application/problem+json")
    assert assistant.syncs == [False]


def test_a_start_that_fails_is_tried_again() -> None:
    assistant = FakeAssistant(fail_to_start=StorageUnavailable("磁盘已满，请清理后重试。"))
    warm_up = WarmUp(assistant, again_seconds=0.01)
    warm_up.start()
    while not warm_up.problem:
        time.sleep(0.001)
    assistant.fail_to_start = None
    while warm_up.problem:
        time.sleep(0.001)
    warm_up.finish()
    assert assistant.syncs == [False]


def test_a_warm_up_that_fails_is_tried_again_without_another_sync() -> None:
    assistant = FakeAssistant(fail_to_warm_up=StorageUnavailable("连接不上 Chroma 服务器。"))
    warm_up = WarmUp(assistant, again_seconds=0.01)
    warm_up.start()
    while not warm_up.problem:
        time.sleep(0.001)
    assert assistant.syncs == [False]
    assistant.fail_to_warm_up = None
    while warm_up.problem:
        time.sleep(0.001)
    warm_up.finish()
    assert assistant.syncs == [False]


def test_watching_the_server_leaves_the_log_alone(web: TestClient) -> None:
    with capture_logs() as logs:
        for path in ("/healthz", "/readyz", "/metrics"):
            web.get(path)
    assert {entry["log_level"] for entry in logs} == {"debug"}
