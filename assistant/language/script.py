"""Traditional to Simplified for search, and back for the reply."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from assistant.domain import Script

if TYPE_CHECKING:
    from opencc import OpenCC

# Words that Taiwan spells with other words; OpenCC's own phrase tables also rewrite 新增 and 創立, which policies use.
_TAIWAN_WORDS = {
    "網際網路": "互联网",
    "資訊": "信息",
    "軟體": "软件",
    "硬體": "硬件",
    "網路": "网络",
    "數位": "数字",
    "專案": "项目",
    "程式": "程序",
    "晶片": "芯片",
    "產業鍊": "产业链",
    "供應鍊": "供应链",
}
AMBIGUOUS = "著"
"""Read one way in Traditional and another in Simplified text, so that the script of a text must be told first."""
# GB 2312 less Big5 is what only Simplified text is written with, but for these, which OpenCC leaves in Traditional
# text, too; its own table of that way takes 27 MB.
_IN_BOTH = str.maketrans(
    "",
    "",
    "葱囱兑户硷傈酶叁墒税酞蜕脱温卧悦着丨丿鼗丶刂劐冂亻仫伲倮氽勹亠冫凇冖卩阝郄勐廴凼厶垡坂垧埯埝塄塬墚艹苊芪苄苷苘茚莜萘萜葜蒈蒽蔸藁扌揸揞擀甙"
    "卟吖呋吡吣吲咔哐咴咣哌哚唣啉唿喹嗪嗬嗵嘞嘣嘭噍噔噻噼嚯幞岙岜峁崾嵛嵴彡犭狍猹猸夂忄愠憷丬氵沲浜溻漤宀辶彐胬媪尜幺巛珏珉桕桊榀榘檫軎攴晗犟犏"
    "毪氲攵敫肟肼肽肷胩脎脒脲腈腙腚腽膪臁炻烀煳煅煊煺熘灬礻肀砘砹砼硇碹磙礴睃畲疃罱疒痃癀癍癔癯衤耠耥耱蝽蝰螋蟮筻筢箢篼舭舾酰醌踺鐾鞴骶骺鬏黢齄冇",
)
_TAIWAN = re.compile("|".join(_TAIWAN_WORDS))
_TEXTS_KEPT, _LONGEST_KEPT = 512, 200
"""Each step brings the same question to its own spelling; what is longer is rather a document."""


class ScriptConverter:
    """Converts between scripts with OpenCC; each table is loaded when it is first needed. Safe to share by threads."""

    def __reduce__(self) -> tuple[type[ScriptConverter], tuple[()]]:
        """Tables stay in their process."""
        return ScriptConverter, ()

    def to_simplified(self, text: str) -> str:
        """Simplified characters for Hong Kong, Taiwan and plain Traditional spelling; Simplified text stays."""
        if text.isascii():
            return text
        return _kept_simplified(text) if len(text) <= _LONGEST_KEPT else _simplified(text)

    def to_traditional(self, text: str) -> str:
        """Traditional characters in Hong Kong spelling."""
        return text if text.isascii() else str(_table("s2hk").convert(text))

    def detect(self, text: str) -> Script:
        """Traditional when characters that only Traditional uses outnumber those that only Simplified uses."""
        return Script.SIMPLIFIED if text.isascii() else _detected(text)


def _simplified(text: str) -> str:
    replaced = _TAIWAN.sub(lambda match: _TAIWAN_WORDS[match.group()], text)
    # Only the table for Taiwan reads 著 as 着 where it is meant, but it also spoils 显著 in Simplified text.
    if AMBIGUOUS in replaced and _detected(replaced) is Script.TRADITIONAL:
        replaced = str(_table("tw2s").convert(replaced))
    return str(_table("hk2s").convert(replaced))


_kept_simplified = lru_cache(_TEXTS_KEPT)(_simplified)


def _detected(text: str) -> Script:
    simpler = _table("t2s").convert(text)
    if simpler == text:
        return Script.SIMPLIFIED
    traditional = sum(here != there for here, there in zip(text, simpler, strict=False))
    common = text.encode("gb2312", "ignore").decode("gb2312").translate(_IN_BOTH)
    simplified = len(common) - len(common.encode("big5", "ignore").decode("big5"))
    return Script.TRADITIONAL if traditional > simplified else Script.SIMPLIFIED


@cache
def _table(name: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(name)
