from __future__ import annotations

from starlette.testclient import TestClient

from assistant.domain import Confidence, Source
from tests.fakes.assistant import FIGURE, FakeAssistant
from tests.fakes.documents import version
from tests.unit.channels.conftest import Open

CLAUSE = "/source/plan-2024/2.1.s1"


def test_the_whole_document_is_shown_with_the_clause_marked(web: TestClient) -> None:
    page = web.get(CLAUSE).text
    assert f"<mark>{FIGURE}</mark>" in page
    assert "<h2>一、总体要求</h2>" in page
    assert "聚焦纺织服装产业转型升级" in page


def test_the_page_says_where_it_is_from_and_whether_it_is_in_force(web: TestClient) -> None:
    page = web.get(CLAUSE).text
    for fact in ("广东省工业和信息化厅", "原文未写明", "2024-03", "2024-12-31", "有效期内", "二、主要任务 · 强化技改"):
        assert fact in page
    assert 'href="https://gdii.gd.gov.cn/example"' in page


def test_only_the_quote_is_marked_when_its_span_is_given(web: TestClient) -> None:
    start = web.get("/api/v1/clauses/plan-2024:2.1.s1").json()["start"]
    page = web.get(f"{CLAUSE}?start={start + 2}&end={start + 7}").text
    assert "<mark>5000家</mark>" in page
    assert page.count("<mark>") == 1


def test_a_span_outside_the_clause_marks_the_whole_clause(web: TestClient) -> None:
    assert f"<mark>{FIGURE}</mark>" in web.get(f"{CLAUSE}?start=0&end=99999").text
    assert f"<mark>{FIGURE}</mark>" in web.get(f"{CLAUSE}?start=50&end=40").text


def test_markup_in_a_document_is_shown_as_text(web: TestClient) -> None:
    page = web.get("/source/plan-2024/2.1.s2").text
    assert "&lt;b&gt;现场&lt;/b&gt;" in page
    assert "<b>" not in page


def test_an_older_version_is_shown_as_it_was(web: TestClient) -> None:
    page = web.get(f"{CLAUSE}?version=1").text
    assert "推动4000家" in page
    assert "第 1 版" in page


def test_a_heading_can_be_read_like_a_clause(web: TestClient) -> None:
    assert "<mark>二、主要任务</mark>" in web.get("/source/plan-2024/2").text


def test_a_missing_clause_is_a_page_for_people(web: TestClient) -> None:
    reply = web.get("/source/plan-2024/99")
    assert (reply.status_code, reply.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "没有编号为" in reply.text


def test_a_source_is_linked_only_where_it_has_a_web_address(open_web: Open) -> None:
    sources = tuple(
        Source(key, name, url, Confidence.NEWS)
        for key, name, url in (("a", "某网", "https://example.test/2"), ("b", "某报", "javascript:alert(1)"))
    )
    held = version("奖励一次。[^a][^b]", sources=sources)
    page = open_web(FakeAssistant(documents={"sample": (held,)})).get("/source/sample/0.s1").text
    assert '<li><a href="https://example.test/2" rel="noopener noreferrer">某网</a>（新闻报道）</li>' in page
    assert "<li>某报（新闻报道）</li>" in page
    assert "javascript" not in page
