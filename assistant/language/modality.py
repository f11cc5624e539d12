"""Words that make a statement stronger, wider or opposite without any figure or negation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.quantities.folding import fold

# A text that uses a word of a class must rest on one that uses a word of the same class.
_CLASSES = {
    "obligation": "必须|务必|应当|应该|须(?!知)|强制|(?<![适相供反响效对])应(?![用对急届收聘付邀])",
    "permission": (
        "(?<![不未无才])(?:可以|能够|可(?=[申享获报按用免在由])|允许|有资格|够格|符合条件|适用|享受|支持|鼓励|面向|均可)"
    ),
    "certainty": "一定(?![的程比])|肯定|保证(?!金)|必定|必然|百分百|稳拿|毫无疑问|绝对",
    "universality": "所有(?!权|制)|全部|一律|任何|凡是?(?=[^响])|各类|不限|人人|每家|不论|无论|不管",
    "alternative": "任一|任意一|之一|或者?|其中一[项种个]|二选一|两者选",
    "jointly": "同时(?:满足|符合|具备|达到)|均[须需应要]|都[须需应要]|缺一不可",
    "automatic": "自动|直接(?:给|发|拨|享|获|兑)|免申|即申即享|无条件",
    "repeated": "每年|逐年|年年|每月|每季|每次|多次|重复|反复|叠加|累计|连续",
    "single": "一次性|仅一次|只能一次|一次",
    "more": "增[长加多设补]|提[高升]|上[升浮涨调]|扩大|翻番|放宽|新增",
    "less": "减[少低半]|降低|下[降浮跌调]|缩[小减]|收紧|压[缩减]|削减",
    "longer": "延长|延期|顺延|推迟|延后",
    "shorter": "缩短|提前",
    "ended": "截止|结束|到期|停止|终止|关闭|废止|失效|取消|过期|作废|暂停",
    "begun": "开始|启动|开放|受理中|正在|恢复|重启|继续有效|仍然?有效|现行",
    "done": "已经?(?!知)",
    "summed": "合计|总共|一共|共计|总计|总额",
    "handed_in": "提交|递交|报送|提供|出具|附上|缴纳",
    "necessity": "才(?!能干)",
    "free": "免费|免征|免税|全免|减免|豁免",
}
# Other words of a text that say the same as one of a class.
_SAID_BY = {
    "alternative": "选一种|选其一|也可以",
    "done": "[了过]|现行|旧的",
    "necessity": "[要须应只仅限后]|不低于|以上|门槛|满足|达到",
    "handed_in": "[交寄]|报[省市县给到]|填报|申报",
}
# What may not be lost: a text with a word of a class is not told without one.
_KEPT = {
    "alternative": ("或(?!许)", "或|任一|之一|任意|选|其中一|也可以"),
    "permission": ("可以|支持|鼓励|探索|争取|力争", "可以?|能|支持|鼓励|探索|允许|争取|力争"),
    "average": ("平均", "平均"),
    "doubt": (r"可能|原则上|预计|推断|是否|大约|约(?=到|为|在|\d)", "可能|原则上|预计|推断|是否|能否|约"),
    "reached": ("得到|获得|取得|享受|拿[过了到]|评上|列入|入选", "得到|获得|取得|享受|拿[过了到]|评上|列入|入选|获"),
    "province": ("省级", "省"),
    "city": ("市级", "市"),
    "nation": ("国家级|中央", "国家|中央"),
    "old": ("旧", "旧|原来|以前"),
    "new": ("新", "新"),
    "small": ("小", "小"),
    "whole": ("总", "总"),
    "other_than": ("非", "非"),
    "joined": ("[和与及]|以及", "[和与及并、，；]"),
}
_KEPT_OF_ALL = {
    "hearsay": ("据咨询|资料显示|报道|说法不一|咨询[机网]|二手|未证实|没有得到", "据|资料|报道|说法|咨询|二手|证实|称"),
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _CLASSES.items()}


def strong_words(text: str) -> dict[str, str]:
    """The classes of such words in a text, each with the first word of it that stands there."""
    folded = fold(text)
    return {name: found.group() for name, pattern in _PATTERNS.items() if (found := pattern.search(folded))}


def unheld_words(text: str, quotes: str) -> Iterator[str]:
    """Words of a text whose class stands in none of its quotes."""
    held, folded = strong_words(quotes), fold(quotes)
    for name, word in strong_words(text).items():
        if name not in held and not (name in _SAID_BY and re.search(_SAID_BY[name], folded)):
            yield word


def lost_words(text: str, quote: str, *, whole: bool = False) -> Iterator[str]:
    """Words of doubt, choice and leave of a quote that a text about it has none of; `whole` for those of all of it."""
    folded, held = fold(text), fold(quote)
    for pattern, keeping in (_KEPT_OF_ALL if whole else _KEPT).values():
        found = re.search(pattern, held)
        if found and not re.search(keeping, folded):
            yield found.group()
