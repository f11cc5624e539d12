"""What several rules that are named say is told of each."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.domain import AnswerStatus, Window
from tests.fakes.interview import Interview
from tests.fakes.rules import day, rule

DAY = date(2026, 6, 1)
ROUND = (Window("2026年度", None, day("2026-08-15")),)
COLD = rule(
    "cold",
    "冷库奖补办法",
    "- 冷库奖补不超过设备金额的20%。[^news]",
    "- 冷库奖补每个项目最高300万元。[^news]",
    "二、谁能申请",
    "- 冷库的新设备金额不低于400万元。[^news]",
    "三、什么时候申报",
    "- 2026年度的冷库申报到2026年8月15日截止。[^news]",
    windows=ROUND,
)
SHIPS = rule(
    "ships",
    "渔船更新办法",
    "- 渔船更新补助不超过造价的30%。[^news]",
    "二、谁能申请",
    "- 渔船的船龄不低于20年。[^news]",
    "三、什么时候申报",
    "- 2026年度的渔船申报到2026年4月30日截止。[^news]",
    windows=(Window("2026年度", None, day("2026-04-30")),),
)


@pytest.fixture(scope="module")
def rules(spoken):
    return Interview(spoken, (COLD, SHIPS))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("冷库奖补办法和渔船更新办法，各自补几成？", ("20%", "30%")),
        ("冷库奖补办法跟渔船更新办法有什么区别？", ("20%", "30%")),
        ("冷库奖补办法和渔船更新办法，门槛哪个高？", ("400万元", "20年")),
        ("冷库奖补办法和渔船更新办法，我们哪个够得着？", ("400万元", "20年")),
        ("冷库奖补办法和渔船更新办法，各是几号截止？", ("2026年8月15日", "2026年4月30日")),
        ("冷库奖补那个办法和渔船更新办法，哪个划算？", ("30%",)),
    ],
)
def test_each_rule_that_is_named_is_asked_by_itself(rules, asked, said):
    told = rules.ask(asked, DAY)
    assert told.status is AnswerStatus.ANSWERED
    assert all(figure in told.text for figure in said)
    assert told.withheld == []


def test_a_rule_that_says_nothing_of_who_may_apply_is_not_left_out(spoken):
    bare = rule("bare", "渔港办法", "- 渔港建设补助不超过10%。[^news]")
    told = Interview(spoken, (COLD, bare)).ask("冷库奖补办法和渔港办法有什么要求？", DAY)
    assert {"cold", "bare"} == {clause_id.split(":")[0] for clause_id in told.clauses}


def test_a_rule_that_names_no_such_value_is_told_by_what_it_grants(rules):
    told = rules.ask("冷库奖补办法和渔船更新办法，封顶各是多少？", DAY)
    assert "300万元" in told.text
    assert "30%" in told.text


def test_what_changed_is_told_by_the_rule_that_was_and_the_one_that_is(spoken):
    old = rule("old", "冷库旧规", "- 冷库贴息是1个百分点。[^news]", repealed_on=day("2026-01-01"), superseded_by="new")
    new = rule("new", "冷库新规", "- 冷库贴息是1.5个百分点。[^news]", supersedes=("old",))
    told = Interview(spoken, (old, new)).ask("冷库新规跟以前比变了什么？", DAY)
    assert {"old:1.i1", "new:1.i1"} <= set(told.clauses)


def test_pointing_words_inside_a_name_do_not_hide_it(rules):
    assert rules.read("渔船更新那个办法最高多少").documents == ("ships",)
