"""Ordinal numerals in headings: 第十二条, （三）, ①, full-width or half-width digits."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(DIGITS)} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CIRCLED_ONE = ord("①")


def ordinal(numeral: str) -> int:
    """The number of an ordinal numeral, 0..9999; raises ValueError for anything else."""
    if len(numeral) == 1 and 0 <= ord(numeral) - _CIRCLED_ONE < 20:
        return ord(numeral) - _CIRCLED_ONE + 1
    if numeral.isdecimal():
        return int(numeral)
    total, digit = 0, 0
    for character in numeral:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        elif character in _VALUES:
            digit = _VALUES[character]
        else:
            raise ValueError(numeral)
    return total + digit


def chinese(number: int) -> str:
    """The Chinese numeral of 1..9999, as in 第二款 and 第一百零一条; other numbers stay in digits."""
    if not 1 <= number <= 9999:
        return str(number)
    words, gap = "", False
    for unit in ("千", "百", "十", ""):
        digit, number = divmod(number, _UNITS.get(unit, 1))
        if digit:
            words += ("零" if gap else "") + DIGITS[digit] + unit
        gap = bool(words) and not digit
        if not number:
            break
    return words.removeprefix("一") if words.startswith("一十") else words
