from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient
from structlog.testing import capture_logs

PATHS = ["/", "/healthz", "/openapi.json", "/source/plan-2024/2.1.s1", "/nowhere"]
PLAIN_PAGES = ["/", "/source/plan-2024/2.1.s1?version=1", "/source/plan-2024/99", "/documents/plan-2024/diff"]
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# What that policy would keep from working: script or style in the page, and anything fetched from elsewhere.
FORBIDDEN = re.compile(
    r"""<script|<style|<iframe|<base|<object|<embed|\s(?:on\w+|style)\s*=|\s(?:src|action)="(?:https?:)?//""", re.I
)


@pytest.mark.parametrize("path", PATHS)
def test_every_reply_carries_security_headers_and_a_request_id(web: TestClient, path: str) -> None:
    headers = web.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert len(headers["x-request-id"]) == 32


@pytest.mark.parametrize("path", PLAIN_PAGES)
def test_a_plain_page_holds_nothing_that_the_policy_forbids(web: TestClient, path: str) -> None:
    page = web.get(path).text
    assert FORBIDDEN.findall(page) == []
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)">', page) == ["/reader.css"]


def test_a_request_id_of_the_caller_is_kept(web: TestClient) -> None:
    assert web.get("/healthz", headers={"X-Request-ID": "abc-1"}).headers["x-request-id"] == "abc-1"


@pytest.mark.parametrize("offered", ["a b", "x" * 65, "<script>", ""])
def test_a_request_id_that_could_forge_a_log_line_is_replaced(web: TestClient, offered: str) -> None:
    assert web.get("/healthz", headers={"X-Request-ID": offered}).headers["x-request-id"] != offered


def test_the_question_is_not_logged(web: TestClient) -> None:
    with capture_logs() as logs:
        web.post("/api/v1/answers", json={"question": "我公司有一个秘密的技改项目"})
    assert logs
    assert "秘密" not in str(logs)
