"""Words that bind: what must, may or must not be done, and under which condition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.quantities.folding import fold

# The longest wording comes first: 不得 contains 得, 应当 contains 应.
_DUTY = re.compile(
    "不得|不应当?|不可以?|不能|不予以?|不再|不需要?|不必|无需|无须|禁止|严禁|不准|不许|"
    "应当|应该|必须|务必|(?<![必无毋])须(?!知)|(?<![相适反响对供])应(?![用急对收付届季运邀聘对变])|"
    "可以|(?<![许认不])可(?![持靠行能见谓])|原则上|鼓励|优先|酌情|"
    "并且|且(?!慢)|或者?(?!许)|任一|任意一项|之一|同时(?=满足|符合|具备)|均(?![衡价值])|"
    "没有|尚未|未(?!来)|仅限?|只能|除外|以外|之外"
)
_CONDITION = re.compile(
    r"除[^，,。；;：:]{1,40}?(?:[以之])?外(?=[，,。；;])|"
    r"(?:对于?|凡|如果?|若|符合|满足|具备|未|经)[^，,。；;：:、]{2,40}?"
    r"(?:的(?=[，,、：:])|的(?:企业|项目|单位|个人|园区|平台|机构|申请人|主体|产品)|条件的?|情形|时(?=[，,]))"
)

Found = tuple[str, int, int]


def find_duties(text: str) -> Iterator[Found]:
    """Words of duty, permission and their joining (应当, 可以, 不得, 或, 且), each with its span."""
    return ((text[m.start() : m.end()], m.start(), m.end()) for m in _DUTY.finditer(fold(text)))


def find_conditions(text: str) -> Iterator[Found]:
    """Stretches that say for whom or when something holds (对符合条件的企业, 除…外), each with its span."""
    return ((text[m.start() : m.end()], m.start(), m.end()) for m in _CONDITION.finditer(fold(text)))
