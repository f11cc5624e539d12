"""Negations and restrictions of a text, so that a sentence and its quote can be compared."""

from __future__ import annotations

import re

from assistant.language.quantities.folding import fold

# Words that hold a negative character and deny nothing. They are tried first and so hide what is inside them.
_HARMLESS = (
    "不遗余力|不可或缺|必不可少|不约而同|源源不断|层出不穷|不断|不过(?=[，,只仅限在要须需由是])|不仅仅|不仅|不但|不光|不只是|不论|不管|不妨|不愧|不禁|"
    "不同|不少(?!于)|不一样|不错|不得不|不能不|不可不|不外乎|不锈钢|不动产|不确定|不久|不日|不时|不良|不当|"
    "不足之处|不好意思|对不起|差不多|了不起|"
    "非常|非凡|非遗|非公|非金属|非织造|非物质|非洲|除非|南非|是非|莫非|无非|"
    "无人机|无人驾驶|无人|无线|无锡|无论|无纺|无缝|无尘|无菌|无机|无废|无障碍|无微不至|无限|无形|无比|"
    "未来|没关系|没收|没问题|淹没|"
    "要不要|是不是|能不能|可不可以|会不会|有没有|有无|算不算|行不行|好不好|该不该|用不用|需不需要|对不对|够不够|能否|是否|"
    "有限公司|有限责任|仅供参考"
)
_MARKERS = {
    "不超过": "(?:不(?:得|能|应|可)?|未|没有)(?:超过|超出|突破|高于|多于|大于)|至多|最多|最高|封顶",
    "不低于": "(?:不(?:得|能|应|可)?|未|没有)(?:低于|少于|小于)|至少|最少|最低|起码",
    "不足": "不足|不到(?!位)|不满|未满|未达到?",
    "不再": "不(?:能|得|可以?)?再",
    "不得": "不得|不准|不许|严禁|禁止|请勿|切勿|不可以?|不能|不应该?|不允许|不予以?|无权",
    "不必": "不必|不用|不需要?|无需|无须|毋须",
    "除外": "除外|之外|以外|除(?=[^了，。；]{1,20}外)",
    "没有": "没有|尚未|未能|未曾|未经|暂无|并无|无法|没|未|无",
    "不": "并不|并非|而非|绝非|不是|不|非",
    "仅": "仅限于?|仅|只能|只限|只有|只(?!要)|唯一",
}
_FIND = re.compile(
    f"(?P<harmless>{_HARMLESS})|" + "|".join(f"(?P<m{i}>{pattern})" for i, pattern in enumerate(_MARKERS.values()))
)
_ELSEWHERE = {"不超过", "不低于", "不足", "除外"}
_NAMES = {f"m{i}": name for i, name in enumerate(_MARKERS)}


_FOLLOWING = re.compile(r"\w+")
_DENIED_LENGTH = 3
_SHORT_DENIED = {"不再": 2}
"""不再适用 and 不能再用 deny a word of two characters; after other markers that is too little to tell."""


def negations(text: str) -> tuple[str, ...]:
    """The markers of `text` in order, each under one name: 不得, 不能 and 禁止 are all "不得", 没有, 未 and 无 "没有".

    Names: 不超过, 不低于, 不足, 不得, 不必, 不再, 除外, 没有, 不, 仅.
    """
    return tuple(name for name, _, _ in find_negations(text))


def find_negations(text: str) -> tuple[tuple[str, int, int], ...]:
    """The same, each with the span of its marker."""
    found = ((_NAMES.get(match.lastgroup or ""), *match.span()) for match in _FIND.finditer(fold(text)))
    return tuple((name, start, end) for name, start, end in found if name)


def denied(text: str) -> tuple[str, ...]:
    """The first characters of what each marker denies or restricts: 未能按期完成 gives 按期完.

    Limits of figures (不超过, 不低于, 不足) and 除外, which stands behind, are left out.
    """
    folded = fold(text)
    found = []
    for match in _FIND.finditer(folded):
        name = _NAMES.get(match.lastgroup or "")
        following = _FOLLOWING.match(folded, match.end())
        if (
            name
            and name not in _ELSEWHERE
            and following
            and len(following.group()) >= _SHORT_DENIED.get(name, _DENIED_LENGTH)
        ):
            found.append(following.group()[:_DENIED_LENGTH])
    return tuple(found)
