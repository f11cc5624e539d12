"""Figures and days as a rule file writes them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.domain import PolicyDate, Precision
from assistant.eligibility.figures import amounts_by_region, by_region, is_money, quantity_of, read_day, read_figure
from assistant.errors import MalformedKnowledge
from assistant.language.entry import Entry
from assistant.language.quantities import QuantityKind
from tests.fakes.rules import day

At = Callable[[str], Entry]


@pytest.fixture
def at(tmp_path: Path) -> At:
    """What stands in a file, on its second line, under a name."""

    def field(written: str) -> Entry:
        (tmp_path / "rule.yaml").write_text(f"# 说明\nfield: {written}\n", encoding="utf-8")
        return Entry.of_file(tmp_path / "rule.yaml").field("field")

    return field


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("700万元", "7000000"),
        ("1.2亿元", "120000000"),
        ("三百万元", "3000000"),
        ("20%", "0.2"),
        ("1.5个百分点", "0.015"),
        ("3年", "3"),
        ("2项", "2"),
        ("第3名", "3"),
        ("3", "3"),
        ("0.5", "0.5"),
    ],
)
def test_a_figure_is_read_with_its_unit(at: At, written: str, value: str) -> None:
    figure = read_figure(at(written))
    assert (figure.value, figure.text) == (Decimal(value), written)


@pytest.mark.parametrize(
    "written",
    [
        "不低于700万元",
        "700万元以上",
        "30多万元",
        "3到5年",
        "700万元左右",
        "设备700万元",
        "2025年",
        "很多",
        "-5%",
        "3；4",
    ],
)
def test_what_is_no_plain_figure_is_refused_with_how_to_write_one(at: At, written: str) -> None:
    with pytest.raises(MalformedKnowledge, match=r"不是一个数，请写成 700万元、20%、3年 或 2项") as refused:
        read_figure(at(written))
    assert refused.value.line == 2


def test_a_list_is_no_figure(at: At) -> None:
    with pytest.raises(MalformedKnowledge, match="这里应是一个词或一句话"):
        read_figure(at("[700万元]"))


def test_a_figure_measures_what_its_unit_says_and_a_bare_one_nothing(at: At) -> None:
    kinds = [quantity_of(read_figure(at(written))) for written in ("700万元", "20%", "3年", "2项")]
    assert [each and each.kind for each in kinds] == [
        QuantityKind.MONEY,
        QuantityKind.RATIO,
        QuantityKind.PERIOD,
        QuantityKind.COUNT,
    ]
    assert quantity_of(read_figure(at("3"))) is None
    assert [is_money(read_figure(at(written))) for written in ("700万元", "20%", "3")] == [True, False, False]


def test_a_figure_stands_for_everywhere_or_for_each_region(at: At) -> None:
    assert [(region, figure.text) for region, figure in by_region(at("700万元")).items()] == [("", "700万元")]
    by_name = by_region(at("{珠三角: 700万元, 粤东西北: 400万元}"))
    assert {region: figure.text for region, figure in by_name.items()} == {"珠三角": "700万元", "粤东西北": "400万元"}


def test_an_amount_may_have_a_least_and_a_highest_figure(at: At) -> None:
    spans = amounts_by_region(at("{珠三角: 5万元, 粤东西北: [10万元, 20万元]}"))
    assert {region: (least.text, most.text) for region, (least, most) in spans.items()} == {
        "珠三角": ("5万元", "5万元"),
        "粤东西北": ("10万元", "20万元"),
    }


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[5万元]", "要写两个数"),
        ("[5万元, 6万元, 7万元]", "要写两个数"),
        ("[20万元, 10万元]", "写反了"),
        ("{}", "要写一个数"),
    ],
)
def test_an_amount_of_other_than_one_or_two_figures_is_refused(at: At, written: str, said: str) -> None:
    with pytest.raises(MalformedKnowledge, match=said) as refused:
        amounts_by_region(at(written))
    assert refused.value.line == 2


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025", PolicyDate(day("2025-01-01").day, Precision.YEAR)),
        ("2025-06", PolicyDate(day("2025-06-01").day, Precision.MONTH)),
        ("2025-06-30", day("2025-06-30")),
    ],
)
def test_a_day_is_read_as_precisely_as_it_is_written(at: At, written: str, read: PolicyDate) -> None:
    assert read_day(at(written)) == read


@pytest.mark.parametrize("written", ["2025-02-30", "2025-13", "25-06-30", "2025年6月", "2025-6-30", "昨天"])
def test_a_day_that_does_not_exist_is_refused_with_how_to_write_one(at: At, written: str) -> None:
    with pytest.raises(MalformedKnowledge, match=r"不存在，请写成 2025、2025-06 或 2025-06-30") as refused:
        read_day(at(written))
    assert refused.value.line == 2
