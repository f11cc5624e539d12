"""What a text relates to what."""

import pytest

from assistant.language.bearings import per_what, sides, turned_around


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("备案之后、完工之前购买的设备", {("备案", "后"), ("完工", "前")}),
        ("原建设期结束前办好", {("结束", "前")}),
        ("从贷款发放之日起算", {("发放", "日")}),
        ("目前提前今后", set()),
        ("2026年9月30日前", set()),
    ],
)
def test_the_side_of_what_is_meant_is_found(text, found):
    assert sides(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("每家企业每个自然年最高200万元", {"企业", "年"}),
        ("每家每年最高200万元", {"企业", "年"}),
        ("同一个技改项目只能选一种", {"项目"}),
        ("您的企业最高200万元", {"您"}),
        ("最高200万元", set()),
    ],
)
def test_for_each_of_what_is_found(text, found):
    assert per_what(text) == found


@pytest.mark.parametrize(
    ("sentence", "turned"),
    [
        ("乙办法由甲办法取代", False),
        ("乙办法取代了甲办法", True),
        ("甲办法被乙办法取代", True),
        ("甲办法已取代乙办法，自2025年起施行", False),
    ],
)
def test_a_relation_that_is_told_the_other_way_round_is_found(sentence, turned):
    assert bool(list(turned_around(sentence, "甲办法取代了乙办法"))) is turned


def test_who_reports_to_whom_is_found():
    assert list(turned_around("省工信厅报各市", "各市报省工信厅")) == ["报"]
    assert not list(turned_around("各市要报省工信厅", "各市报省工信厅"))
