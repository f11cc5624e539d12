"""Values as people type them, and as they are shown so that they read the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.documents import PolicyDate, Precision
from assistant.domain.eligibility import Amount, FactType
from assistant.eligibility.facts import FactKind
from assistant.eligibility.values import STEPS, read_value, value_text
from tests.fakes.eligibility import PLACES

TODAY = date(2026, 7, 27)
UNITS = {FactType.MONEY: "元", FactType.SHARE: "%", FactType.YEARS: "年"}
OPTIONS = {"own": "自己的", "leased": "租来的", "none": "没有仓库"}


def kind(type: FactType) -> FactKind:
    options = OPTIONS if type is FactType.CHOICE else {}
    return FactKind("fact", "名称", type, "问？", options=options, unit=UNITS.get(type, ""))


def shown(type: FactType, text: str) -> str | None:
    value = read_value(kind(type), text, TODAY, PLACES)
    return None if value is None else value_text(kind(type), value)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("800万", "800万元"),
        ("800w", "800万元"),
        ("3kw", "3000万元"),
        ("12,500,000元", "1250万元"),
        ("1.2亿", "1.2亿元"),
        ("两个亿", "2亿元"),
        ("刚过两千万", "刚过2000万元"),
        ("300万出头", "刚过300万元"),
        ("500来万", "500多万元"),
        ("三百幾萬", "300多万元"),
        ("十几万", "10多万元"),
        ("6万多", "6万多元"),
        ("两三百万", "200万元至300万元"),
        ("三到五百万", "300万元至500万元"),
        ("不到400万", "不到400万元"),
        ("400万不到", "不到400万元"),
        ("過千萬", "超过1000万元"),
        ("3000w+", "3000万元以上"),
        ("差不多七百萬", "约700万元"),
        ("快两千万", "接近2000万元"),
        ("一分钱都没有", "0元"),
    ],
)
def test_sums_are_read_as_they_are_said(typed: str, text: str) -> None:
    assert shown(FactType.MONEY, typed) == text


@pytest.mark.parametrize(("typed", "text"), [("800", "800万元"), ("三百五", "350万元"), ("8000000", "800万元")])
def test_a_bare_figure_is_in_myriads_unless_it_can_only_be_yuan(typed: str, text: str) -> None:
    assert shown(FactType.MONEY, typed) == text


@pytest.mark.parametrize("typed", ["50000", "1.5", "500万美元", "800人", "一台12万一共60万", "很多", "千万别问"])
def test_a_sum_that_nobody_can_be_sure_of_is_none(typed: str) -> None:
    assert shown(FactType.MONEY, typed) is None


def test_short_of_a_figure_does_not_reach_it() -> None:
    short, above = (read_value(kind(FactType.MONEY), text, TODAY, PLACES) for text in ("不到400万", "超过400万"))
    assert isinstance(short, Amount)
    assert isinstance(above, Amount)
    assert short.high is not None
    assert short.high < 4_000_000
    assert above.low is not None
    assert above.low > 4_000_000


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("百分之三点五", "3.5%"),
        ("3.85%", "3.85%"),
        ("3.85", "3.85%"),
        ("0.035", "3.5%"),
        ("七成半", "75%"),
        ("六成多", "60%至不到70%"),
        ("三个半点", "3.5%"),
        ("百分之三到百分之四", "3%至4%"),
        ("LPR加30个点", None),
        ("三厘五", None),
        ("0.5", None),
    ],
)
def test_shares_are_read_as_they_are_said(typed: str, text: str | None) -> None:
    assert shown(FactType.SHARE, typed) == text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("去年3月", "2025年3月"),
        ("舊年三月", "2025年3月"),
        ("2025年底", "2025年12月"),
        ("上个月", "2026年6月"),
        ("今年六月", "2026年6月"),
        ("25年3月", "2025年3月"),
        ("2025.3", "2025年3月"),
        ("2025-03-15", "2025年3月15日"),
        ("前年", "2024年"),
        ("2025年上半年", "2025年"),
        ("昨天", "2026年7月26日"),
        ("三个月前", "2026年4月"),
        ("3月", "2026年3月"),
        ("打算10月", "2026年10月"),
        ("10月装好的", "2025年10月"),
        ("10月", None),
        ("2025年2月30日", None),
        ("从去年3月到今年5月", None),
    ],
)
def test_days_are_as_precise_as_they_were_said(typed: str, text: str | None) -> None:
    assert shown(FactType.DAY, typed) == text


@pytest.mark.parametrize("typed", ["是", "有", "备了", "已经备案", "備咗", "搞掂咗", "在工信局备过案", "Yes", "评上了"])
def test_yes_is_said_in_many_ways(typed: str) -> None:
    assert shown(FactType.YES_NO, typed) == "是"


@pytest.mark.parametrize("typed", ["没有", "还没", "冇", "未備案", "没备", "no", "唔係", "正在办", "没有没有"])
def test_no_is_said_in_many_ways(typed: str) -> None:
    assert shown(FactType.YES_NO, typed) == "否"


@pytest.mark.parametrize("typed", ["可能有", "好像有吧", "有没有", "不清楚", "备了吗？"])
def test_doubt_is_neither_yes_nor_no(typed: str) -> None:
    assert shown(FactType.YES_NO, typed) is None


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("开平", "开平"),
        ("东莞虎门", "虎门"),
        ("潮阳谷饶", "谷饶"),
        ("Humen", "虎门"),
        ("東莞", "东莞"),
        ("江门市开平市", "开平"),
        ("广州龙湖", "广州"),
        ("我厂在江西", "江西"),
        ("广东", "广东"),
        ("东莞和中山", None),
        ("顺德或者南海", None),
        ("哪里都行", None),
        ("江门不是开平", "江门"),
        ("不是中山，在佛山", "佛山"),
        ("我们厂在中山，不是中山，在佛山", "佛山"),
        ("是不是中山", "中山"),
    ],
)
def test_a_place_is_read_as_finely_as_it_is_said(typed: str, place: str | None) -> None:
    assert shown(FactType.PLACE, typed) == place


def test_options_are_read_by_name_and_no_means_the_one_that_is_none() -> None:
    assert read_value(kind(FactType.CHOICE), "租来的", TODAY, PLACES) == "leased"
    assert read_value(kind(FactType.CHOICE), "leased", TODAY, PLACES) == "leased"
    assert read_value(kind(FactType.CHOICE), "冇", TODAY, PLACES) == "none"
    assert read_value(kind(FactType.CHOICE), "借来的", TODAY, PLACES) is None


def test_years_may_be_told_by_when_they_began() -> None:
    assert shown(FactType.YEARS, "三年半") == "3.5年"
    assert shown(FactType.YEARS, "八年多") == "8多年"
    assert shown(FactType.YEARS, "2016年开始的") == "9.57年至10.57年"


CENTS = st.decimals(min_value=0, max_value=10**12, places=2)
SHARES = st.decimals(min_value=0, max_value=3, places=6)
COUNTS = st.integers(min_value=0, max_value=10**9).map(Decimal)


@given(
    typed=st.sampled_from([(FactType.MONEY, CENTS), (FactType.SHARE, SHARES), (FactType.COUNT, COUNTS)]).flatmap(
        lambda pair: st.tuples(st.just(pair[0]), st.tuples(pair[1], pair[1]).map(sorted))
    ),
    open_end=st.sampled_from(["", "low", "high"]),
)
def test_every_amount_is_read_again_from_what_is_shown(typed: tuple[FactType, list[Decimal]], open_end: str) -> None:
    type, (low, high) = typed
    amount = Amount(None if open_end == "low" else low, None if open_end == "high" else high)
    assert read_value(kind(type), value_text(kind(type), amount), TODAY, PLACES) == amount


@given(
    words=st.sampled_from(["{}万", "{}多万", "不到{}万", "刚过{}万", "{}万左右", "超过{}万", "快{}万", "{}万以上"]),
    figure=st.integers(min_value=1, max_value=9999),
)
def test_what_was_told_with_reserve_is_read_again_from_what_is_shown(words: str, figure: int) -> None:
    money = kind(FactType.MONEY)
    amount = read_value(money, words.format(figure), TODAY, PLACES)
    assert isinstance(amount, Amount)
    assert read_value(money, value_text(money, amount), TODAY, PLACES) == amount


@given(day=st.dates(date(2000, 1, 1), date(2049, 12, 31)), precision=st.sampled_from(Precision))
def test_every_day_is_read_again_from_what_is_shown(day: date, precision: Precision) -> None:
    first = {Precision.YEAR: day.replace(month=1, day=1), Precision.MONTH: day.replace(day=1)}.get(precision, day)
    told = PolicyDate(first, precision)
    assert read_value(kind(FactType.DAY), value_text(kind(FactType.DAY), told), TODAY, PLACES) == told


def test_ends_that_are_not_reached_lie_less_than_a_yuan_inside() -> None:
    assert STEPS[FactType.MONEY] < 1
