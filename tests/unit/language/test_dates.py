import pytest

from assistant.language.quantities import Limit, QuantityKind, agree, find_quantities


def one(text):
    (found,) = find_quantities(text)
    assert found.kind is QuantityKind.DATE
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit", "limit"),
    [
        ("2024年", "2024", "年", Limit.EXACTLY),
        ("2024 年度", "2024", "年", Limit.EXACTLY),
        ("2024年底", "2024", "年底", Limit.EXACTLY),
        ("２０２４年末", "2024", "年底", Limit.EXACTLY),
        ("24年底", "2024", "年底", Limit.EXACTLY),
        ("2024 年 12 月底前", "2024-12", "月底", Limit.BEFORE),
        ("2025年1月", "2025-01", "月", Limit.EXACTLY),
        ("二〇二四年三月", "2024-03", "月", Limit.EXACTLY),
        ("二零二四年三月十五日", "2024-03-15", "日", Limit.EXACTLY),
        ("2024年3月15日之前", "2024-03-15", "日", Limit.BEFORE),
        ("2024年3月以后", "2024-03", "月", Limit.AFTER),
        ("自2024年1月1日起", "2024-01-01", "日", Limit.AT_LEAST),
        ("截至2024年底", "2024", "年底", Limit.AT_MOST),
        ("2024-12-31", "2024-12-31", "日", Limit.EXACTLY),
        ("2024/3/1", "2024-03-01", "日", Limit.EXACTLY),
        ("2024.03.01", "2024-03-01", "日", Limit.EXACTLY),
        ("2024年第三季度", "2024-Q3", "季度", Limit.EXACTLY),
        ("第三季度", "--Q3", "季度", Limit.EXACTLY),
        ("2024年上半年", "2024-H1", "半年", Limit.EXACTLY),
        ("3月15日", "--03-15", "日", Limit.EXACTLY),
        ("15日前", "---15", "日", Limit.BEFORE),
        ("2024穿粤时尚潮服荟", "2024", "年", Limit.EXACTLY),
        ("9:30", "T09:30", "时", Limit.EXACTLY),
        ("24时前提交", "T24:00", "时", Limit.BEFORE),
        ("上半年", "--H1", "半年", Limit.EXACTLY),
        ("二季度", "--Q2", "季度", Limit.EXACTLY),
        ("24年3月", "2024-03", "月", Limit.EXACTLY),
        ("每月", "R/P1M", "每", Limit.EXACTLY),
        ("每年", "R/P1Y", "每", Limit.EXACTLY),
        ("每半年", "R/P6M", "每", Limit.EXACTLY),
        ("每两年", "R/P2Y", "每", Limit.EXACTLY),
        ("每月15日前", "R/P1M-D15", "每", Limit.BEFORE),
        ("每年3月底前", "R/P1Y-M3-end", "每", Limit.BEFORE),
        ("每季度结束后的第一个月 15 日前", "R/P3M+1-D15", "每", Limit.BEFORE),
        ("每季度结束后第一个月15日前", "R/P3M+1-D15", "每", Limit.BEFORE),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(text, value, unit, limit):
    found = one(text)
    assert (found.value, found.unit, found.limit) == (value, unit, limit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024—2026年", "2024/2026"),
        ("2024年至2026年", "2024/2026"),
        ("2024年1月至2025年1月", "2024-01/2025-01"),
        ("2024年3月至5月", "2024-03/2024-05"),
        ("3月1日至5月31日", "--03-01/--05-31"),
        ("2024年1-6月", "2024-01/2024-06"),
        ("3至5月", "--03/--05"),
    ],
)
def test_a_span_of_time_is_one_date(text, value):
    assert one(text).value == value


def test_days_are_a_period_unless_a_day_of_the_month_is_meant():
    (period,) = find_quantities("15日内答复")
    assert (period.kind, period.high, period.limit) == (QuantityKind.PERIOD, 15, Limit.AT_MOST)
    assert one("15日前报送").value == "---15"


def test_the_end_of_a_year_is_not_the_year():
    assert not agree(one("2024年底"), one("2024年"))
    assert not agree(one("2024年底前"), one("2024年底"))
    assert agree(one("2024 年 12 月底前"), one("二〇二四年十二月底之前"))
