"""Takes the numbers by which a person can be found out of what is stored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

PHONE, IDENTITY, EMAIL, CARD = "〔电话〕", "〔证件号〕", "〔邮箱〕", "〔银行卡号〕"

_BEFORE = r"(?<![\d.])(?<!\d[-,])(?<![¥￥$])"
# What counts or measures goes on with its unit; a longer number, a decimal or a code with hyphens goes on by itself.
_AFTER = r"(?![\d%‰]|[.,]\d|-\d|\s*(?:[十百千万亿]*(?:元|美元|港元|平方|立方|[米吨台套件个户人次家度])|[十百千万亿]))"
_PROVINCE = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"
_MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_IDENTITY = re.compile(
    rf"{_BEFORE}(?:{_PROVINCE}\d{{4}}[- ]?(?:19|20)\d{{2}}{_MONTH_DAY}[- ]?\d{{3}}[\dXx]"
    rf"|{_PROVINCE}\d{{6}}{_MONTH_DAY}\d{{3}}){_AFTER}"
)
_CARD = re.compile(rf"{_BEFORE}[3-6]\d{{3}}(?:[- ]?\d{{4}}){{2}}(?:[- ]?\d{{1,4}}){{1,2}}{_AFTER}")
_MOBILE = rf"(?:(?:\+|00)?86[- ]?)?1[3-9]\d(?:[- ]?\d{{4}}){{2}}{_AFTER}"
_LANDLINE = rf"(?:[(]0\d{{2,3}}[)][- ]?|0\d{{2,3}}[- ]?)[2-9]\d{{2,3}}[- ]?\d{{4}}{_AFTER}(?:[- ]\d{{1,5}}(?!\d))?"
_PHONE = re.compile(rf"{_BEFORE}(?:{_MOBILE}|{_LANDLINE})")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def masked(text: str) -> str:
    """The text with phone numbers, ID numbers, bank cards and e-mail addresses named instead of told.

    Amounts, document numbers and hotlines such as 12345 stay.
    """
    # What follows a number decides, so that numbers go before addresses, the longest first.
    for pattern, name, is_one in _KINDS:
        text = _replaced(text, pattern, name, is_one)
    return text


def reach_in(text: str) -> str:
    """The first phone number or e-mail address of a text, empty where there is none."""
    plain = _ascii_width(text)
    found = [match for match in (_PHONE.search(plain), _EMAIL.search(plain)) if match]
    return min(found, key=lambda match: match.start()).group() if found else ""


def plain_text(text: str) -> str:
    """The text as it is stored: without control characters, which no database or page needs, and outer spaces."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _replaced(text: str, pattern: re.Pattern[str], name: str, is_one: Callable[[str], bool]) -> str:
    plain, parts, done = _ascii_width(text), [], 0
    for match in pattern.finditer(plain):
        if is_one(match.group()):
            parts += [text[done : match.start()], name]
            done = match.end()
    return "".join(parts) + text[done:]


def _ascii_width(text: str) -> str:
    """Digits, letters and signs of any width as ASCII has them, each where it stands."""
    if text.isascii():
        return text
    narrow = (unicodedata.normalize("NFKC", character) for character in text)
    return "".join(
        _SIGNS.get(one, one) if len(one) == 1 else character for one, character in zip(narrow, text, strict=True)
    )


_SIGNS = dict.fromkeys("‐‑‒–—−", "-") | {"\u3000": " ", "\u00a0": " "}


def _is_card(number: str) -> bool:
    """Whether its last digit proves the others (Luhn), as that of a bank card does."""
    digits = [int(each) for each in reversed(number) if each.isdecimal()]
    doubled = (sum(divmod(2 * each, 10)) for each in digits[1::2])
    return 16 <= len(digits) <= 19 and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _always(_: str) -> bool:
    return True


_KINDS: tuple[tuple[re.Pattern[str], str, Callable[[str], bool]], ...] = (
    (_IDENTITY, IDENTITY, _always),
    (_CARD, CARD, _is_card),
    (_EMAIL, EMAIL, _always),
    (_PHONE, PHONE, _always),
)
