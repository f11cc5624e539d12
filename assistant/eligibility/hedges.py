"""The words before and behind a figure that say how exactly it is meant."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.eligibility.told_figures import Figure, Hedge

_WINDOW = 14
_BEFORE = re.compile(
    r"(?:(?P<just_above>刚刚?好?(?:超过?|过了?|破|上)|刚刚?够)"
    r"|(?P<at_most>不(?:超过?|高于|多于|大于)|<=|[≤≦]|小于(?:或者?)?等于|没(?:有)?超过?|最多|至多|顶多)"
    r"|(?P<at_least>不(?:低于|少于|下|小于)|>=|[≥≧]|大于(?:或者?)?等于|至少|起码|最少|最低)"
    r"|(?P<less_than>不到|不足|不够|不满|未到|未满|没到|没够|没满|唔到|唔够|冇到|少于|低于|小于|<)"
    r"|(?P<more_than>超过了?|大于|高于|多于|不止|唔止|突破|>)"
    r"|(?P<near>将近|接近|快要?到?|差一?点(?:就|儿)?到?|(?<![最附就远])近|就?快)"
    r"|(?P<about>大约|大概|大致|约莫|约|差不多|估计|可能|应该|好似|好像|(?<!\d)[~≈]))"
    r"(?:也|就|都|有|是|在|系|达|个|了|花|用|投|要|到|买|付|交|给|贷|借|批|系|做|得|咗|人民币|¥| ){0,6}$"
)
# These count only right before the figure: 过 and 上 stand in too many other words.
_CLOSE_BEFORE = re.compile(r"(?:(?P<more_than>(?<![通经不])过|破)|(?P<about>小)|(?P<at_least>上))$")
_AFTER = re.compile(
    r" ?(?:(?P<just_above>出头|冒头|[多超]一?[点些]|挂零|有(?:多|余)(?!少))"
    r"|(?P<near>(?:还|就)?差一?[点些]|不到一?[点些]|欠一?点|少一?[点些])"
    r"|(?P<less_than>不到)(?!账|位|一)"
    r"|(?P<about>左右|上下(?!游)|附近|这样(?:子)?|的样子|咁上下)"
    r"|(?P<at_least>以上|往上|打底|起步|\+|朝上)"
    r"|(?P<at_most>以内|以下|之内|以里|封顶|打顶))"
)


def hedged(text: str, figure: Figure, floor: int) -> Figure:
    """The figure with its hedges, which may reach back to `floor`."""
    window = max(floor, figure.start - _WINDOW)
    lead = text[window : figure.start]
    close = _CLOSE_BEFORE.search(lead)
    if close and not close["more_than"] and bool(close["at_least"]) is not (text[figure.start] in "百千亿"):
        close = None
    before = _BEFORE.search(lead) or close
    after = _AFTER.match(text, figure.end)
    hedge, start, end = Hedge.NONE, figure.start, figure.end
    if before and before.lastgroup:
        hedge, start = Hedge(before.lastgroup), window + before.start()
    if after and after.lastgroup:
        end = after.end()
        hedge = hedge if hedge not in (Hedge.NONE, Hedge.ABOUT) else Hedge(after.lastgroup)
    return replace(figure, hedge=hedge, start=start, end=end)
