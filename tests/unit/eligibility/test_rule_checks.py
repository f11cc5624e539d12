"""What a check does not let pass: unstated figures, names of nothing, situations that come out otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.corpus.catalogue import Catalogue
from assistant.eligibility.opening import check_rules
from tests.fakes.eligibility import PLACES
from tests.fakes.rules import rule
from tests.unit.eligibility.cold_store import (
    FACTS,
    RULE,
    STATEMENTS,
    changed,
    cold_files,
    cold_problems,
    cold_store,
    line_of,
)

SUMS = "at_least: {珠三角: 700万元, 粤东西北: 400万元}"
SHARES = "of: [equipment, {珠三角: 20%, 粤东西北: 30%}]"
SPAN = "within: [2025-01-01, 2025-12-31]"
UNSTATED = "在引文里没有同样的说法"
OWN_WORDS = "是我们自己的话，不能写数字"


def test_a_rule_that_says_what_its_document_says_has_nothing_to_mend(tmp_path: Path) -> None:
    assert cold_problems(tmp_path, RULE) == ()


REFUSED = {
    # Words
    "a quote that the document does not hold": (
        "quote: 冷库补助只给服装企业。",
        "quote: 冷库补助只给大企业。",
        "只给大企业",
        "“冷库补助只给大企业。”不在 cold 的任何一条里，请逐字照抄",
    ),
    "a quote over two clauses": (
        "quote: 冷库补助只给服装企业。",
        "quote: 冷库补助只给服装企业。名单之外的不给冷库补助。",
        "只给服装企业",
        "请逐字照抄",
    ),
    "a quote of a document that is not there": (
        "quote: 申请冷库补助要守法。",
        "quote: {document: warm, quote: 申请冷库补助要守法。}",
        "warm",
        "不在 warm 的任何一条里",
    ),
    "a material that the document does not name": (
        "materials: [申请冷库补助要交设备发票。]",
        "materials: [申请冷库补助要交合同。]",
        "要交合同",
        "不在 cold 的任何一条里",
    ),
    # Figures of conditions
    "a figure that the quote does not state": (
        SUMS,
        SUMS.replace("700", "701"),
        "701",
        f"“珠三角不低于701万元”{UNSTATED}",
    ),
    "the opposite limit": (SUMS, SUMS.replace("at_least", "at_most"), "at_most", f"“珠三角不超过700万元”{UNSTATED}"),
    "more than for at least": ("at_least: 3年", "more_than: 3年", "more_than", f"“多于3年”{UNSTATED}"),
    "less than for at least": ("at_least: 3年", "less_than: 3年", "less_than", f"“少于3年”{UNSTATED}"),
    "the figures of the other regions": (
        SUMS,
        "at_least: {珠三角: 400万元, 粤东西北: 700万元}",
        "珠三角: 400万元",
        f"“珠三角不低于400万元”{UNSTATED}",
    ),
    "the figure of one region for all": (SUMS, "at_least: 400万元", "at_least: 400", f"“不低于400万元”{UNSTATED}"),
    "a region left out": (SUMS, "at_least: {珠三角: 700万元}", "label: 设备金额", "缺了粤东西北，每个地区都要写"),
    "a region of no table": (
        SUMS,
        SUMS.replace("粤东西北", "粤北"),
        "label: 设备金额",
        "“粤北”不在地区划分里（珠三角、粤东西北）",
    ),
    "a sum without its unit": (
        SUMS,
        "at_least: {珠三角: 700, 粤东西北: 400}",
        "700",
        "“700”不能和“设备金额”比，请写成 700万元",
    ),
    "a sum in dollars": (SUMS, SUMS.replace("700万元", "700万美元"), "700", "“700万美元”不能和“设备金额”比"),
    "years for a sum": (
        "fact: years, at_least: 3年",
        "fact: equipment, at_least: 3年",
        "at_least: 3年",
        "不能和“设备金额”比",
    ),
    "months for years": ("at_least: 3年", "at_least: 3个月", "3个月", "“3个月”不能和“年限”比，请写成 3年"),
    "a bare number for years": ("at_least: 3年", "at_least: 3", "at_least: 3,", "“3”不能和“年限”比，请写成 3年"),
    # Days
    "a day that the quote does not state": (
        SPAN,
        SPAN.replace("2025-12-31", "2025-12-30"),
        "12-30",
        "引文里没有写到 2025-12-30",
    ),
    "the first day as the last": (SPAN, "not_after: 2025-01-01", "not_after", "引文里没有写到 2025-01-01"),
    "the last day as the first": (SPAN, "not_before: 2025-12-31", "not_before", "引文里没有写从 2025-12-31"),
    # Names
    "an unknown option": ("one_of: [garment]", "one_of: [shoes]", "shoes", "“shoes”不是“行业”的一种"),
    "an unknown place": (
        "in_regions: [珠三角, 粤东西北]",
        "in_places: [东莞, 小岛]",
        "小岛",
        "“小岛”不是“厂在哪里”的一种",
    ),
    "an unknown region": (
        "in_regions: [珠三角, 粤东西北]",
        "in_regions: [珠三角, 粤北]",
        "粤北",
        "“粤北”不是“厂在哪里”的一种",
    ),
    "a comparison that the fact cannot bear": (
        "fact: industry, one_of: [garment]",
        "fact: industry, is: true",
        "is: true, quote: 冷库补助只给",
        "industry 的类型是 choice，不能用 is 比较",
    ),
    "a threshold on a choice": (
        "fact: years, at_least",
        "fact: industry, at_least",
        "at_least: 3年",
        "不能用 at_least 比较",
    ),
    "an unknown round of a condition": (
        "round: 2026年度",
        "round: 2025年度",
        "label: 完工时间",
        "cold 没有叫“2025年度”的批次",
    ),
    "an unknown round of the programme": (
        "    regions: cold\n",
        "    regions: cold\n    rounds: [2025年度]\n",
        "- document",
        "cold 没有叫“2025年度”的批次，有：2026年度",
    ),
    "an unknown topic": ("topics: [设备更新]", "topics: [冷链]", "冷链", "“冷链”不在 topics.yaml 里，可选：设备更新"),
    "an unknown programme": (
        "    materials:",
        "    relations: [{programmes: [warm], together: true, quote: 申请冷库补助要守法。}]\n    materials:",
        "申请冷库补助要守法。}]",
        "没有编号为 warm 的扶持事项",
    ),
    "an unknown fact of a situation": (
        "funded: 否}",
        "funded: 否, mood: 好}",
        "name: 东莞服装厂",
        "facts.yaml 里没有 mood",
    ),
    "thresholds by region without saying who is in none": (
        "{label: 在名单里, fact: place, in_regions: [珠三角, 粤东西北]",
        "{label: 在名单里, confirm: true",
        "label: 设备金额",
        "门槛分地区写的，另写一条 in_regions",
    ),
    # Benefits
    "a share that the quote does not state": (SHARES, SHARES.replace("20%", "25%"), "25%", f"“珠三角25%”{UNSTATED}"),
    "a share without its unit": (SHARES, SHARES.replace("20%", "20"), "粤东西北: 30%", f"“珠三角20”{UNSTATED}"),
    "a limit told as a plain share": ("        at_most: true\n", "", "粤东西北: 30%", f"“珠三角20%”{UNSTATED}"),
    "a cap that the quote does not state": ("cap: 500万元", "cap: 600万元", "600", f"“600万元”{UNSTATED}"),
    "a cap that is no money": ("cap: 500万元", "cap: 20%", "cap", "“20%”不是金额，请写成 700万元"),
    "a product without money": (SHARES, SHARES.replace("equipment", "years"), "label: 补助", "要有一项是金额"),
    "a product of no figure": (
        SHARES,
        SHARES.replace("[equip", "[industry, equip"),
        "label: 补助",
        "industry 不是数，不能写在 of 里",
    ),
    "words for each of what that the quote does not hold": (
        "per: 每家企业",
        "per: 每个项目",
        "label: 补助",
        "per 的“每个项目”不在引文里",
    ),
    "a benefit that depends on nothing": (
        "        per: 每家企业",
        "        per: 每家企业\n        when: title",
        "label: 补助",
        "when 指的条件“title”不存在，请给那个条件写 id",
    ),
    "a sum for each of nothing": (
        "        per: 每家企业\n",
        "        per: 每家企业\n        when: merit\n        each: [title]\n",
        "each: [title]",
        "each 是每满足一项给一份",
    ),
    "an id of two conditions": ("{label: 守法,", "{label: 守法, id: merit,", "守法,", "id“merit”写了两次"),
    # Our own words
    "a name with a figure": ("programme: 冷库设备补助", "programme: 冷库500万补助", "programme", OWN_WORDS),
    "a summary with a share": ("summary: 买冷库设备按比例补助。", "summary: 买冷库设备补三成。", "summary", OWN_WORDS),
    "a label with a figure": ("{label: 守法,", "{label: 3年守法,", "3年守法", OWN_WORDS),
    "a label with a limit in characters": ("{label: 守法,", "{label: 三年以上守法,", "三年以上", OWN_WORDS),
    "a label of a benefit with a sum": ("label: 补助\n", "label: 补助两百万元\n", "两百万", OWN_WORDS),
}


@pytest.mark.parametrize(("before", "after", "at", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_refused_at_its_line(tmp_path: Path, before: str, after: str, at: str, said: str) -> None:
    text = changed((before, after))
    problems = cold_problems(tmp_path, text)
    assert line_of(at, text) in {each.line for each in problems if said in each.problem}, problems
    assert {each.path for each in problems} == {tmp_path / "rules" / "cold-store.yaml"}
    assert all(each.remedy for each in problems)


def test_a_programme_that_no_situation_tests_is_refused(tmp_path: Path) -> None:
    (problem,) = cold_problems(tmp_path, f"{RULE.partition('situations:')[0]}situations: []\n")
    assert "缺少 situations：每个事项都要用几家企业的情形检验" in problem.message


def test_a_document_that_is_not_there_is_named(tmp_path: Path) -> None:
    text = changed(("  - document: cold\n", "  - document: warm\n"))
    assert "没有编号为 warm 的文件" in cold_problems(tmp_path, text)[0].message


def test_a_document_without_a_table_of_regions_tells_none_apart(tmp_path: Path) -> None:
    text = changed(("    regions: cold\n", "    regions: warm\n"))
    told = "".join(map(str, cold_problems(tmp_path, text)))
    assert "warm 里没有表头为“地区、市县”的表" in told
    assert "（没有写 regions）" in told


def test_files_that_cannot_be_read_are_mended_first(tmp_path: Path) -> None:
    text = changed((SUMS, SUMS.replace("700", "701")), ("outcome: likely", "outcome: maybe"))
    (problem,) = cold_problems(tmp_path, text)
    assert "没有“maybe”这种结论" in problem.message


@pytest.mark.parametrize(
    ("document", "written", "is_stated"),
    [
        ("前3", "at_most: 3", True),
        ("前3", "at_most: 4", False),
        ("不超过3家", "at_most: 3", True),
        ("不少于3家", "at_most: 3", False),
        ("不少于3家", "at_least: 3家", True),
        ("不少于3家", "at_least: 3项", False),
        ("不少于三家", "at_least: 3家", True),
        ("3%以上", "at_least: 3", False),
    ],
)
def test_a_count_is_stated_with_its_limit_and_a_rank_without_a_unit(
    tmp_path: Path, document: str, written: str, is_stated: bool
) -> None:
    facts = f"{FACTS}shops: {{name: 门店, type: count, unit: 家, ask: 几家店？}}\n"
    quote = f"{{label: 门店, fact: shops, {written}, quote: 冷库门店要{document}。}}"
    text = changed(("- {label: 守法, confirm: true, quote: 申请冷库补助要守法。}", f"- {quote}"))
    problems = [each.message for each in cold_problems(tmp_path, text, facts)]
    assert any(UNSTATED in each for each in problems) is not is_stated


SITUATIONS = {
    "outcome": ("outcome: likely", "outcome: eligible", "的 outcome 不对，算出来是 likely"),
    "conditions": (
        "outcome: likely",
        "outcome: likely\n    conditions: eligible",
        "的 conditions 不对，算出来是 likely",
    ),
    "not met": ("outcome: likely", "outcome: likely\n    not_met: [设备金额]", "的 not_met 不对，算出来是 []"),
    "missing": ("outcome: likely", "outcome: likely\n    missing: [years]", "的 missing 不对，算出来是 []"),
    "benefit": ("benefit: 180万元", "benefit: 181万元", "的 benefit 不对，算出来是 1800000"),
    "a fact that cannot be read": ("equipment: 900万元", "equipment: 很多", "读不懂：equipment"),
}


@pytest.mark.parametrize(("before", "after", "said"), SITUATIONS.values(), ids=SITUATIONS)
def test_a_situation_that_comes_out_otherwise_is_told_with_what_came_out(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    text = changed((before, after))
    (problem,) = cold_problems(tmp_path, text)
    assert f"情形“东莞服装厂”{said}" in problem.problem
    assert problem.line == line_of("name: 东莞服装厂", text)


def test_who_borrows_the_table_of_another_rule_must_say_how_counties_count(tmp_path: Path) -> None:
    borrowed = changed(("  - document: cold\n", "  - document: other\n"))
    other = rule("other", "冷柜办法", *STATEMENTS, windows=cold_store().document.windows)
    found = check_rules(cold_files(tmp_path, borrowed), Catalogue([cold_store(), other]), PLACES, ("设备更新",))
    assert ["要写 counties" in problem.problem for problem in found] == [True]
    for counties in ("city", "open"):
        told = borrowed.replace("    regions: cold\n", f"    regions: cold\n    counties: {counties}\n")
        assert not check_rules(cold_files(tmp_path, told), Catalogue([cold_store(), other]), PLACES, ("设备更新",))


def test_a_sum_for_each_of_a_condition_that_is_not_there_is_refused(tmp_path: Path) -> None:
    text = changed(
        ("        of: [equipment, {珠三角: 20%, 粤东西北: 30%}]\n        at_most: true\n        cap: 500万元\n", ""),
        ("        per: 每家企业\n", "        amount: 500万元\n        per: 每家企业\n        each: [title]\n"),
    )
    assert any("each 指的条件“title”不存在" in problem.problem for problem in cold_problems(tmp_path, text))
