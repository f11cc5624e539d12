from datetime import date
from decimal import Decimal

import pytest

from evals.figures import read, unproven, without_day

PROOF = "到 2024 年 12 月底，营收达到 5000 亿元，建成 15 家以上集聚区，增长 20%，举办 30 多场活动。"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("5000 亿元", "500000000000", "元"),
        ("五千亿元", "500000000000", "元"),
        ("0.5万亿元", "500000000000", "元"),
        ("百分之二十", "20", "%"),
        ("２０％", "20", "%"),
        ("30多场", "30", "场"),
        ("两万五千家", "25000", "家"),
        ("一百零五件", "105", "件"),
        ("5,000家", "5000", "家"),
        ("第五项", "5", "第项"),
        ("（五）新消费", "5", "第"),
        ("六大专项行动", "6", "大"),
    ],
)
def test_figures_are_read_in_digits_and_numerals(text, value, unit):
    days, (figure,) = read(text)
    assert days == []
    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["进一步统一一批做法", "“一带一路”", "万一", "一个地方", "两份文件", "百姓"])
def test_words_with_numerals_in_them_claim_no_figure(text):
    assert read(text) == ([], [])


@pytest.mark.parametrize(
    "claim",
    [
        "2024年底",
        "2024 年 12 月",
        "营收5000亿元",
        "五千亿元",
        "15家",
        "不低于十五家",
        "百分之二十",
        "30场",
        "30余场",
        "０.５万亿元",
    ],
)
def test_what_stands_in_the_proof_is_proven_in_any_spelling(claim):
    assert unproven(claim, [PROOF]) == ()


@pytest.mark.parametrize(
    "claim",
    [
        "2025年底",
        "2024年11月",
        "2024年初",
        "6000亿元",
        "5000万元",
        "16家",
        "15件",
        "百分之三十",
        "20个百分点",
        "第五项",
    ],
)
def test_another_value_unit_or_day_is_not_proven(claim):
    assert len(unproven(claim, [PROOF])) == 1


def test_the_parts_of_a_date_must_come_from_one_date():
    assert unproven("2024年1月", ["2024年12月起，2025年1月止"]) == ("2024年1月",)


def test_before_a_day_is_not_after_it():
    assert unproven("3月底前完成", ["3月底前完成"]) == ()
    assert unproven("3月底后完成", ["3月底前完成"]) == ("3月底后",)


def test_an_ordinal_keeps_what_it_counts():
    assert unproven("第一天", ["每季度结束后的第一个月"]) == ("第一天",)


def test_the_end_of_march_is_not_the_end_of_the_year():
    assert unproven("2024年底", ["2024年3月底前"]) == ("2024年底",)


def test_an_ordinal_is_proven_by_the_locator():
    assert unproven("第五项行动", ["新消费"], ["二、着力推进 · （五）新消费"]) == ()
    assert unproven("第五项行动", ["新消费"], ["二、着力推进 · （六）新服务"]) == ("第五项",)


def test_the_number_of_a_list_item_is_no_claim():
    assert unproven("1. 新活力", ["新活力"]) == ()
    assert unproven("1.5亿元", ["新活力"]) == ("1.5亿元",)


@pytest.mark.parametrize("spelling", ["2024-06-01", "2024年6月1日", "2024 年 06 月 01 日", "2024/6/1"])
def test_one_day_is_taken_out_in_every_spelling(spelling):
    assert without_day(f"截至 {spelling}，", date(2024, 6, 1)) == "截至 ,"


def test_another_day_stays():
    assert without_day("2024-06-10", date(2024, 6, 1)) == "2024-06-10"
