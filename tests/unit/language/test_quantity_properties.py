import re
from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.language.quantities import (
    Limit,
    Quantity,
    QuantityKind,
    agree,
    find_document_numbers,
    find_quantities,
    format_quantity,
)

FULL_WIDTH = str.maketrans("0123456789,.%", "０１２３４５６７８９，．％")
CHINESE = "零一二三四五六七八九"
SIDED = {
    Limit.AT_LEAST: (True, False),
    Limit.MORE_THAN: (True, False),
    Limit.AT_MOST: (False, True),
    Limit.LESS_THAN: (False, True),
}

figures = st.one_of(
    st.integers(1, 9_999).map(Decimal),
    st.integers(1, 999_999).map(lambda n: Decimal(n) * 10_000),
    st.integers(1, 99_999).map(lambda n: Decimal(n) * 10**8),
    st.decimals("0.01", "9999", places=2).map(lambda d: d * 10_000),
)
units = {
    QuantityKind.MONEY: st.sampled_from(["元", "美元", "港元", "元/亩"]),
    QuantityKind.COUNT: st.sampled_from(["家", "件", "个", "场", "条", "项", "人", "亩", "大", "大类", "平方米"]),
    QuantityKind.RATIO: st.sampled_from(["%", "百分点", "倍"]),
    QuantityKind.PERIOD: st.sampled_from(["年", "个月", "周", "日", "工作日", "小时"]),
}


@st.composite
def amounts(draw):
    kind = draw(st.sampled_from(sorted(units)))
    unit = draw(units[kind])
    low = high = draw(figures) / (1 if kind is not QuantityKind.RATIO or unit == "倍" else 100)
    limit = draw(st.sampled_from([each for each in Limit if each not in (Limit.BEFORE, Limit.AFTER)]))
    if limit in SIDED:
        keep_low, keep_high = SIDED[limit]
        low, high = (low if keep_low else None), (high if keep_high else None)
    elif limit is Limit.ABOUT:
        shape = draw(st.sampled_from(["both", "above", "below"]))
        low, high = (None if shape == "below" else low), (None if shape == "above" else high)
    elif draw(st.booleans()):
        high = low + draw(figures)
    # 1900年 names a year, whoever writes it; nobody counts so many.
    assume(unit != "年" or not any(bound and 1000 <= bound < 3000 for bound in (low, high)))
    return Quantity(kind, low, high, unit, limit, "", 0, 0)


@st.composite
def dates(draw):
    year, month, day = draw(st.integers(1990, 2090)), draw(st.integers(1, 12)), draw(st.integers(1, 28))
    value, unit = draw(
        st.sampled_from(
            [
                (f"{year}", "年"),
                (f"{year}", "年底"),
                (f"{year}-{month:02d}", "月"),
                (f"{year}-{month:02d}", "月底"),
                (f"{year}-{month:02d}-{day:02d}", "日"),
                (f"--{month:02d}-{day:02d}", "日"),
                (f"{year}-Q{(month + 2) // 3}", "季度"),
                (f"{year}-H1", "半年"),
                (f"{year}/{year + 2}", "年"),
                (f"{year}-{month:02d}/{year + 1}-{month:02d}", "月"),
                (f"T{month:02d}:{day:02d}", "时"),
            ]
        )
    )
    limits = (
        [Limit.EXACTLY] if unit == "时" else [Limit.EXACTLY, Limit.BEFORE, Limit.AFTER, Limit.AT_LEAST, Limit.AT_MOST]
    )
    return Quantity(QuantityKind.DATE, None, None, unit, draw(st.sampled_from(limits)), "", 0, 0, value=value)


@given(st.one_of(amounts(), dates()))
def test_what_is_written_is_read_again(quantity):
    written = format_quantity(quantity)
    (read,) = find_quantities(written)
    assert agree(read, quantity), (written, read)


@given(amounts())
def test_width_and_spaces_make_no_difference(quantity):
    written = format_quantity(quantity)
    (full,) = find_quantities(written.translate(FULL_WIDTH))
    assert agree(full, quantity)
    (traditional,) = find_quantities(
        written.translate(str.maketrans("万亿个条项场亩类过约时", "萬億個條項場畝類過約時"))
    )
    assert agree(traditional, quantity)
    spaced = re.sub(r"(?<=\d)(?=[^\d.])", " ", written)
    found = find_quantities(spaced)
    assert agree(found[0], quantity), (spaced, found)


@given(st.integers(1, 99_999_999), st.sampled_from(["家", "件", "亿元", "万元"]))
def test_chinese_and_mixed_numerals_agree_with_figures(number, unit):
    (figures_,) = find_quantities(f"共{number}{unit}")
    (chinese,) = find_quantities(f"共{in_chinese(number)}{unit}")
    assert agree(figures_, chinese)
    if number >= 10_000 and unit in ("家", "件"):
        rest = number % 10_000
        (mixed,) = find_quantities(f"共{number // 10_000}万{f'{rest:04d}' if rest else ''}{unit}")
        assert agree(figures_, mixed)


NUMERALS = "一二两三十百千万亿〇零点几数多余0123456789.,:/-~"
UNITS = "年月日前后第每至到%家个元成分之不超过以上最高约近 号〔〕wW\n"


@given(st.text(alphabet=NUMERALS + UNITS, max_size=40))
def test_any_row_of_numerals_and_units_can_be_read(text):
    check(text)


@given(st.text())
def test_any_text_can_be_read(text):
    check(text)


@given(amounts(), amounts())
def test_agreement_is_symmetric_and_ignores_where_it_stands(a, b):
    assert agree(a, b) == agree(b, a)
    assert agree(a, replace(a, text="别处", start=5, end=7, implied=True))


def check(text):
    end = 0
    for quantity in find_quantities(text):
        assert quantity.start >= end
        assert text[quantity.start : quantity.end] == quantity.text != ""
        assert quantity.limit in Limit
        format_quantity(quantity)
        end = quantity.end
    for number in find_document_numbers(text):
        assert text[number.start : number.end] == number.text


def in_chinese(number):
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return in_chinese(high) + "万" + ("" if not low else ("零" if low < 1000 else "") + in_chinese(low))
    text = ""
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            text += CHINESE[digit] + name
        elif text and number and not text.endswith("零"):
            text += "零"
    return text
