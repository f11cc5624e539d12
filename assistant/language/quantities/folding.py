"""One spelling for numerals, units and limit words, character by character, so that spans stay those of the source."""

from __future__ import annotations

import re
import unicodedata

_TRADITIONAL = (
    "萬億兩個條項場畝圓塊歲時週號內過於達約餘幾數級間層臺輛噸戶類處區極種組隊棟冊門屆階節點檔"
    "給獎補貼資獲滿將屬後開來額業幣歐鎊錢鐘貳參陸從這統專單劃長遲為勵還雙應會沒減終帶體變學營員無僅許嚴請須準論斷經暫"
)
_SIMPLIFIED = (
    "万亿两个条项场亩元块岁时周号内过于达约余几数级间层台辆吨户类处区极种组队栋册门届阶节点档"
    "给奖补贴资获满将属后开来额业币欧镑钱钟贰叁陆从这统专单划长迟为励还双应会没减终带体变学营员无仅许严请须准论断经暂"
)

_FOLD = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) != "，"}
    | {code: ord(unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)}
    | {ord(space): ord(" ") for space in "\t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"}
    | {ord(old): ord(new) for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}
    | {ord(dash): ord("-") for dash in "‐‑‒–—―−"}
    | {
        ord("○"): ord("〇"),
        ord("◯"): ord("〇"),
        ord("∶"): ord(":"),
        ord("￥"): ord("¥"),
        ord("≦"): ord("≤"),
        ord("≧"): ord("≥"),
    }
)
# Only inside a full-width figure is the full-width comma a thousands mark; elsewhere it ends a clause.
_FULL_WIDTH_THOUSANDS = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


def fold(text: str) -> str:
    """The same text, position by position, in Simplified half-width form."""
    if text.isascii():
        return text
    return _FULL_WIDTH_THOUSANDS.sub(",", text).translate(_FOLD)
