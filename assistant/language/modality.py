"""Words that make a statement stronger, wider or opposite without any figure or negation."""

from __future__ import annotations

import re

from assistant.language.quantities.folding import fold

# A text that uses a word of a class must rest on one that uses a word of the same class.
_CLASSES = {
    "obligation": "必须|务必|应当|应该|须(?!知)|强制|(?<![适相供反响效对])应(?![用对急届收聘付邀])",
    "permission": (
        "(?<![不未无])(?:可以|能够|可(?=[申享获报按用免在由])|允许|有资格|够格|符合条件|适用|享受|支持|鼓励|面向|均可)"
    ),
    "certainty": "一定(?![的程比])|肯定|保证(?!金)|必定|必然|百分百|稳拿|毫无疑问|绝对",
    "universality": "所有(?!权|制)|全部|一律|任何|凡是?(?=[^响])|各类|不限|人人|每家|不论|无论|不管",
    "alternative": "任一|任意一|之一|或者?|其中一[项种个]|二选一|两者选",
    "jointly": "同时(?:满足|符合|具备|达到)|均[须需应要]|都[须需应要]|缺一不可|且",
    "automatic": "自动|直接(?:给|发|拨|享|获|兑)|免申|即申即享|无条件",
    "repeated": "每年|逐年|年年|每月|每季|每次|多次|重复|反复|叠加|累计|连续",
    "single": "一次性|仅一次|只能一次|一次",
    "more": "增[长加多设补]|提[高升]|上[升浮涨调]|扩大|翻番|放宽|新增",
    "less": "减[少低半]|降低|下[降浮跌调]|缩[小减]|收紧|压[缩减]|削减",
    "longer": "延长|延期|顺延|推迟|延后",
    "shorter": "缩短|提前",
    "ended": "截止|结束|到期|停止|终止|关闭|废止|失效|取消|过期|作废|暂停",
    "begun": "开始|启动|开放|受理中|正在|恢复|重启|继续有效|仍然?有效|现行",
    "free": "免费|免征|免税|全免|减免|豁免",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _CLASSES.items()}


def strong_words(text: str) -> dict[str, str]:
    """The classes of such words in a text, each with the first word of it that stands there."""
    folded = fold(text)
    return {name: found.group() for name, pattern in _PATTERNS.items() if (found := pattern.search(folded))}
