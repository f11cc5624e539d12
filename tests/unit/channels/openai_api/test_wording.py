"""What a person reads of an answer in a bot."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.openai_api.markdown import escaped
from assistant.channels.openai_api.wording import STYLES, Wording, is_marked
from assistant.channels.openai_api.words import FILE, read_words
from assistant.domain import AnswerStatus, AskedFact, FactType, Judged, Role, Sentence
from assistant.errors import MalformedKnowledge
from tests.fakes.answers import full_answer
from tests.fakes.verdicts import PROFILE, verdict
from tests.unit.channels.openai_api.conftest import PUBLIC, ROOT

WORDS = read_words(ROOT / "prompts" / FILE)
LOAN = AskedFact("loan", "贷款", FactType.CHOICE, "", "有没有贷款？", options=(("yes", "有贷款"), ("no", "没有贷款")))
JUDGED = Judged(tuple(PROFILE.values()), (verdict(),), (LOAN,))


def said(model: str = "policy-qa", public_url: str = PUBLIC, **fields: object) -> str:
    return Wording(WORDS, public_url).whole(full_answer(**fields), STYLES[model])


@pytest.mark.parametrize("model", STYLES)
def test_warnings_notices_and_the_day_stay_in_sight(model: str) -> None:
    warning = Sentence("提示：截至 2026-11-23，已过期。", (1,), role=Role.WARNING)
    text = said(model, sentences=(warning, Sentence("5000亿元。", (1,))))
    assert text.startswith("提示：截至 2026-11-23，已过期。[1]")
    for shown in ("本文件已过期", "按 2026-11-23 判断", "已过实施期"):
        assert shown in text


@pytest.mark.parametrize("model", STYLES)
def test_verdicts_are_told_with_what_was_read_and_what_to_tell_next(model: str) -> None:
    text = said(model, judged=JUDGED)
    assert "读到的情况：厂在哪里 东莞；行业 做服装；新设备金额 900万元" in text
    assert "省级技改资金·设备奖励：初步符合；最高180万元" in text
    assert text.endswith("想知道：有没有贷款？（可以回：有贷款；没有贷款）")


def test_a_verdict_that_the_answer_tells_is_not_told_twice() -> None:
    sentence = Sentence("省级技改资金·设备奖励：您说到的条件都符合。", (1,))
    assert said(judged=JUDGED, sentences=(sentence,)).count("省级技改资金·设备奖励") == 1


def test_what_was_judged_before_is_not_told_again() -> None:
    assert "想知道" not in said(judged=replace(JUDGED, verdicts=()))


def test_chat_carries_neither_proof_nor_number() -> None:
    fields = {"sentences": (Sentence("不客气。"),), "citations": (), "notices": (), "follow_ups": ()}
    chat = full_answer(**fields, status=AnswerStatus.ANSWERED, judged=replace(JUDGED, verdicts=()))
    assert Wording(WORDS, "").whole(chat, STYLES["policy-qa"]) == "不客气。"
    assert not is_marked(chat)


def test_who_is_asked_back_sees_the_questions_to_choose_from() -> None:
    assert "- 有哪些举措？" in said("policy-qa-text", status=AnswerStatus.CLARIFICATION_NEEDED)
    assert "有哪些举措" not in said("policy-qa-text")


def test_addresses_stand_alone_so_that_any_messenger_links_them() -> None:
    linked = re.findall(r"https?://\S+", said())
    assert linked == [f"{PUBLIC}/documents/plan#2.2.1.s1", f"{PUBLIC}/a/answer-1"]
    assert "](" not in said()


def test_words_of_a_document_do_not_become_markup() -> None:
    hostile = "# 标题 **粗** <img src=x onerror=alert(1)> [链接](http://x) `码` |表|"
    text = said(sentences=(Sentence(hostile, (1,)),)).split("\n\n")[0]
    assert text == r"\# 标题 \*\*粗\*\* \<img src=x onerror=alert(1)\> \[链接\](http://x) \`码\` \|表\|[1]"


@pytest.mark.parametrize("plain", ["补贴2.5%，第1条", "2024年12月", "100-200万元", "《办法》（试行）", "A&B公司"])
def test_ordinary_words_stay_as_they_are(plain: str) -> None:
    assert escaped(plain) == plain


@given(st.text())
def test_escaping_only_adds_backslashes(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", escaped(text), flags=re.DOTALL) == text


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('page: "全文与原文：{url}"\n', "", "page"),
        ("{url}", "{address}", "page"),
        ("joiner:", "joint:", "joiner"),
        ("；", "；{x}", "joiner"),
    ],
)
def test_wordings_that_do_not_fit_are_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    changed = (ROOT / "prompts" / FILE).read_text("utf-8").replace(old, new)
    (tmp_path / FILE).write_text(changed, "utf-8")
    with pytest.raises(MalformedKnowledge, match=problem):
        read_words(tmp_path / FILE)
