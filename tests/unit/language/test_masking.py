from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.masking import CARD, EMAIL, IDENTITY, PHONE, masked, plain_text, reach_in

DIGITS = st.text("0123456789", min_size=1, max_size=12)
AROUND = st.sampled_from(["", "电话", "请打 ", "，", "：", "（"])
BEHIND = st.sampled_from(["", "，谢谢", "。", "）", " 张", "联系我", "\n"])


def luhn(stem: str) -> str:
    for last in "0123456789":
        digits = [int(each) for each in reversed(stem + last)]
        if (sum(digits[::2]) + sum(sum(divmod(2 * each, 10)) for each in digits[1::2])) % 10 == 0:
            return stem + last
    raise AssertionError


@st.composite
def mobiles(draw: st.DrawFn) -> str:
    number = "1" + draw(st.sampled_from("3456789")) + draw(st.text("0123456789", min_size=9, max_size=9))
    between = draw(st.sampled_from(["", " ", "-"]))
    grouped = between.join((number[:3], number[3:7], number[7:]))
    return draw(st.sampled_from(["", "+86 ", "86", "0086-"])) + grouped


@st.composite
def identities(draw: st.DrawFn) -> str:
    born = draw(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))).strftime("%Y%m%d")
    rest = draw(st.text("0123456789", min_size=3, max_size=3)) + draw(st.sampled_from("0123456789Xx"))
    return draw(st.sampled_from(["440106", "441900", "110101", "820000"])) + born + rest


@given(AROUND, mobiles(), BEHIND)
def test_mobile_numbers_are_masked_however_they_are_grouped(before, number, after):
    assert masked(before + number + after) == before + PHONE + after


@given(AROUND, identities(), BEHIND)
def test_identity_numbers_are_masked(before, number, after):
    assert masked(before + number + after) == before + IDENTITY + after


@given(AROUND, st.from_regex(r"(?:62|5[1-5]|4[0-9])[0-9]{13,16}", fullmatch=True), BEHIND)
def test_bank_cards_are_masked(before, stem, after):
    told = masked(before + luhn(stem) + after)
    assert told in (before + CARD + after, before + IDENTITY + after)


@given(st.from_regex(r"[a-z][a-z0-9._+-]{0,20}@[a-z0-9]{1,10}\.(?:com|cn|com\.cn)", fullmatch=True), BEHIND)
def test_mail_addresses_are_masked(address, after):
    assert masked(f"发到{address}{after}") == f"发到{EMAIL}{after}"


@given(DIGITS, st.sampled_from(["元", "万元", "亿元", "万", "%", " 万元", "台", "套", "平方米", "人", "吨", "美元"]))
def test_amounts_stay(digits, unit):
    assert masked(f"投资{digits}{unit}以上") == f"投资{digits}{unit}以上"


@given(st.text())
def test_masking_again_changes_nothing(text):
    once = masked(text)
    assert masked(once) == once


@given(st.text())
def test_what_has_no_digits_and_no_mail_sign_stays(text):
    told = "".join(each for each in text if not each.isdigit() and each not in "@＠﹫" and not each.isnumeric())
    assert masked(told) == told


@pytest.mark.parametrize(
    "text",
    [
        "请打 12345 或 12315，也可以打 95588、110、400-830-8300。",
        "粤工信规字〔2024〕12号、粤府办〔2020〕1号，GB/T 18401-2010",
        "2024年5月1日至2027年12月31日，20240501前",
        "固定资产投资 13800000000 元，¥13800138000，5,000,000 元",
        "项目代码 2404-440000-04-02-123456",
        "统一社会信用代码 91440101MA59ABCD1X",
        "设备型号 XJ-13800，公差0.138001380001",
        "2000万元、500家、30%、3.5亿",
        "",
    ],
)
def test_what_is_no_number_of_a_person_stays(text):
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("张三，１３８００１３８０００，急", f"张三，{PHONE}，急"),
        ("座机0769-22830000转8", f"座机{PHONE}转8"),
        ("(020)83133200、（0769）2283 0000", f"{PHONE}、{PHONE}"),
        ("电话13800138000身份证440106199001011234卡6222020200112233448", None),
        ("微信同号13800138000；qq 12345678@qq.com", f"微信同号{PHONE}；qq {EMAIL}"),
        ("老身份证440106900101123", f"老身份证{IDENTITY}"),
        ("138 0013 8000和138-0013-8001", f"{PHONE}和{PHONE}"),
        ("138—0013—8000", PHONE),
    ],
)
def test_numbers_of_persons_are_named_instead(text, told):
    if told is None:
        shown = masked(text)
        assert "138" not in shown
        assert "440106" not in shown
        assert PHONE in shown
        assert IDENTITY in shown
    else:
        assert masked(text) == told


def test_the_first_way_to_reach_somebody_is_found():
    assert reach_in("请回 li@example.cn 或 13800138000") == "li@example.cn"
    assert reach_in("电话１３８００１３８０００") == "13800138000"
    assert reach_in("打12345问过了") == ""


def test_long_texts_take_no_time_of_their_own():
    for piece in ("1", "1 ", "1-", "a.", "a@", "0", "138", "(0"):
        assert isinstance(masked(piece * 20_000), str)


def test_stored_text_has_no_control_characters():
    assert plain_text("\0 a\r\nb\x1b[31m\x85\ud800\t ") == "a\nb[31m"
    assert plain_text("👩‍🏭 مرحبا ‮abc <script>") == "👩‍🏭 مرحبا ‮abc <script>"
