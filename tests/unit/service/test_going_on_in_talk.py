"""After a verdict people go on in few words: how much, with which papers, no, it was less, forget that."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from assistant.answering.language import Language
from assistant.domain import AnswerStatus, Outcome
from tests.fakes.eligibility import KNOWLEDGE, files_of
from tests.fakes.interview import language
from tests.fakes.owner import Owner, asked, known, owner_over, told
from tests.unit.eligibility.cold_store import RULE, changed, cold_store

FACTS = """
place: {name: 厂在哪里, type: place, ask: 厂在哪里？}
industry:
  name: 行业
  type: choice
  ask: 做什么？
  options: {garment: 做服装, trade: 贸易}
  read: {options: {garment: [做衣服|做服装], trade: [做贸易]}}
equipment: {name: 设备金额, type: money, ask: 设备多少钱？, read: {words: [设备]}}
completed: {name: 完工时间, type: day, ask: 什么时候完工？, read: {words: [完工]}}
funded: {name: 拿过资金, type: yes_no, ask: 拿过别的资金吗？, read: {'yes': [拿过国债], 'no': [没拿过国债]}}
certified: {name: 有称号, type: yes_no, ask: 有没有称号？}
years: {name: 年限, type: years, ask: 做了几年？}
loan: {name: 贷款本金, type: money, ask: 贷了多少？, read: {words: [贷款]}}
"""
FIT = {"industry": "garment", "completed": "2025年6月", "years": "5年", "funded": "否"}


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Language:
    return language(tmp_path_factory.mktemp("jieba"))


@pytest.fixture
def owner(spoken: Language, tmp_path: Path) -> Owner:
    shutil.copy(KNOWLEDGE / "eligibility_asked.yaml", tmp_path)
    steps = ("    materials:", "    steps: [申请冷库补助要守法。]\n    materials:")
    return owner_over(files_of(tmp_path, FACTS, cold_store=changed(steps, text=RULE)), spoken, cold_store())


@pytest.fixture
def fit(owner: Owner) -> Owner:
    """Somebody of whom everything is known."""
    owner.says("我在清远，够冷库设备补助的条件吗？", equipment="500万元", **FIT)
    return owner


@pytest.mark.parametrize(
    "question", ["那我能拿多少", "能拿多少", "可以攞几多", "多少钱", "那能补几多？", "最多能补多少钱啊"]
)
def test_who_asks_how_much_is_told_the_sum_and_how_it_is_reckoned(fit: Owner, question: str) -> None:
    answer = fit.says(question)
    assert "补助估算：设备金额500万元 × 不超过30%，每家企业最高500万元，即最高150万元" in answer.text
    assert answer.citations


def test_the_sum_is_told_in_traditional_as_well(owner: Owner) -> None:
    owner.says("我哋喺清遠，夠冷庫設備補助的條件嗎？", equipment="500万元", **FIT)
    assert "設備金額500萬元 × 不超過30%" in owner.says("我哋可以攞幾多錢").text


def test_a_sum_that_wants_a_fact_names_it_and_asks_for_it(owner: Owner) -> None:
    owner.says("我在清远，够冷库设备补助的条件吗？", **FIT)
    answer = owner.says("那能补几多")
    assert "要算出来，还要知道：设备金额。" in answer.text
    assert asked(answer) == "equipment"


@pytest.mark.parametrize("question", ["那还能拿吗", "我符合吗", "行不行", "仲有冇得报？", "够条件吗"])
def test_who_asks_whether_it_can_be_had_is_told_how_it_stands(fit: Owner, question: str) -> None:
    assert "冷库设备补助：您说到的条件都符合。" in fit.says(question).text


@pytest.mark.parametrize("question", ["要交什么材料", "要咩材料", "需要准备哪些资料呢"])
def test_papers_are_those_of_the_programme_that_was_judged(fit: Owner, question: str) -> None:
    answer = fit.says(question)
    assert "申请冷库补助要交设备发票。" in answer.text
    assert {each.document_id for each in answer.citations} == {"cold"}
    assert told(answer) == ["cold-store"]


@pytest.mark.parametrize("question", ["要交什么材料", "怎么申请", "截止了没"])
def test_of_a_closed_round_who_asks_for_papers_or_days_is_not_told_all_conditions_again(
    fit: Owner, question: str
) -> None:
    closed = date(2026, 8, 1)
    text = fit.says(question, closed).text
    assert "冷库设备补助：" in text
    assert "按那一轮的条件" not in text
    assert "按那一轮的条件" in fit.says("那我能拿多少", closed).text


def test_what_somebody_will_not_say_is_passed_over_and_not_noted(owner: Owner) -> None:
    owner.says("我在清远，够冷库设备补助的条件吗？")
    text = owner.says("不清楚，跳过").text
    assert "这一项先不说" in text
    assert "记下了" not in text


def test_the_way_is_told_in_the_words_of_the_rule(fit: Owner) -> None:
    assert "申请冷库补助要守法。" in fit.says("怎么申请").text


def test_when_the_round_ends_is_told_with_the_sentence_that_dates_it(fit: Owner) -> None:
    assert "2026年度冷库补助从2026年4月1日申报到2026年6月30日。" in fit.says("截止了没").text


def test_a_question_that_names_something_else_is_put_to_the_documents(fit: Owner) -> None:
    answer = fit.says("空调能补多少")
    assert "补助估算" not in answer.text
    assert known(answer)["equipment"] == "500万元"


def test_thanks_in_between_leave_the_verdict_standing(fit: Owner) -> None:
    fit.says("谢谢")
    assert "即最高150万元" in fit.says("那我能拿多少").text


def test_after_another_rule_was_told_of_a_short_question_is_about_that(fit: Owner) -> None:
    fit.says("冷库补助只给谁？")
    assert "补助估算" not in fit.says("怎么申请").text


def test_without_a_verdict_a_short_question_is_put_to_the_documents(owner: Owner) -> None:
    owner.says("冷库补助每家企业最高多少？")
    assert "对照" not in owner.says("要交什么材料").text


@pytest.mark.parametrize("correction", ["不是500万，是300万", "记错了，是300万", "其实是300万", "唔系500万，系300万"])
def test_an_amount_that_is_put_right_takes_the_place_of_the_old_one(fit: Owner, correction: str) -> None:
    answer = fit.says(correction)
    assert known(answer)["equipment"] == "300万元"
    assert "设备金额改为：300万元（原来：500万元）。" in answer.text
    assert "“设备金额”这一条不符合" in answer.text


def test_what_was_denied_tells_which_of_two_amounts_is_meant(fit: Owner) -> None:
    fit.says("贷款200万")
    answer = fit.says("不是500万，是450万")
    assert (known(answer)["equipment"], known(answer)["loan"]) == ("450万元", "200万元")


def test_without_a_denial_the_last_amount_is_meant(fit: Owner) -> None:
    fit.says("贷款200万")
    answer = fit.says("说错了，是260万")
    assert (known(answer)["equipment"], known(answer)["loan"]) == ("500万元", "260万元")


def test_a_correction_of_what_was_never_told_asks_what_it_is_of(fit: Owner) -> None:
    answer = fit.says("不是800万，是600万")
    assert known(answer)["equipment"] == "500万元"
    assert answer.status is AnswerStatus.CLARIFICATION_NEEDED


def test_what_hesitates_while_another_amount_is_asked_for_is_not_guessed(owner: Owner) -> None:
    owner.says("我在清远，够冷库设备补助的条件吗？贷款200万", **FIT)
    answer = owner.says("其实是600万")
    assert "equipment" not in known(answer)
    assert known(answer)["loan"] == "200万元"


def test_a_figure_that_is_only_denied_counts_no_longer(fit: Owner) -> None:
    answer = fit.says("不是500万")
    assert "equipment" not in known(answer)
    assert asked(answer) == "equipment"


def test_facts_told_one_by_one_lead_to_a_verdict_without_a_question(owner: Owner) -> None:
    owner.says("我厂在清远，做衣服")
    answer = owner.says("设备500万")
    assert told(answer) == ["cold-store"]
    owner.says("2025年6月完工", years="5年")
    answer = owner.says("没拿过国债")
    assert answer.judged is not None
    assert answer.judged.verdicts[0].outcome is Outcome.LIKELY
    assert "即最高150万元" in answer.text


def test_what_shuts_out_is_judged_anew_when_it_is_told_unasked(fit: Owner) -> None:
    answer = fit.says("拿过国债")
    assert "“拿过别的资金”这一条不符合" in answer.text


@pytest.mark.parametrize("wish", ["把设备金额删掉", "忘掉我们的设备", "把500万元删了", "别记设备金额"])
def test_a_fact_is_forgotten_when_somebody_says_so(fit: Owner, wish: str) -> None:
    answer = fit.says(wish)
    assert "equipment" not in known(answer)
    assert "设备金额：已经不记了。" in answer.text


@pytest.mark.parametrize("wish", ["重新来", "重新开始", "从头来过", "全部清空", "把我说的都删掉"])
def test_a_talk_begins_anew_when_somebody_says_so(fit: Owner, wish: str) -> None:
    assert "从头说起" in fit.says(wish).text
    answer = fit.says("够冷库设备补助的条件吗？我在东莞")
    assert known(answer) == {"place": "东莞"}


def test_a_place_that_changes_is_said_to_change(fit: Owner) -> None:
    answer = fit.says("深圳那边的厂行不行")
    assert "厂在哪里改为：深圳（原来：清远）。" in answer.text
    assert known(answer)["place"] == "深圳"


def test_of_two_plants_none_is_taken_and_it_is_asked_which(owner: Owner) -> None:
    answer = owner.says("我有两个厂，一个在东莞一个在开平")
    assert known(answer) == {}
    assert "您说到了东莞、开平几个地方。" in answer.text
    assert asked(answer) == "place"
    assert known(owner.says("开平")) == {"place": "开平"}


def test_a_question_about_two_plants_is_answered_and_it_is_asked_which(owner: Owner) -> None:
    answer = owner.says("我们在东莞和清远都有厂，冷库补助每家企业最高多少？")
    assert "500万元" in answer.text
    assert any("东莞、清远" in each for each in answer.notices)
    assert known(answer) == {}


def test_no_verdicts_stand_below_the_refusal_of_something_else(owner: Owner) -> None:
    answer = owner.says("空调有没有补贴")
    assert answer.status is AnswerStatus.NO_EVIDENCE
    assert answer.judged is None


def test_who_skips_something_is_not_asked_again_after_telling_more(owner: Owner) -> None:
    first = owner.says("我在清远，够冷库设备补助的条件吗？")
    owner.says("跳过")
    skipped = asked(first)
    answer = owner.says("设备500万")
    assert answer.judged is not None
    assert skipped not in [each.id for each in answer.judged.missing]


def test_who_tells_an_identity_number_is_still_asked_to_leave_it_out(owner: Owner) -> None:
    answer = owner.says("我身份证11010519491231002X，帮我查下冷库能补多少")
    assert answer.status is AnswerStatus.REFUSED_UNSAFE
    assert "11010519491231002X" not in repr(answer)


def test_numbers_by_which_a_person_can_be_found_are_neither_kept_nor_read(owner: Owner) -> None:
    answer = owner.says("冷库能补多少？我的电话 13800138000，邮箱 li@example.com")
    assert answer.question == "冷库能补多少？我的电话 〔电话〕，邮箱 〔邮箱〕"
    assert "13800138000" not in repr(answer)
