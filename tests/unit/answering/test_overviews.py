"""Who states a need is told what each rule grants that serves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.phrasing_files import Asking, Overview, Phrasing, read_asking
from assistant.domain import AnswerStatus
from assistant.language.entry import Entry
from tests.fakes.interview import Interview
from tests.fakes.rules import day, rule

DAY = date(2026, 6, 1)
NEED = Overview(
    "建冷库能得到什么支持",
    (
        "我想建个冷库，有什么钱可以拿",
        "起一间冷库政府帮不帮",
        "冷库要扩，能申请什么",
        "老冷库翻新有没有扶持",
        "水产加工厂想上冷库，哪些政策用得上",
    ),
    ("award", "loan", "city", "old", "next", "more", "last"),
)
OTHER = Overview("渔船能得到什么支持", ("渔船换新有什么政策", "旧船报废能拿什么"), ("ships", "award"))
AWARD = rule(
    "award",
    "冷库奖补办法",
    "- 冷库奖补由省厅负责。[^news]",
    "- 冷库奖补不超过设备金额的20%。[^news]",
    "二、谁能申请",
    "- 申请冷库奖补的设备金额不低于400万元。[^news]",
)
LOAN = rule("loan", "冷库贴息办法", "- 冷库贷款贴息每年最高200万元。[^news]")
CITY = rule("city", "莞冷库办法", "- 东莞冷库补助不超过10%。[^news]", region="东莞市")
OLD = rule(
    "old",
    "冷库旧办法",
    "- 冷库奖补最高5000万元。[^news]",
    repealed_on=day("2024-01-01"),
    superseded_by="award",
)
NEXT = rule("next", "冷库下期办法", "- 冷库奖补最高900万元。[^news]", effective_on=day("2027-01-01"))
MORE = rule("more", "冷库保险办法", "- 冷库保险补贴不超过保费的50%。[^news]")
LAST = rule("last", "冷库租赁办法", "- 冷库租赁补贴最高60万元。[^news]")
ALL = (AWARD, LOAN, CITY, OLD, NEXT, MORE, LAST)


@pytest.fixture(scope="module")
def over_rules(spoken):
    """An Interview over these rules, in which the needs are known."""

    def build(*rules, overviews=(NEED, OTHER), phrasings=()):
        return Interview(replace(spoken, asking=Asking(phrasings, overviews=overviews)), rules)

    return build


def cited(told):
    return [clause_id.split(":")[0] for clause_id in told.clauses]


@pytest.mark.parametrize(
    "asked", ["我想建个冷库，有什么钱可以拿？", "想起冷库，政府有什么扶持", "我想建個凍庫，老冷库翻新有冇扶持"]
)
def test_each_rule_that_serves_the_need_is_told_in_the_order_of_its_use(over_rules, asked):
    told = over_rules(AWARD, LOAN).ask(asked, DAY)
    assert told.status is AnswerStatus.ANSWERED
    assert cited(told) == ["award", "loan"]
    assert told.withheld == []


def test_of_each_rule_the_statement_with_what_it_grants_is_told(over_rules):
    told = over_rules(AWARD, LOAN).ask("我想建个冷库，有什么钱可以拿？", DAY)
    assert told.said[:2] == [
        "《冷库奖补办法》（要点）：冷库奖补不超过设备金额的20%。",
        "《冷库贴息办法》（要点）：冷库贷款贴息每年最高200万元。",
    ]


def test_who_tells_what_he_spends_is_also_told_from_which_sum_on(over_rules):
    told = over_rules(AWARD, LOAN).ask("我想建个冷库，花500万元，有什么钱可以拿？", DAY)
    assert "不低于400万元" in told.text


def test_rules_that_do_not_hold_and_those_of_elsewhere_are_not_told(over_rules):
    held = over_rules(AWARD, LOAN, CITY, OLD, NEXT)
    assert cited(held.ask("我在佛山想建个冷库，有什么钱可以拿？", DAY)) == ["award", "loan"]


def test_the_rule_of_the_city_is_told_to_who_is_there(over_rules):
    told = over_rules(AWARD, LOAN, CITY).ask("我在虎门想建个冷库，有什么钱可以拿？", DAY)
    assert cited(told) == ["award", "loan", "city"]


def test_on_another_day_other_rules_serve(over_rules):
    held = over_rules(AWARD, LOAN, OLD, NEXT)
    assert "next" in cited(held.ask("我想建个冷库，有什么钱可以拿？", date(2027, 6, 1)))
    assert "old" in cited(held.ask("我想建个冷库，有什么钱可以拿？", date(2023, 6, 1)))


def test_at_most_four_rules_are_told(over_rules):
    told = over_rules(*ALL).ask("我在虎门想建个冷库，有什么钱可以拿？", DAY)
    assert cited(told) == ["award", "loan", "city", "more"]


def test_a_need_that_a_single_rule_serves_is_answered_like_any_question(over_rules):
    told = over_rules(AWARD).ask("我想建个冷库，有什么钱可以拿？", DAY)
    assert set(cited(told)) <= {"award"}
    assert over_rules(AWARD, OLD).ask("我想建个冷库，有什么钱可以拿？", DAY).clauses == told.clauses


def test_who_names_a_rule_is_answered_from_it_alone(over_rules):
    told = over_rules(AWARD, LOAN).ask("想建冷库，冷库贴息办法每年最高多少万元？", DAY)
    assert cited(told) == ["loan"]


def test_a_question_about_something_else_is_no_need(over_rules):
    told = over_rules(AWARD, LOAN).ask("冷库贷款贴息每年最高多少？", DAY)
    assert cited(told) == ["loan"]


def test_a_question_that_is_nearer_to_a_statement_than_to_a_need_asks_for_the_statement(over_rules, tmp_path):
    (tmp_path / "line.yaml").write_text("冷库贷款贴息每年最高200万元", encoding="utf-8")
    entry = Entry.of_file(tmp_path / "line.yaml")
    asked = "老冷库翻新借钱的利息政府帮不帮还"
    line = Phrasing("loan", "冷库贷款贴息每年最高200万元", (asked,), entry)
    assert cited(over_rules(AWARD, LOAN, phrasings=(line,)).ask(asked, DAY)) == ["loan"]


def test_who_asks_for_a_telephone_number_is_told_no_sums(over_rules):
    told = over_rules(AWARD, LOAN).ask("我想建个冷库，联系电话是多少", DAY)
    assert told.status is AnswerStatus.NO_EVIDENCE
    assert "联系电话" in told.text


def test_a_rule_that_leaves_out_the_place_is_not_told_there(over_rules):
    apart = rule("award", "冷库奖补办法", "- 冷库奖补不超过20%。[^news]", region="广东省（不含深圳市）")
    told = over_rules(apart, LOAN, MORE).ask("我在深圳想建个冷库，有什么钱可以拿？", DAY)
    assert "award" not in cited(told)


def test_of_two_needs_the_one_that_is_asked_for_is_told(over_rules):
    ships = rule("ships", "渔船办法", "- 渔船更新补助不超过30%。[^news]")
    held = over_rules(AWARD, LOAN, ships)
    assert cited(held.ask("渔船换新有什么政策？", DAY)) == ["ships", "award"]
    assert cited(held.ask("老冷库翻新有没有扶持？", DAY)) == ["award", "loan"]


def test_a_need_whose_rules_are_not_there_is_none(over_rules):
    elsewhere = replace(NEED, shows=("nowhere", "neither"))
    told = over_rules(AWARD, LOAN, overviews=(elsewhere,)).ask("冷库贷款贴息每年最高多少？", DAY)
    assert cited(told) == ["loan"]


FILE = """- topic: 建冷库能得到什么支持
  asked: [起冷库有什么钱]
  shows: [award, loan]
"""


def _read(tmp_path, text):
    (tmp_path / "overviews").mkdir()
    (tmp_path / "overviews" / "needs.yaml").write_text(text, encoding="utf-8")
    return read_asking([tmp_path])


def test_needs_are_read_from_their_files(tmp_path):
    asking, problems = _read(tmp_path, FILE)
    assert problems == ()
    assert asking.overviews == (Overview("建冷库能得到什么支持", ("起冷库有什么钱",), ("award", "loan")),)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "problem"),
    [
        ("shows: [award, loan]", "rules: [award]", 1, "缺少 shows"),
        ("shows: [award, loan]", "shows: award", 3, "这里应是列表"),
        ("asked: [起冷库有什么钱]", "asked: [[起冷库]]", 2, "这里应是一个词或一句话"),
        ("topic: 建冷库能得到什么支持", 'topic: " "', 1, "这里是空的"),
    ],
)
def test_a_mistake_in_the_file_of_needs_is_named_with_its_line(tmp_path, right, wrong, line, problem):
    asking, (found,) = _read(tmp_path, FILE.replace(right, wrong))
    assert asking.overviews == ()
    assert (found.path.name, found.line) == ("needs.yaml", line)
    assert problem in found.problem


BOUGHT = replace(NEED, acts=("买", "装"), things=("制冷机", "冷风机", "机"))


@pytest.mark.parametrize(
    "asked",
    [
        "我在湛江做海鲜，买了800万制冷机和两台冷风机，能补多少",
        "上个月刚装了冷风机，花咗三百万，能拿几成",
        "打算买几台制冷机，大概500万，政府有没有补贴",
        "刚买了制冷机，钱是自己出的，能申请什么",
        "买了300万的新机，省里还有没有钱补",
        "买了台变频空压机有钱拿吗",
        "买了520万的制冷机，哪个够得上",
    ],
)
def test_who_tells_what_they_bought_and_asks_what_they_get_has_the_need(over_rules, asked):
    told = over_rules(AWARD, LOAN, overviews=(OTHER, BOUGHT)).ask(asked, DAY)
    assert cited(told)[0] == "award"
    assert "loan" in cited(told)


@pytest.mark.parametrize(
    "asked",
    [
        "买了制冷机，工人不会用怎么办",
        "买了条渔船能补多少",
        "制冷机的声音很大，能拿它怎样",
        "买了制冷机，冷库奖补办法不超过多少",
        "买了商业保险，机构有钱补吗",
        "给工人买了手机，能拿几成",
    ],
)
def test_who_only_tells_or_names_a_rule_or_bought_something_else_does_not(over_rules, asked):
    told = over_rules(AWARD, LOAN, overviews=(OTHER, BOUGHT)).ask(asked, DAY)
    assert set(cited(told)) != {"award", "loan"}


def test_a_garment_that_is_made_is_nothing_that_is_installed(over_rules):
    told = over_rules(AWARD, LOAN, overviews=(OTHER, BOUGHT)).ask("做女装的，厂里有制冷机，能拿几成", DAY)
    assert set(cited(told)) != {"award", "loan"}


def test_who_tells_what_they_bought_and_asks_for_one_statement_is_told_that(over_rules, tmp_path):
    (tmp_path / "line.yaml").write_text("贴息", encoding="utf-8")
    asked = ("冷库贷款贴息一年最多多少", "贴息每年顶格几多", "借钱建冷库利息最高补多少")
    line = Phrasing("loan", "冷库贷款贴息每年最高200万元", asked, Entry.of_file(tmp_path / "line.yaml"))
    told = over_rules(AWARD, LOAN, overviews=(OTHER, BOUGHT), phrasings=(line,)).ask(
        "买了制冷机，贴息每年顶格几多", DAY
    )
    assert cited(told) == ["loan"]


def test_what_is_told_is_read_from_its_file(tmp_path):
    told = "  told:\n    acts: [买, 装]\n    things: [制冷机]\n"
    asking, problems = _read(tmp_path, FILE.rstrip("\n") + "\n" + told)
    assert problems == ()
    assert (asking.overviews[0].acts, asking.overviews[0].things) == (("买", "装"), ("制冷机",))


def test_who_asks_for_the_good_of_it_is_not_told_what_a_rule_wants_nor_when_it_was_made(over_rules):
    wants = rule("award", "冷库认定办法", "二、谁能申请", "- 申请冷库认定要在2023年以前开业。[^news]")
    told = over_rules(wants, LOAN, MORE).ask("我想建个冷库，有什么好处？", DAY)
    assert "2023年" not in told.text
    assert "200万元" in told.text


def test_without_a_place_a_citys_rule_is_told_where_it_alone_grants_what_is_named(over_rules):
    city = rule("city", "莞冷库办法", "- 东莞冷库设有搬迁补贴。[^news]", region="东莞市")
    asked = ("老冷库翻新搬迁有没有扶持？", "老冷库翻新有没有扶持？")
    alone, common = (over_rules(AWARD, LOAN, city).ask(text, DAY) for text in asked)
    assert "东莞冷库设有搬迁补贴" in alone.text
    assert "东莞" not in common.text
