"""Of a rule it is said whether it still holds, who replaced it, and whether its round is open."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.domain import AnswerStatus, ReviewedStatus, Role, Validity, Window, WindowState
from tests.fakes.interview import Interview
from tests.fakes.rules import day, rule

DAY = date(2026, 8, 1)
ASKED = "冷库奖补每个项目最高多少钱？"
GRANTED = "- 冷库奖补每个项目最高1500万元。[^news]"
ROUNDS = (
    Window("2026年度", None, day("2025-10-17")),
    Window("2027年度", day("2026-07-22"), day("2026-08-15")),
)
CLOSED = "- 2026年度的冷库申报到2025年10月17日截止。[^news]"
OPEN = "- 2027年度的冷库申报从2026年7月22日开始，2026年8月15日截止。[^news]"
WITH_ROUNDS = rule(
    "rule", "冷库办法", GRANTED, "二、什么时候申报", CLOSED, OPEN, windows=ROUNDS, doc_number="某工信〔2024〕7号"
)


@pytest.fixture
def ask(spoken):
    """Asks over these rules."""

    def ask(*rules, asked=ASKED, as_of=DAY):
        return Interview(spoken, rules).ask(asked, as_of)

    return ask


def line_with(told, words):
    found = [said for said in told.said if words in said]
    assert len(found) == 1
    return found[0]


def superseded(**successor):
    old = rule("old", "冷库旧办法", GRANTED, repealed_on=day("2025-01-01"), superseded_by="rule")
    return old, rule("rule", "冷库办法", "- 冷库申请不收费。[^news]", supersedes=("old",), **successor)


def test_a_superseded_rule_names_its_successor_with_its_number_before_it_is_quoted(ask):
    told = ask(*superseded(doc_number="某工信〔2024〕7号"), asked="冷库旧办法的冷库奖补每个项目最高多少钱？")
    assert told.said[0] == (
        "提示：截至 2026-08-01，《冷库旧办法》已被《冷库办法》（某工信〔2024〕7号）取代，以下内容仅供了解。"
    )
    assert "1500万元" in told.said[1]
    assert [sentence.role for sentence in told.turn.sentences[:2]] == [Role.WARNING, Role.ANSWER]
    assert told.withheld == []


def test_what_is_said_of_rounds_and_of_a_digest_is_a_remark_beside_the_answer(ask):
    told = ask(WITH_ROUNDS).turn.sentences
    answers = [sentence.text for sentence in told if sentence.role is Role.ANSWER]
    remarks = [sentence.text for sentence in told if sentence.role is Role.REMARK]
    assert len(answers) == 1
    assert "1500万元" in answers[0]
    assert "2027年度的申报还没有截止" in remarks[0]
    assert "请以官方原文" in remarks[-1]


def test_a_successor_without_a_number_is_named_by_its_title(ask):
    told = ask(*superseded(), asked="冷库旧办法的冷库奖补每个项目最高多少钱？")
    assert "已被《冷库办法》取代" in told.said[0]


def test_a_successor_that_is_not_there_is_called_a_new_rule(ask):
    told = ask(superseded()[0])
    assert "《冷库旧办法》已被新的规定取代" in told.said[0]


def test_the_citations_of_a_superseded_rule_name_its_successor(ask):
    told = ask(*superseded(), asked="冷库旧办法的冷库奖补每个项目最高多少钱？")
    (citation,) = {each for each in told.turn.citations if each.document_id == "old"}
    assert (citation.validity, citation.superseded_by) == (Validity.SUPERSEDED, "rule")


def test_before_it_was_replaced_nothing_of_a_successor_is_said(ask):
    told = ask(*superseded(), asked="冷库旧办法的冷库奖补每个项目最高多少钱？", as_of=date(2024, 6, 1))
    assert "取代" not in told.text
    assert {citation.superseded_by for citation in told.turn.citations} == {None}


def test_asked_whether_it_is_valid_a_superseded_rule_names_its_successor(ask):
    told = ask(*superseded(doc_number="某工信〔2024〕7号"), asked="冷库旧办法还有效吗？")
    assert told.said[0] == ("截至 2026-08-01，《冷库旧办法》已被《冷库办法》（某工信〔2024〕7号）取代，不能再按它办。")


def test_an_open_round_is_told_after_the_quote_with_the_statement_that_dates_it(ask):
    told = ask(WITH_ROUNDS)
    assert told.said[1] == (
        "《冷库办法》2027年度的申报还没有截止：2027年度的冷库申报从2026年7月22日开始，2026年8月15日截止。"
    )
    assert told.withheld == []


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (date(2026, 1, 1), "《冷库办法》2026年度的申报已经截止：2026年度的冷库申报到2025年10月17日截止。"),
        (
            date(2026, 7, 1),
            "《冷库办法》2027年度的申报还没有开始：2027年度的冷库申报从2026年7月22日开始，2026年8月15日截止。",
        ),
        (
            date(2026, 12, 1),
            "《冷库办法》2027年度的申报已经截止：2027年度的冷库申报从2026年7月22日开始，2026年8月15日截止。",
        ),
    ],
)
def test_a_round_is_told_as_it_stands_on_the_day(ask, as_of, said):
    assert said in ask(WITH_ROUNDS, as_of=as_of).said


def test_a_round_whose_statement_is_quoted_already_is_not_quoted_again(ask):
    only = rule("rule", "冷库办法", GRANTED, OPEN, windows=ROUNDS[1:])
    told = ask(only, asked="冷库2027年度的申报到什么时候？")
    assert sum("2026年8月15日" in said for said in told.said) == 1
    assert "《冷库办法》2027年度的申报还没有截止。" in told.said


def test_a_round_of_which_no_statement_gives_a_day_is_not_told(ask):
    undated = rule("rule", "冷库办法", GRANTED, windows=(Window("2025年度", None, None),))
    assert "2025年度" not in ask(undated).text


def test_a_round_without_a_closing_day_is_told_so(ask):
    begun = rule(
        "rule",
        "冷库办法",
        GRANTED,
        "- 2026年度的冷库申报从2026年3月1日开始。[^news]",
        windows=(Window("2026年度", day("2026-03-01"), None),),
    )
    assert line_with(ask(begun), "截止日没有查到").startswith("《冷库办法》2026年度的截止日没有查到：")


def test_the_citations_tell_of_the_round_of_the_day(ask):
    (citation, *_) = ask(WITH_ROUNDS).turn.citations
    assert (citation.window.name, citation.window_state) == ("2027年度", WindowState.OPEN)
    assert citation.ends_on == date(2026, 8, 15)


def test_asked_whether_one_can_still_apply_the_round_is_the_answer(ask):
    told = ask(WITH_ROUNDS, asked="冷库办法现在还能申请吗？")
    assert told.status is AnswerStatus.ANSWERED
    assert any("2027年度的申报还没有截止" in said for said in told.said)
    late = ask(WITH_ROUNDS, asked="冷库办法现在还能申请吗？", as_of=date(2026, 12, 1))
    assert any("2027年度的申报已经截止" in said for said in late.said)


ENDING = rule(
    "rule",
    "冷库办法",
    GRANTED,
    "- 冷库办法有效期到2026年9月30日。[^news]",
    expires_on=day("2026-09-30"),
    validity_basis=("有效期到2026年9月30日",),
)


@pytest.mark.parametrize(
    ("as_of", "soon"), [(date(2026, 7, 31), False), (date(2026, 8, 1), True), (date(2026, 9, 30), True)]
)
def test_a_rule_that_ends_soon_is_told_with_the_statement_of_its_end(ask, as_of, soon):
    said = "注意：《冷库办法》快到期了：冷库办法有效期到2026年9月30日。"
    assert (said in ask(ENDING, as_of=as_of).said) is soon


def test_a_rule_that_has_ended_is_told_so_first_and_not_that_it_ends_soon(ask):
    told = ask(ENDING, as_of=date(2026, 10, 1))
    assert told.said[0] == (
        "提示：截至 2026-10-01，《冷库办法》已过期（自定的期限，有效期到2026年9月30日），以下内容仅供了解。"
    )
    assert "快到期" not in told.text
    assert told.withheld == []


def test_a_digest_whose_end_nobody_knows_says_so(ask):
    told = ask(rule("rule", "冷库办法", GRANTED, status=ReviewedStatus.UNKNOWN))
    assert "《冷库办法》的有效期没有查到，用之前请先核实它是否仍然有效。" in told.said
    assert {citation.validity for citation in told.turn.citations} == {Validity.UNKNOWN}


def test_a_digest_that_a_reviewer_found_in_force_needs_no_such_line(ask):
    told = ask(rule("rule", "冷库办法", GRANTED))
    assert "有效期没有查到" not in told.text


def test_a_rule_that_a_reviewer_found_to_be_over_is_told_so_first(ask):
    told = ask(rule("rule", "冷库办法", GRANTED, status=ReviewedStatus.OVER))
    assert told.said[0] == "提示：截至 2026-08-01，《冷库办法》已经结束，以下内容仅供了解。"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (ReviewedStatus.IN_FORCE, "《冷库办法》的有效期没有查到，整理时也没有看到它被废止或取代。"),
        (ReviewedStatus.UNKNOWN, "《冷库办法》的有效期没有查到，现在是否有效不能确定。"),
        (ReviewedStatus.OVER, "截至 2026-08-01，《冷库办法》已经结束。"),
    ],
)
def test_asked_whether_a_digest_is_valid_what_a_reviewer_found_is_the_answer(ask, status, said):
    told = ask(rule("rule", "冷库办法", GRANTED, status=status), asked="冷库办法还有效吗？")
    assert told.said[0] == said
    assert told.withheld == []


def test_asked_whether_a_digest_is_valid_its_whole_statement_of_the_period_is_quoted(ask):
    told = ask(ENDING, asked="冷库办法还有效吗？")
    assert told.said[0] == (
        "截至 2026-08-01，《冷库办法》仍在自定的期限内，依据是它的时间安排：冷库办法有效期到2026年9月30日。"
    )


def test_a_rule_that_does_not_hold_is_not_told_of_as_open(ask):
    repealed = rule("rule", "冷库办法", GRANTED, OPEN, windows=ROUNDS, repealed_on=day("2026-07-25"))
    assert "申报还没有截止" not in ask(repealed).text


def test_what_a_reviewer_found_to_be_over_was_open_until_its_last_round_closed(ask):
    over = rule("rule", "冷库办法", GRANTED, OPEN, windows=ROUNDS, status=ReviewedStatus.OVER)
    assert "申报还没有截止" in ask(over, as_of=date(2026, 8, 15)).text
    assert "申报还没有截止" not in ask(over, as_of=date(2026, 8, 16)).text


BY_WINDOW = rule(
    "rule",
    "冷库贴息",
    "- 冷库贴息按利息的35%计算。[^news]",
    "- 冷库贴息只管2025年5月1日至2027年12月31日发放的贷款。[^news]",
    expires_on=day("2027-12-31"),
    validity_basis=("2025年5月1日至2027年12月31日发放的贷款",),
    windows=(Window("贷款发放期", day("2025-05-01"), day("2027-12-31")),),
)


@pytest.mark.parametrize("asked", ["冷库贴息还有效吗？", "冷库贴息按利息的几成算？冷库贴息还有效吗？"])
def test_a_window_that_is_also_the_period_of_a_rule_is_quoted_once(ask, asked):
    told = ask(BY_WINDOW, asked=asked)
    assert sum("2027年12月31日" in said for said in told.said) == 1
    assert told.said.count("《冷库贴息》贷款发放期的申报还没有截止。") == 1


BY_CITY = rule(
    "rule",
    "冷库办法",
    GRANTED,
    "- 2027年度的冷库申报从2026年7月22日开始，各市在2026年8月10日至15日之间截止。[^news]",
    "- 2027年度的冷库申报，中山2026年8月11日截止，汕尾2026年8月15日截止。[^news]",
    windows=(
        Window("2027年度", day("2026-07-22"), day("2026-08-15"), "", day("2026-08-10"), (("中山", day("2026-08-11")),)),
    ),
)


def test_a_round_that_is_over_in_the_city_asked_about_is_told_as_over(ask):
    told = ask(BY_CITY, asked="中山的冷库奖补每个项目最高多少钱？", as_of=date(2026, 8, 13))
    assert line_with(told, "申报已经截止").endswith("中山2026年8月11日截止，汕尾2026年8月15日截止。")
    open_still = ask(BY_CITY, asked="中山的冷库奖补每个项目最高多少钱？", as_of=date(2026, 8, 11))
    assert "申报还没有截止" in open_still.text


def test_without_a_city_it_is_said_that_cities_close_on_different_days(ask):
    told = ask(BY_CITY, as_of=date(2026, 8, 13))
    assert "各市在2026年8月10日至15日之间截止" in line_with(told, "各市的截止日不同")
    assert "申报还没有截止" not in told.text


def test_the_days_in_which_a_loan_must_fall_are_not_told_as_days_to_apply(ask):
    loans = Window("贷款发放期", day("2025-05-01"), day("2027-12-31"), covers=True)
    paid = "- 冷库奖补只管2025年5月1日至2027年12月31日发放的贷款。[^news]"
    told = ask(rule("rule", "冷库办法", GRANTED, paid, windows=(loans,)))
    assert line_with(told, "贷款发放期").startswith("《冷库办法》的贷款发放期（不是申报的起止日）：")
    assert "申报还没有截止" not in told.text
