from dataclasses import replace
from datetime import UTC, datetime

from assistant.domain import Sentence, Step
from evals.dataset import Slice
from evals.report import SliceReport, write
from evals.runner import run
from tests.fakes.eval_answers import CORPUS, RIGHT, ScriptedAssistant, answer, case

NOW = datetime(2024, 6, 1, 8, tzinfo=UTC)
ODD = answer(Sentence("# 标题\n<script>alert(1)</script>"))


def outcomes(slice_: Slice):
    traced = replace(RIGHT, trace=(Step("understand", 0.4, {"route": "lookup"}),))
    assistant = ScriptedAssistant({"营收目标是多少？": traced, "机密问题？": ODD})
    wanted = {"slice": slice_, "facts": [["6000亿元"]]}
    return run(
        assistant,
        assistant,
        [case(**wanted), case(**wanted, id="secret-1", question="机密问题？"), case(slice=slice_)],
        CORPUS,
    )


def report(tmp_path, slice_, reveal=False, breaches=None):
    part = SliceReport.of(slice_, outcomes(slice_), reveal)
    return [path.read_text(encoding="utf-8") for path in write([part], breaches, NOW, tmp_path)]


def test_a_failed_case_is_shown_with_question_expectation_answer_and_trace(tmp_path):
    markdown, html = report(tmp_path, Slice.DEVELOPMENT)
    for page in (markdown, html):
        assert "营收目标是多少？" in page
        assert "没有说到：6000亿元" in page
        assert "understand" in page
    assert "lookup" in html


def test_the_held_out_slice_shows_scores_and_ids_but_no_contents(tmp_path):
    for page in report(tmp_path, Slice.HOLDOUT):
        assert "留出集" in page
        assert "secret-1" in page
        assert "机密问题" not in page
        assert "6000亿元" not in page


def test_the_held_out_slice_is_shown_when_asked_for(tmp_path):
    assert all("机密问题" in page for page in report(tmp_path, Slice.HOLDOUT, reveal=True))


def test_the_page_is_self_contained_and_text_of_answers_stays_text(tmp_path):
    markdown, html = report(tmp_path, Slice.DEVELOPMENT)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "http://" not in html
    assert "https://" not in html
    assert "> # 标题" in markdown


def test_the_gate_is_reported_only_when_it_was_asked(tmp_path):
    assert not any("门禁" in page for page in report(tmp_path, Slice.DEVELOPMENT))
    assert all("门禁：" in page for page in report(tmp_path, Slice.DEVELOPMENT, breaches=()))
    assert all("退到" in page for page in report(tmp_path, Slice.DEVELOPMENT, breaches=("从 1 退到 0",)))
