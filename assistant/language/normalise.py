"""One spelling for what looks the same: widths, radicals, invisible characters, spaces and punctuation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

# PDF readers emit these radicals for whole characters; unlike the Kangxi block, NFKC leaves them as they are.
_RADICALS = str.maketrans(
    {
        "⺁": "厂", "⺄": "乙", "⺅": "亻", "⺆": "冂", "⺇": "几", "⺈": "刀", "⺉": "刂", "⺊": "卜", "⺋": "㔾",
        "⺎": "兀", "⺏": "尣", "⺐": "尢", "⺒": "巳", "⺓": "幺", "⺔": "彐", "⺕": "彐", "⺖": "忄", "⺗": "心",
        "⺘": "扌", "⺙": "攵", "⺛": "旡", "⺜": "日", "⺝": "月", "⺞": "歹", "⺟": "母", "⺠": "民", "⺡": "氵",
        "⺢": "水", "⺣": "灬", "⺤": "爫", "⺥": "爫", "⺦": "丬", "⺨": "犭", "⺩": "王", "⺪": "疋", "⺫": "目",
        "⺬": "示", "⺭": "礻", "⺮": "竹", "⺯": "糸", "⺰": "纟", "⺱": "网", "⺲": "网", "⺳": "网", "⺴": "网",
        "⺵": "网", "⺶": "羊", "⺷": "羊", "⺸": "羊", "⺹": "耂", "⺻": "聿", "⺼": "肉", "⺽": "臼", "⺾": "艹",
        "⺿": "艹", "⻀": "艹", "⻁": "虎", "⻂": "衤", "⻃": "覀", "⻄": "西", "⻅": "见", "⻆": "角", "⻇": "角",
        "⻈": "讠", "⻉": "贝", "⻊": "足", "⻋": "车", "⻌": "辶", "⻍": "辶", "⻎": "辶", "⻏": "阝", "⻐": "钅",
        "⻑": "長", "⻒": "镸", "⻓": "长", "⻔": "门", "⻕": "阜", "⻖": "阝", "⻗": "雨", "⻘": "青", "⻙": "韦",
        "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻞": "食", "⻟": "飠", "⻠": "饣", "⻡": "首", "⻢": "马",
        "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦", "⻩": "黄", "⻪": "黾", "⻫": "斉",
        "⻬": "齐", "⻭": "歯", "⻮": "齿", "⻯": "竜", "⻰": "龙", "⻱": "龜", "⻲": "亀", "⻳": "龟",
    }
)  # fmt: skip

_WHOLE = _RADICALS | {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}

# C0/C1 controls other than tab, newline and carriage return; soft hyphens and joiners; directional marks; tags; halves
# of surrogate pairs, which a JSON escape can smuggle in and no encoder accepts.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_HARMLESS = re.compile(
    "[\x85\u00ad\u034f\u115f\u1160\u180b-\u180f\u200b-\u200f\u061c\u2028\u2029\u2060-\u2064\u3164"
    "\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\U000e0100-\U000e01ef]"
)
_NOT_COMPARED = re.compile(r"[\W_]+")


class Harm(StrEnum):
    """What a hidden character can do: be stripped in passing, or make a person read other text than we do."""

    HARMLESS = "harmless"
    DECEPTIVE = "deceptive"


@dataclass(frozen=True, slots=True)
class Invisible:
    """A character that a person cannot see. `name` is its Unicode name, or U+XXXX for a control character."""

    character: str
    position: int
    name: str
    harm: Harm


def nfkc(text: str) -> str:
    """NFKC plus the radicals that NFKC misses.

    Full-width forms become half-width, so ，：；？！（）％ turn into ASCII; 。、《》“”‘’〔〕【】— stay.
    Lengths may change, so spans into the result are not spans into `text`.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text.translate(_RADICALS))


def whole_characters(text: str) -> str:
    """The text with characters for the radicals that PDF readers emit; everything else, widths too, stays."""
    return text if text.isascii() else text.translate(_WHOLE)


def find_invisible(text: str) -> tuple[Invisible, ...]:
    """Every hidden character in order; tabs and line breaks are not hidden."""
    return tuple(
        Invisible(
            character=match.group(),
            position=match.start(),
            name=unicodedata.name(match.group(), f"U+{ord(match.group()):04X}"),
            harm=Harm.HARMLESS if _HARMLESS.match(match.group()) else Harm.DECEPTIVE,
        )
        for match in _INVISIBLE.finditer(text)
    )


def strip_invisible(text: str) -> str:
    """The text without its hidden characters, harmless and deceptive ones alike."""
    return _INVISIBLE.sub("", text)


def compact(text: str) -> str:
    """Letters, digits and characters only, lower case: for comparing two spellings. Signs such as % go, too."""
    return _NOT_COMPARED.sub("", nfkc(strip_invisible(text))).lower()


def in_own_words(question: str, standalone: str) -> str:
    """The question as somebody wrote it, unless it stands alone only in other words, as a further question does."""
    return question if not standalone or compact(standalone) == compact(question) else standalone
