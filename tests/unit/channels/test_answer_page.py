"""One recorded answer as a page without a script."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from assistant.channels.web.answer_page import LONGEST_LINKED
from assistant.domain import Answer, Citation, DocumentVersion, Judged, Mode, Sentence, Validity, Window, WindowState
from tests.fakes.answers import full_answer
from tests.fakes.assistant import FIGURE, FakeAssistant
from tests.fakes.documents import version
from tests.fakes.verdicts import QUOTES, note, verdict
from tests.unit.channels.conftest import Open
from tests.unit.channels.test_frame import FORBIDDEN, POLICY

HOSTILE = "<img src=x onerror=alert(1)>\"'&{{7*7}}\u202e"
BODIES = ("一、目标\n\n奖励500万元。\n\n培育8家园区。", "一、目标\n\n奖励300万元。")


class Tags(HTMLParser):
    """The tags of a page and the names of their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


class Recorded(FakeAssistant):
    """Knows one more answer than those that it gave."""

    def __init__(self, answer: Answer, *held: DocumentVersion) -> None:
        super().__init__(documents={"sample": held})
        self._answers[answer.id] = answer
        self._recorded.record(answer, "web", datetime(2026, 11, 23, 8, 30, tzinfo=UTC))


def cited(held: DocumentVersion, n: int, number: str, **fields: object) -> Citation:
    clause = next(clause for clause in held.clauses if clause.id == f"sample:{number}")
    values: dict[str, object] = {
        "n": n,
        "clause_id": clause.id,
        "document_id": "sample",
        "version": held.version,
        "title": held.document.title,
        "doc_number": "粤工信规字〔2024〕1号",
        "issuer": "某厅",
        "issued_on": None,
        "kind": held.document.kind,
        "validity": Validity.EXPIRED,
        "locator": clause.locator,
        "quote": clause.text,
        "start": clause.start,
        "end": clause.end,
        "digest": clause.digest,
        "url": "",
        "reader_url": "https://elsewhere.test/source",
    }
    citation = full_answer().citations[0]
    return replace(citation, **(values | fields))  # type: ignore[arg-type]


@pytest.fixture
def asked(web: TestClient) -> str:
    """The page of an answer of today."""
    answer = web.post("/api/v1/answers", json={"question": "2024年推动多少家企业技改？"}).json()
    return web.get(f"/a/{answer['id']}").text


def test_the_page_shows_question_day_moment_and_sentence_with_what_was_asked_for_marked(asked: str) -> None:
    assert "<bdi>2024年推动多少家企业技改？</bdi>" in asked
    assert '<dt>判断日</dt><dd><time datetime="2024-06-01">2024-06-01</time>' in asked
    assert "<dt>提问时间</dt><dd>2024-06-01 00:00</dd>" in asked
    assert f"<p>{FIGURE[:2]}<mark>{FIGURE[2:7]}</mark>{FIGURE[7:]}<sup>" in asked


def test_a_number_opens_the_clause_with_version_and_span(web: TestClient, asked: str) -> None:
    (address,) = set(re.findall(r'<sup><a href="([^"]+)" aria-label="出处 1：', asked))
    assert re.fullmatch(r"/source/plan-2024/2\.1\.s1\?version=2&amp;start=\d+&amp;end=\d+", address)
    assert f"<mark>{FIGURE}</mark>" in web.get(address.replace("&amp;", "&")).text


def test_the_basis_is_told_with_number_issuer_day_state_and_kind(asked: str) -> None:
    for fact in ("《广东省纺织服装产业行动方案》", "官方原文</span>", "原文未写明", "2024-03", "有效期内", "第 2 版"):
        assert fact in asked
    assert f"<blockquote>{FIGURE}</blockquote>" in asked
    assert "已有新版本" not in asked


def test_each_place_can_be_linked_by_its_number(asked: str) -> None:
    assert '<li id="1"><span class="number">[1]</span>' in asked


def test_what_became_of_a_place_since_is_told_beside_what_held_on_the_day(open_web: Open) -> None:
    old, new = (version(body, number) for number, body in enumerate(BODIES, 1))
    window = Window("2024年度", None, None)
    first = cited(old, 1, "1.s1", window=window, window_state=WindowState.CLOSED)
    answer = full_answer("a-x", citations=(first, cited(old, 2, "1.s2")), as_of=date(2025, 1, 2))
    page = open_web(Recorded(answer, old, new)).get("/a/a-x").text
    assert (page.count("《示例文件》"), page.count("粤工信规字〔2024〕1号")) == (1, 1)
    assert '<span class="validity expired">已过实施期</span>' in page
    assert "2024年度：已截止" in page
    assert "已有新版本，这一条已经改写。" in page
    assert 'href="/source/sample/1.s1?version=2"' in page
    assert "已有新版本，这一条在新版本中已删除。" in page


def test_the_page_says_that_it_is_of_its_day_and_how_to_ask_anew(asked: str) -> None:
    assert "以上按 2024-06-01 这一天判断" in asked
    question = "2024%E5%B9%B4%E6%8E%A8%E5%8A%A8%E5%A4%9A%E5%B0%91%E5%AE%B6%E4%BC%81%E4%B8%9A%E6%8A%80%E6%94%B9%EF%BC%9F"
    assert f'href="/?q={question}"' in asked


def test_a_question_too_long_for_an_address_is_asked_anew_by_hand(web: TestClient) -> None:
    answer = web.post("/api/v1/answers", json={"question": "企业" * LONGEST_LINKED}).json()
    assert '请<a href="/">重新提问</a>' in web.get(f"/a/{answer['id']}").text


def test_a_card_in_a_chat_gets_title_and_summary_and_no_search_engine_the_page(asked: str) -> None:
    assert '<meta name="robots" content="noindex">' in asked
    assert '<meta property="og:title" content="2024年推动多少家企业技改？">' in asked
    assert f'<meta property="og:description" content="{FIGURE}">' in asked


def test_the_page_holds_nothing_that_the_policy_forbids(asked: str) -> None:
    assert FORBIDDEN.findall(asked) == []


def test_words_of_other_people_stay_words(open_web: Open) -> None:
    held = version(BODIES[0], title=HOSTILE)
    citation = cited(held, 1, "1.s1", issuer=HOSTILE, doc_number=HOSTILE, locator=HOSTILE, quote=HOSTILE)
    answer = full_answer(
        "a-x",
        question=HOSTILE,
        standalone=f"{HOSTILE}?",
        sentences=(Sentence(HOSTILE, (1, 9), ((0, 4), (2, 6))),),
        citations=(citation,),
        notices=(HOSTILE,),
    )
    reply = open_web(Recorded(answer, held)).get("/a/a-x")
    assert reply.headers["content-security-policy"] == POLICY
    found = Tags()
    found.feed(reply.text)
    assert not {"img", "script", "style"} & found.tags
    assert not {name for name in found.attributes if name.startswith("on") or name == "style"}
    assert "{{7*7}}" in reply.text
    assert "<mark>&lt;img</mark><mark> s</mark>rc=x onerror" in reply.text


def test_an_answer_that_a_model_worded_says_so(open_web: Open) -> None:
    for mode, told in ((Mode.MODEL, True), (Mode.QUOTES, False)):
        held = version(BODIES[0])
        answer = full_answer("a-x", citations=(cited(held, 1, "1.s1"),), mode=mode)
        assert ("由模型按下面的原文措辞" in open_web(Recorded(answer, held)).get("/a/a-x").text) is told


def test_an_answer_that_cites_nothing_has_no_basis(open_web: Open) -> None:
    page = open_web(Recorded(full_answer("a-x", citations=()), version(BODIES[0]))).get("/a/a-x").text
    assert "没有写明。" in page
    assert "依据" not in page


def test_verdicts_are_shown_with_the_words_that_decide_them(open_web: Open) -> None:
    judged = Judged((), (verdict(next_round=note(4)),))
    held = version(BODIES[0])
    answer = full_answer("a-x", citations=(cited(held, 1, "1.s1"),), judged=judged)
    page = open_web(Recorded(answer, held)).get("/a/a-x").text
    assert '<h3>省级技改资金·设备奖励 <span class="badge">初步符合</span></h3>' in page
    for told in (
        "新设备金额：</strong>符合",
        "完工时间：</strong>还不知道",
        "现在可以申报：</strong>是",
        "纳入技改投资统计：</strong>按材料核对",
    ):
        assert told in page
    assert f'<blockquote>{QUOTES[2]} <a href="/source/fund/1.s3?version=1&amp;start=0&amp;end=' in page
    assert "即最高180万元；以当年申报通知为准" in page
    assert FORBIDDEN.findall(page) == []


def test_an_unknown_answer_is_a_page_for_people(web: TestClient) -> None:
    reply = web.get("/a/nowhere")
    assert (reply.status_code, reply.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "没有这个回答" in reply.text
