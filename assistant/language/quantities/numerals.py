"""Reads one numeral at a position: figures, Chinese numerals, mixtures (1 亿 5000 万), loose ones (30多, 数百)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {
    digit: value
    for value, digits in enumerate(("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for digit in digits
}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_MYRIAD = 10**4
_LONGEST = 40
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)|\d+(?:\.\d+)?)"
_SCALE = r"[十百千万亿]"
_FIGURES = rf"{ARABIC}(?: ?{_SCALE}+(?: ?{ARABIC} ?{_SCALE}+)*(?:\d{{1,4}})?)?"
_CHINESE = (
    r"(?:零|[一二两三四五六七八九十廿卅][〇零一二两三四五六七八九十百千万亿]*)(?:点[〇零一二三四五六七八九]+[万亿]*)?"
)
_CAPITAL = r"[壹贰叁肆伍陆柒捌玖][零壹贰叁肆伍陆柒捌玖]*[拾佰仟万亿][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]*"
_FEW = rf"(?:几|(?<![人总指系参倍基个次函少多])数){_SCALE}+(?!分之)"
_NUMERAL = re.compile(
    rf"(?P<figures>{_FIGURES})|(?P<few>{_FEW})|(?P<capital>{_CAPITAL})|(?P<chinese>{_CHINESE})|(?P<bare>[百千万亿]+)"
)
_LOOSE = re.compile(rf" ?(?P<word>[多余来几]) ?(?P<scale>{_SCALE}*)")
_PAIR = re.compile(
    r"(?P<before>(?:.*[十百千万亿])?)(?P<low>[一二两三四五六七八九])(?P<high>[一二三四五六七八九])(?P<scale>[十百千万亿]*)$"
)
_SCALED_ROW = re.compile(r"(?P<digits>(?=.*〇|...)[一二三四五六七八九][〇一二三四五六七八九]+)(?P<scale>[万亿]+)$")
"""一二〇〇万 is written by place."""
_MALFORMED = re.compile(r"[一二两三四五六七八九〇]{2}|十[一二两三四五六七八九]?[百千]|百[零一二两三四五六七八九]?千")
"""Digits that share a place, or scales that rise below 万: 三四五百, 十三百."""
_PIECE = re.compile(rf"(?P<number>{ARABIC})|(?P<digit>[〇零一二两三四五六七八九])|(?P<scale>{_SCALE})| ")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral without its unit.

    `scale` is the 万 or 亿 that it ends with (1 without), so that both ends of a range can share it. Loose ones (30多,
    数百, 三四十) bound their value; a bare one is a scale without a figure (百, 千亿).
    """

    low: Decimal | None
    high: Decimal | None
    scale: int
    start: int
    end: int
    chinese: bool = False
    loose: bool = False
    bare: bool = False


def read_numeral(text: str, position: int) -> Numeral | None:
    """The longest numeral of folded `text` that begins at `position`."""
    match = _NUMERAL.match(text, position)
    if match is None or match.end() - position > _LONGEST:
        return None
    source = match.group()
    shape = match.lastgroup
    end = match.end()
    if shape == "few":
        base = value_of("一" + source[1:])
        return Numeral(base * 2, base * 9, _scale(source), position, end, chinese=True, loose=True)
    if shape == "capital":
        source = source.translate(_CAPITALS)
    if shape == "bare":
        value = value_of("一" + source)
        return Numeral(value, value, _scale(source), position, end, chinese=True, bare=True)
    chinese = shape != "figures"
    if chinese and (row := _SCALED_ROW.match(source)):
        scale = value_of("一" + row["scale"])
        value = value_of(row["digits"]) * scale
        return Numeral(value, value, _scale(source), position, end, chinese=True)
    if chinese and (pair := _PAIR.match(source)):
        return _approximate(pair, position, end)
    if chinese and ((len(source) > 1 and _is_row_of_digits(source)) or _MALFORMED.search(source.split("点")[0])):
        return None
    value = value_of(source)
    return Numeral(value, value, _scale(source), position, end, chinese=chinese)


def read_loose(text: str, numeral: Numeral) -> Numeral | None:
    """The numeral with the 多, 余, 来 or 几 that follows it, and a scale behind that; None when there is none."""
    match = _LOOSE.match(text, numeral.end)
    if match is None or numeral.low is None:
        return None
    scale = int(value_of("一" + match["scale"])) if match["scale"] else 1
    low, high = numeral.low * scale, None
    if match["word"] == "几":
        low, high = (numeral.low + 1) * scale, (numeral.low + 9) * scale
    scale = _scale(match["scale"]) if match["scale"] else numeral.scale
    return Numeral(low, high, scale, numeral.start, match.end(), numeral.chinese, loose=True, bare=numeral.bare)


def value_of(source: str) -> Decimal:
    """The value of a well-formed numeral, Chinese, Arabic or mixed; a row of digits counts by position (二〇二四)."""
    if "点" in source:
        whole, fraction = source.split("点", 1)
        digits = fraction.rstrip("万亿")
        decimals = "".join(str(_DIGITS[digit]) for digit in digits)
        scaled = value_of("一" + fraction[len(digits) :]) if len(digits) < len(fraction) else Decimal(1)
        return (value_of(whole) + Decimal(f"0.{decimals}")) * scaled
    source = source.replace("廿", "二十").replace("卅", "三十")
    if len(source) > 1 and _is_row_of_digits(source):
        return Decimal("".join(str(_DIGITS[character]) for character in source))
    return _sum(source)


def _is_row_of_digits(source: str) -> bool:
    return all(character in _DIGITS for character in source)


def _sum(source: str) -> Decimal:
    total = myriads = section = Decimal(0)
    current: Decimal | None = None
    last_scale = 1
    for piece in _PIECE.finditer(source):
        if piece["number"]:
            current = Decimal(piece["number"].replace(",", "").replace(" ", ""))
        elif piece["digit"]:
            current = Decimal(_DIGITS[piece["digit"]])
            if not current:
                last_scale = 1
        elif piece["scale"]:
            last_scale = _SCALES[piece["scale"]]
            if last_scale < _MYRIAD:
                section += (Decimal(1) if current is None else current) * last_scale
            elif last_scale == _MYRIAD:
                # What stands before 万 since the last 亿 is counted in it: 一万二千万 is 12000 times 10000.
                myriads = (myriads + section + (current or 0)) * _MYRIAD
                section = Decimal(0)
            else:
                total = (total + myriads + section + (current or 0)) * last_scale
                myriads = section = Decimal(0)
            current = None
    total += myriads + section
    if current is None:
        return total
    # 三万五 is said for 35000; what follows a zero (三万零五) or has several digits (3万5000) is taken as written.
    elliptic = last_scale > 10 and source[-2:-1] in _SCALES
    return total + (current * (last_scale // 10) if elliptic else current)


def _approximate(pair: re.Match[str], start: int, end: int) -> Numeral | None:
    before, scale = pair["before"], pair["scale"]
    low, high = (value_of(before + pair[side] + scale) for side in ("low", "high"))
    return Numeral(low, high, _scale(scale), start, end, chinese=True, loose=True) if low < high else None


def _scale(source: str) -> int:
    return 10**8 if source.endswith("亿") else 10**4 if source.endswith("万") else 1
