"""Old versions in the reader, and the page of what changed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from starlette.testclient import TestClient

from assistant.channels.labels import field_text
from assistant.domain import Confidence, DocumentVersion, PolicyDate, Precision, Source, Window
from tests.fakes.assistant import FakeAssistant
from tests.fakes.documents import version
from tests.unit.channels.conftest import Open

BODIES = (
    "一、目标\n\n对年营收达到5000万元的企业<b>应当</b>奖励。培育8家园区。\n\n第九条　由某厅解释。",
    "一、目标\n\n对年营收达到1500万元的企业<b>应当</b>奖励。培育8家园区。\n\n第九条　由某厅解释。",
    "一、目标\n\n对年营收达到1500万元的企业<b>可以</b>奖励。\n\n第十条　由某厅解释。",
)
HELD = tuple(version(body, number, title="示例<i>文件") for number, body in enumerate(BODIES, 1))
PAGE = "/documents/sample/diff"


def opened(open_web: Open, *held: DocumentVersion, withdrawn: frozenset[str] = frozenset()) -> TestClient:
    return open_web(FakeAssistant(documents={"sample": held}, withdrawn=withdrawn))


@pytest.fixture
def web(open_web: Open) -> TestClient:
    return opened(open_web, *HELD)


def test_an_old_version_says_that_there_is_a_newer_one_and_links_to_it(web: TestClient) -> None:
    page = web.get("/source/sample/1.s1?version=1").text
    assert "已有新版本，这一条已经改写。" in page
    assert 'href="/source/sample/1.s1?version=3"' in page
    assert 'href="/documents/sample/diff?from=1&amp;to=3"' in page
    assert "已有新版本" not in web.get("/source/sample/1.s1").text


def test_a_clause_that_kept_its_words_under_another_number_is_linked_there(web: TestClient) -> None:
    page = web.get("/source/sample/a9.p1?version=1").text
    assert "已有新版本，这一条的文字没有变。" in page
    assert 'href="/source/sample/a10.p1?version=3"' in page


def test_a_clause_that_was_removed_says_so(web: TestClient) -> None:
    page = web.get("/source/sample/1.s2?version=1").text
    assert "已有新版本，这一条在新版本中已删除。" in page
    assert "第 3 版（没有这一条）" in page
    reply = web.get("/source/sample/1.s2")
    assert (reply.status_code, "sample:1.s2@2" in reply.text) == (404, True)


def test_a_clause_can_be_opened_by_its_id_with_the_version(web: TestClient) -> None:
    assert web.get("/source/sample/1.s1@1").text == web.get("/source/sample/1.s1?version=1").text
    clause = web.get("/api/v1/clauses/sample:1.s1@1").json()
    assert (clause["document"]["version"], clause["state"], clause["present_version"]) == (1, "newer_version", 3)
    assert clause["present_clause_id"] == "sample:1.s1"


def test_every_version_of_a_clause_can_be_switched_to(web: TestClient) -> None:
    page = web.get("/source/sample/1.s1?version=2").text
    assert re.findall(r'<a href="/source/sample/1\.s1\?version=(\d)">第', page) == ["1", "3"]
    assert '<strong aria-current="page">第 2 版</strong>' in page


def test_a_document_with_one_version_has_no_switch(open_web: Open) -> None:
    assert "各个版本" not in opened(open_web, HELD[0]).get("/source/sample/1.s1").text


def test_a_withdrawn_document_stays_readable_and_says_so(open_web: Open) -> None:
    web = opened(open_web, *HELD, withdrawn=frozenset({"sample"}))
    assert "文件已撤下，不再作为回答的依据。" in web.get("/source/sample/1.s1?version=1").text
    assert web.get("/api/v1/clauses/sample:1.s1").json()["state"] == "withdrawn"
    assert [each["current"] for each in web.get("/api/v1/documents/sample/versions").json()["versions"]] == [False] * 3


def test_versions_tell_how_much_each_changed(web: TestClient) -> None:
    first, second, third = web.get("/api/v1/documents/sample/versions").json()["versions"]
    assert (first["changed"], first["current"], third["current"]) == (None, False, True)
    assert second["changed"] == {"added": 0, "removed": 0, "reworded": 1, "renumbered": 0, "fields": []}
    assert (third["changed"]["removed"], third["changed"]["reworded"], third["changed"]["renumbered"]) == (1, 1, 1)


def test_the_page_of_changes_shows_both_wordings_and_the_figures(web: TestClient) -> None:
    page = web.get(f"{PAGE}?from=1&to=2").text
    assert "对年营收达到<del>5000万元</del>的企业" in page
    assert "对年营收达到<ins>1500万元</ins>的企业" in page
    assert '<th scope="row">金额</th><td><del>5000万元</del></td><td><ins>1500万元</ins></td>' in page
    assert '<option value="1" selected>第 1 版（2026-11-23）</option>' in page


def test_the_page_of_changes_compares_the_last_two_versions_unless_others_are_named(web: TestClient) -> None:
    assert "第 2 版 → 第 3 版" in web.get(PAGE).text
    assert "第 1 版 → 第 3 版" in web.get(f"{PAGE}?from=1").text
    assert web.get(f"{PAGE}?from=3&to=1").text == web.get(f"{PAGE}?from=1&to=3").text


def test_the_page_of_changes_names_removed_and_renumbered_clauses(web: TestClient) -> None:
    page = web.get(PAGE).text
    assert '<span class="sort removed">删除</span>' in page
    assert "第九条（a9.p1） → 第十条（a10.p1）" in page


def test_markup_of_a_document_is_text_on_the_page_of_changes(web: TestClient) -> None:
    page = web.get(f"{PAGE}?from=1&to=3").text
    assert "<b>" not in page
    assert "<i>" not in page
    assert "&lt;b&gt;" in page
    assert "示例&lt;i&gt;文件" in page


def test_fields_of_the_document_are_shown_with_their_names(open_web: Open) -> None:
    newer = version(BODIES[0], 2, title="示例<i>文件", doc_number="粤工信〔2024〕1号", aliases=("甲", "乙"))
    page = opened(open_web, HELD[0], newer).get(PAGE).text
    assert '<th scope="row">文号</th><td>（无）</td><td><ins>粤工信〔2024〕1号</ins></td>' in page
    assert "<ins>甲；乙</ins>" in page


def test_a_round_that_was_added_is_told_with_its_days_and_without_what_nobody_states(open_web: Open) -> None:
    opens = PolicyDate(date(2026, 7, 22), Precision.DAY)
    newer = version(BODIES[0], 2, title="示例<i>文件", windows=(Window("2027年度", opens, None),))
    web = opened(open_web, HELD[0], newer)
    (field,) = web.get("/api/v1/documents/sample/diff").json()["fields"]
    told = {"name": "2027年度", "opens_on": "2026-07-22", "closes_on": None, "note": ""}
    assert field == {"name": "windows", "before": [], "after": [told]}
    assert field_text(field["after"]) == "name 2027年度，opens_on 2026-07-22"
    assert "<ins>name 2027年度，opens_on 2026-07-22</ins>" in web.get(PAGE).text


def test_a_source_that_was_added_is_told_with_how_near_it_is_to_the_official_text(open_web: Open) -> None:
    source = Source("a", "某网", "https://example.test/2", Confidence.NEWS)
    web = opened(open_web, HELD[0], version(BODIES[0], 2, title="示例<i>文件", sources=(source,)))
    (field,) = web.get("/api/v1/documents/sample/diff").json()["fields"]
    assert field["after"] == [{"id": "a", "name": "某网", "url": "https://example.test/2", "confidence": "news"}]


def test_other_documents_that_still_say_what_is_gone_are_named_and_linked(open_web: Open) -> None:
    reading = version("解读：对年营收达到 5000万元的企业<b>应当</b>奖励。", id="reading", title="某解读")
    web = open_web(FakeAssistant(documents={"sample": HELD[:2], "reading": (reading,)}))
    page = web.get(PAGE).text
    assert "其他文件还写着原来的话" in page
    assert '<a href="/source/reading/0.s1?version=1">《某解读》正文</a>' in page
    (repeat,) = web.get("/api/v1/documents/sample/diff").json()["quoted_by"]["documents"]
    assert (repeat["document_id"], repeat["quote"]) == ("reading", "对年营收达到 5000万元的企业<b>应当</b>奖励")


def test_equal_versions_are_said_to_be_equal(open_web: Open, web: TestClient) -> None:
    assert "两边是同一个版本，没有变化。" in web.get(f"{PAGE}?from=2&to=2").text
    returned = opened(open_web, HELD[0], version(BODIES[0], 2, title="示例<i>文件"))
    assert "条款与文件信息都没有变化。" in returned.get(PAGE).text


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/documents/zz/diff", "没有编号为 zz 的文件"),
        (f"{PAGE}?from=1&to=9", "没有第 9 版，请改用现有的版本：1、2、3"),
        ("/source/sample/1.s1?version=9", "没有第 9 版"),
        ("/source/sample/1.s1@x", "不是版本号"),
    ],
)
def test_what_is_not_there_is_told_on_a_page(web: TestClient, path: str, told: str) -> None:
    reply = web.get(path)
    assert (reply.status_code, reply.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert told in reply.text


@pytest.mark.parametrize("path", [f"{PAGE}?from=1", "/api/v1/documents/sample/versions"])
def test_all_versions_of_a_document_are_read_once_for_what_they_changed(open_web: Open, path: str) -> None:
    assistant = FakeAssistant(documents={"sample": HELD})
    assert open_web(assistant).get(path).status_code == 200
    assert assistant.corpus.reads == ["sample"]


@pytest.mark.parametrize("query", ["", "?version=1"])
def test_a_clause_of_a_document_with_one_version_is_shown_without_reading_any(open_web: Open, query: str) -> None:
    assistant = FakeAssistant(documents={"sample": HELD[:1]})
    assert open_web(assistant).get(f"/source/sample/1.s1{query}").status_code == 200
    assert assistant.corpus.reads == []


def test_one_version_alone_has_a_page_that_says_so(open_web: Open) -> None:
    reply = opened(open_web, HELD[0]).get(PAGE)
    assert (reply.status_code, "只有第 1 版" in reply.text) == (404, True)
