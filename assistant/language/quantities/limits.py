"""Limit words before and behind a figure (不低于, 最高, 以上, 左右) and before or after a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.language.quantities.model import Limit, QuantityKind

_NOT = "(?:不得|不能|不应|不可|不会|不宜|不予|不|未|没有|没)"
_OVER = "超过|超出|突破|高于|多于|大于|长于"
_UNDER = "低于|少于|小于|短于"
_PAYS = "可以?|一次性|按|给予?|奖励|奖补|补助|补贴|资助|支持|扶持|获得?|享受|为|是|达到?|:|人民币|每[家户年个项人月]"
_WINDOW = 20

# The longest wording comes first: 不超过 contains 超过, and 未满 contains 满.
_BEFORE = re.compile(
    rf"(?:(?P<at_most>{_NOT}(?:{_OVER}|超|迟于|晚于)|最高|最多|最大|最长|至多|顶多|上限|封顶|控制在|<=|≤)"
    rf"|(?P<at_least>{_NOT}(?:{_UNDER}|早于)|最低|最少|最小|最短|至少|起码|下限|>=|≥|(?<![不未圆美充])满)"
    rf"|(?P<more_than>{_OVER}|超(?!额)|逾|>)"
    rf"|(?P<less_than>{_UNDER}|不足|不到|不满|未满|未达到?|<)"
    rf"|(?P<about>大约|大概|约莫|约略|差不多|大致|(?<![节公条合契预签违制大])约)"
    rf"|(?P<near>将近|接近|(?<![附邻临就远最])近))"
    rf"(?: |{_PAYS}){{0,6}}$"
)
# 不超过实际投资额的 20%: what a ratio is taken of stands between limit and figure.
_BEFORE_RATIO = re.compile(
    rf"(?:(?P<at_most>{_NOT}(?:{_OVER}|超)|最高|最多|上限)|(?P<at_least>{_NOT}(?:{_UNDER})|最低|至少|下限))"
    r"[^,，。；;：:、！？!?\d\n]{1,16}$"
)
_BEFORE_BARE = re.compile(r"[上过破]$")
_AFTER = re.compile(
    r" ?(?:\((?:不含|含)[^)]{0,6}\)|含)? ?及?"
    r"(?:(?P<at_least>以上(?![述海诸]))"
    r"|(?P<at_most>以下(?![简称几列同各])|以内(?!容)|之内|内(?![地容部外涵衣控])|封顶)"
    r"|(?P<about>左右|上下(?!游)))"
    r"(?:\((?:不含|含)[^)]{0,6}\))?"
)
_DATE_BEFORE = re.compile(
    r"(?:(?P<at_most>截至到?|截止到?|截止日期为?|不迟于|不晚于|最迟|最晚)|(?P<at_least>不早于|最早))(?:于|在|至)? ?$"
)
_DATE_AFTER = re.compile(
    r" ?(?:(?P<before>以前|之前|前(?![一二两三四五六七八九十\d述期景沿端置身言后来往]|提(?!交)))"
    r"|(?P<after>以后|之后|后(?![续勤来期台备]))"
    r"|(?P<at_least>起(?![步草点到])|开始|以来)"
    r"|(?P<at_most>止|截止))"
)


@dataclass(frozen=True, slots=True)
class LimitWord:
    """The limit that words before a figure set, and where they begin.

    `approach` is "below" for 近 (the figure is not reached) and "above" for 上百 (it is passed).
    """

    limit: Limit
    start: int
    approach: Literal["", "below", "above"] = ""


def limit_before(text: str, start: int, floor: int, kind: QuantityKind) -> LimitWord:
    """The limit before a figure at `start`; its words begin at `floor` or later."""
    window = max(floor, start - _WINDOW)
    stretch = text[window:start]
    match = _BEFORE.search(stretch) or (_BEFORE_RATIO.search(stretch) if kind is QuantityKind.RATIO else None)
    if match is None or match.lastgroup is None:
        if text[start] in "百千万亿" and _BEFORE_BARE.search(stretch):
            return LimitWord(Limit.ABOUT, start - 1, "above")
        if kind is QuantityKind.RATIO and text[start] == "半" and stretch.endswith("过"):
            return LimitWord(Limit.MORE_THAN, start - 1)
        return LimitWord(Limit.EXACTLY, start)
    if match.lastgroup != "near":
        return LimitWord(Limit(match.lastgroup), window + match.start())
    # 近三年 means the last three years, not nearly three.
    if kind is QuantityKind.PERIOD and match.group().strip() == "近":
        return LimitWord(Limit.EXACTLY, start)
    return LimitWord(Limit.ABOUT, window + match.start(), "below")


def limit_after(text: str, end: int) -> tuple[Limit, int]:
    """The limit that the words from `end` on set, and where they end."""
    match = _AFTER.match(text, end)
    if match is None or match.lastgroup is None:
        return Limit.EXACTLY, end
    limit = Limit(match.lastgroup)
    if "不含" in match.group():
        limit = {Limit.AT_LEAST: Limit.MORE_THAN, Limit.AT_MOST: Limit.LESS_THAN}.get(limit, limit)
    return limit, match.end()


def date_limit(text: str, start: int, end: int, floor: int) -> tuple[Limit, int, int]:
    """The limit of a date and the span that its words and the date take together."""
    after = _DATE_AFTER.match(text, end)
    if after is not None and after.lastgroup:
        return Limit(after.lastgroup), start, after.end()
    window = max(floor, start - _WINDOW)
    before = _DATE_BEFORE.search(text[window:start])
    if before is not None and before.lastgroup:
        return Limit(before.lastgroup), window + before.start(), end
    return Limit.EXACTLY, start, end
