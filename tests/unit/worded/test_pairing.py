"""A figure belongs to the words around it."""

import pytest

from assistant.worded.pairing import misplaced_figures

REGIONS = "珠三角地区不超过20%，粤东西北地区不超过30%"
LEVELS = "国家级奖励50万元、省级奖励20万元"
SHARED = "技改资金的设备奖励，珠三角不超过20%，粤东西北不超过30%"


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("粤东西北地区不超过30%", REGIONS),
        ("珠三角地区不超过20%，粤东西北地区不超过30%", REGIONS),
        ("在粤东西北，比例不超过30%", REGIONS),
        ("省级奖励20万元", LEVELS),
        ("省级的奖励是20万元，国家级的是50万元", LEVELS),
        ("粤东西北的技改资金设备奖励不超过30%", SHARED),
        ("最高1500万元", "每个项目最高1500万元"),
        ("三年内最高1500万元", "三年内每个项目最高1500万元，比例20%"),
    ],
)
def test_a_figure_with_its_own_words_is_in_place(sentence, quote):
    assert list(misplaced_figures(sentence, [quote])) == []


@pytest.mark.parametrize(
    ("sentence", "quote", "figure"),
    [
        ("珠三角地区不超过30%", REGIONS, "不超过30%"),
        ("粤东西北地区不超过20%", REGIONS, "不超过20%"),
        ("国家级奖励20万元", LEVELS, "20万元"),
        ("珠三角的技改资金设备奖励不超过30%", SHARED, "不超过30%"),
        ("比例不超过30%", REGIONS, "不超过30%"),
        ("珠三角和粤东西北都不超过30%", "珠三角不超过20%，粤东西北不超过30%", "不超过30%"),
        ("排名在全国前3或全国前5", "排名在全国前3或全球前5", "5"),
        ("2025年1月完成并印发方案", "2024年3月完成并印发方案；2025年1月完成", "2025年1月"),
    ],
)
def test_a_figure_with_the_words_of_another_or_without_any_is_misplaced(sentence, quote, figure):
    assert list(misplaced_figures(sentence, [quote])) == [figure]
