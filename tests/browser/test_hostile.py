"""Text from anywhere stays text."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.asking import ask, chip, opened_clause, wait_until_kept
from tests.browser.conftest import Serve
from tests.fakes.assistant import FakeAssistant

HOSTILE = (
    "<img src=x onerror=window.caught=1>技改企业",
    "<script>window.caught=1</script>技改企业",
    "[技改企业](javascript:window.caught=1)",
    '技改企业"><svg onload=window.caught=1>',
    "{{constructor.constructor('window.caught=1')()}}技改企业",
)


@pytest.mark.parametrize("question", HOSTILE)
def test_a_question_is_shown_as_it_was_typed(serve: Serve, page: Page, question: str) -> None:
    page.goto(serve(FakeAssistant()))
    ask(page, question)
    expect(page.locator(".question h2")).to_have_text(question)
    expect(page.locator(".sentence")).to_have_count(1)
    expect(page.locator(".actions")).to_be_visible()
    wait_until_kept(page, question)
    page.reload()
    expect(page.locator(".question h2")).to_have_text(question)
    assert page.evaluate("window.caught") is None


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_document_or_a_model_says_is_shown_as_text(serve: Serve, page: Page, text: str) -> None:
    def planted(route: Route) -> None:
        answer = json.loads(route.fetch(headers=route.request.headers | {"accept": "application/json"}).text())
        answer["sentences"] = [{"text": text, "citations": [1], "marks": [[0, 3]], "role": "answer"}]
        answer["notices"] = [text]
        answer["follow_ups"] = [text]
        for field in ("title", "short_title", "locator", "quote", "issuer", "doc_number"):
            answer["citations"][0][field] = text
        answer["citations"][0]["url"] = "javascript:window.caught=1"
        answer["citations"][0]["sources"] = [
            {"name": text, "url": "javascript:window.caught=1", "confidence": "news"},
        ]
        body = f"event: answer\ndata: {json.dumps(answer)}\n\n"
        route.fulfill(status=200, content_type="text/event-stream", body=body)

    page.route("**/api/v1/answers", planted)
    page.goto(serve(FakeAssistant()))
    ask(page, "技改企业有多少？")
    expect(page.locator(".sentence")).to_contain_text(text)
    chip(page).click()
    expect(opened_clause(page)).to_contain_text(text)
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.evaluate("window.caught") is None


def test_nothing_but_our_own_files_may_run(serve: Serve, page: Page) -> None:
    page.goto(serve(FakeAssistant()))
    ran = page.evaluate(
        """() => new Promise((resolve) => {
            const script = document.createElement("script");
            script.textContent = "window.caught = 1";
            document.body.append(script);
            setTimeout(() => resolve(window.caught ?? null), 50);
        })"""
    )
    assert ran is None
