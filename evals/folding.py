"""Text made comparable: what looks the same to a reader compares equal."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_SPACE = re.compile(r"\s+")
_QUOTE_MARKS = re.compile("[“”‘’「」『』\"']")
_MARKER = re.compile(r"\[\d+\]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DIGIT = frozenset("0123456789")
_NUMERAL = frozenset("〇零一二三四五六七八九十百千万亿")
_STARTS = _DIGIT | frozenset("一二三四五六七八九十")


def squeeze(text: str) -> str:
    """The text without white space."""
    return _SPACE.sub("", text)


def bare(text: str) -> str:
    """The text without white space and quotation marks, whose shape follows the script of the reply."""
    return _QUOTE_MARKS.sub("", squeeze(text))


def without_markers(text: str) -> str:
    """An answer's text without its [n] markers."""
    return _MARKER.sub("", text)


def fold(text: str) -> str:
    """NFKC, Simplified, lower case; white space and punctuation gone, except % and the point in a figure.

    Figures that only a sign kept apart stay apart: "5、6 月" becomes "5|6月".
    """
    plain = _THOUSANDS.sub("", _to_simplified().convert(unicodedata.normalize("NFKC", text)).lower())
    folded: list[str] = []
    gap = ""
    for i, sign in enumerate(plain):
        if not _kept(plain, i):
            gap += sign
            continue
        if gap and folded and _separates(folded[-1], gap, sign):
            folded.append("|")
        folded.append(sign)
        gap = ""
    return "".join(folded)


def find_folded(needle: str, text: str, begin: int = 0) -> int:
    """End of the first place at or after `begin` where the folded needle stands in the folded text, -1 for none.

    A figure does not stand inside a longer one: 5家 is not found in 15家, nor 10 in 100.
    """
    start = text.find(needle, begin)
    while start >= 0:
        end = start + len(needle)
        if not (_cuts_left(needle, text[:start][-2:]) or _cuts_right(needle, text[end:][:2])):
            return end
        start = text.find(needle, start + 1)
    return -1


def _kept(text: str, i: int) -> bool:
    sign = text[i]
    if sign == ".":
        return 0 < i < len(text) - 1 and text[i - 1] in _DIGIT and text[i + 1] in _DIGIT
    return sign in "%‰" or unicodedata.category(sign)[0] not in "PZC"


def _separates(before: str, gap: str, after: str) -> bool:
    if before in _DIGIT and after in _DIGIT:
        return True
    return before in _NUMERAL and after in _NUMERAL and not gap.isspace()


def _cuts_left(needle: str, before: str) -> bool:
    if not before or not needle or needle[0] not in _STARTS:
        return False
    if needle[0] in _DIGIT:
        return before[-1] in _DIGIT or (before[-1] == "." and before[0] in _DIGIT)
    return before[-1] in _NUMERAL


def _cuts_right(needle: str, after: str) -> bool:
    if not after or not needle or needle[-1] not in _DIGIT:
        return False
    return after[0] in _DIGIT or (after[0] == "." and after[1:] in _DIGIT)


@cache
def _to_simplified() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")
