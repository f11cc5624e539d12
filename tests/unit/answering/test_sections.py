"""A broad question about one rule is answered with the section of its digest that is about that."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.domain import AnswerStatus
from tests.fakes.interview import Interview
from tests.fakes.rules import rule

DAY = date(2026, 6, 1)
COLD = rule(
    "cold",
    "冷库奖补办法",
    "- 冷库奖补不超过设备金额的20%。[^news]",
    "- 冷库奖补每个项目最高300万元。[^news]",
    "二、谁能申请",
    "- 申请的应是在本省注册的水产企业。[^news]",
    "- 冷库的容积不小于1000立方米。[^news]",
    "- 新设备金额不低于400万元。[^news]",
    "三、什么时候申报",
    "- 2026年度的申报从2026年7月22日开始。[^news]",
    "- 申报由县里汇总。[^news]",
    "- 2026年度的申报到2026年8月15日截止。[^news]",
    "四、怎么申请、找谁",
    "- 企业在平台上填报，并向当地渔业部门交纸质材料。[^news]",
    "- 申请不收费。[^news]",
)
SHIPS = rule(
    "ships", "渔船更新办法", "- 渔船更新补助不超过30%。[^news]", "二、谁能申请", "- 渔船的船龄不低于20年。[^news]"
)
CONDITIONS = ["cold:2", "cold:2.i1", "cold:2.i2", "cold:2.i3"]


@pytest.fixture(scope="module")
def rules(spoken):
    return Interview(spoken, (COLD, SHIPS))


@pytest.mark.parametrize(
    "asked",
    [
        "冷库奖补办法的条件是什么？",
        "冷库奖补办法谁能申请？",
        "冷库奖补办法的申报条件",
        "《冷库奖补办法》要满足什么条件",
    ],
)
def test_who_may_apply_is_told_with_the_whole_section(rules, asked):
    told = rules.ask(asked, DAY)
    assert told.status is AnswerStatus.ANSWERED
    assert told.clauses == CONDITIONS
    assert told.said[:2] == ["《冷库奖补办法》「二、谁能申请」：", "申请的应是在本省注册的水产企业。"]
    assert told.withheld == []


@pytest.mark.parametrize("asked", ["冷库奖补办法怎么申请？", "冷库奖补办法要交什么材料？", "冷库奖补办法的申请流程"])
def test_how_to_apply_is_told_with_its_section_where_no_single_statement_answers(rules, asked):
    told = rules.ask(asked, DAY)
    assert told.status is AnswerStatus.ANSWERED
    assert {"cold:4.i1"} <= set(told.clauses) <= {"cold:4", "cold:4.i1", "cold:4.i2"}


def test_of_a_section_only_what_holds_the_value_asked_for_is_told(rules):
    told = rules.ask("冷库奖补办法什么时候截止？", DAY)
    assert "cold:3.i3" in told.clauses
    assert "cold:3.i2" not in told.clauses
    assert "最高300万元" in rules.ask("冷库奖补办法补多少？", DAY).text


def test_what_is_paid_to_who_was_chosen_is_not_told_by_who_may_apply(rules):
    told = rules.ask("渔船更新办法评上奖多少钱？", DAY)
    assert "ships:2.i1" not in told.clauses


def test_who_asks_for_a_telephone_number_is_not_told_how_to_apply(rules):
    told = rules.ask("冷库奖补办法的联系电话是多少", DAY)
    assert told.status is AnswerStatus.NO_EVIDENCE
    assert "cold:4" not in told.clauses


def test_each_rule_is_told_from_its_own_section(rules):
    told = rules.ask("渔船更新办法的条件是什么？", DAY)
    assert {clause_id.split(":")[0] for clause_id in told.clauses} == {"ships"}
    assert "船龄不低于20年" in told.text


@pytest.mark.parametrize("asked", ["渔船更新办法怎么申请？", "渔船更新办法什么时候截止？"])
def test_a_rule_without_such_a_section_does_not_borrow_that_of_another(rules, asked):
    told = rules.ask(asked, DAY)
    assert told.status is AnswerStatus.NO_EVIDENCE
    assert "《渔船更新办法》没有写明" in told.said[0]
    assert {clause_id.split(":")[0] for clause_id in told.clauses} <= {"ships"}


def test_a_question_that_names_no_rule_is_told_no_section(rules):
    assert not set(CONDITIONS[:1]) & set(rules.ask("冷库的容积不小于多少？", DAY).clauses)


def test_a_question_that_names_something_of_the_section_is_told_that_alone(rules):
    told = rules.ask("冷库奖补办法要求冷库的容积多大？", DAY)
    assert told.clauses == ["cold:2.i2"]


def test_a_row_of_a_table_is_no_statement_of_a_section(spoken):
    table = "| 方式 | 门槛 |\n| --- | --- |\n| 奖补 | 400万元[^news] |"
    held = rule("cold", "冷库奖补办法", "- 冷库给奖补。[^news]", "二、谁能申请", "- 应是水产企业。[^news]", table)
    told = Interview(spoken, (held,)).ask("冷库奖补办法谁能申请？", DAY)
    assert "应是水产企业。" in told.said
    assert not any(quote.startswith("|") for quote in told.quotes)


def test_of_a_long_section_the_first_statements_are_told(spoken):
    many = [f"- 第{number}类水产企业应有登记证明。[^news]" for number in "一二三四五六七八九十"]
    held = rule("cold", "冷库奖补办法", "- 冷库给奖补。[^news]", "二、谁能申请", *many)
    told = Interview(spoken, (held,)).ask("冷库奖补办法谁能申请？", DAY)
    assert [clause_id for clause_id in told.clauses if ".i" in clause_id] == [f"cold:2.i{n}" for n in range(1, 9)]


def test_a_plan_is_not_told_by_sections(over):
    plan = over("# 冷库方案\n\n一、谁能申请\n\n支持水产企业。\n\n支持合作社。\n", short_title="冷库方案")
    assert "「一、谁能申请」" not in plan.ask("冷库方案的申报条件是什么？").text


def test_an_address_on_the_web_tells_the_website_and_no_telephone_number(spoken):
    site = rule(
        "site",
        "冷库网报办法",
        "- 冷库网报每家50万元。[^news]",
        "二、怎么申请",
        "- 冷库网报在数字平台（kj.example.gov.cn/lk）填报。[^news]",
    )
    interview = Interview(spoken, (site, SHIPS))
    assert "kj.example.gov.cn" in interview.ask("冷库网报办法在哪个网址填报？", DAY).said[0]
    assert interview.ask("冷库网报办法联系电话多少？", DAY).status is AnswerStatus.NO_EVIDENCE
