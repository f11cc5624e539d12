"""Which stretches of a reply say something about policy, so that they need a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.polarity import find_negations
from assistant.language.quantities import QuantityKind, find_document_numbers, find_quantities

_SENTENCE = re.compile(r"[^。！？；\n]+")
_CLAUSE = re.compile(r"[^，,：:]+")
_SUPPORT = "补贴|奖励|资助|补助|贴息|奖补|扶持|贷款|减免|免征|免税|退税|到账|拨付|发放"
_GRANTED = f"{_SUPPORT}|申报|申领|申请|报名|条件|资格|享受|认定|领取"
_BINDS = (
    r"可以|能(?:够)?(?!源|力|耗|效)|应当?(?!急|用)|必须|须(?!知)|不得|符合|满足|具备|有资格|最高|最低|不超过|不低于"
    r"|截止|均|都|一律|凡|给予|[月年][底初末]|[本下次]个?月"
)
_GIVES = r"拿|领|得到|获得|获批|返还|报销|批准|批了|给"
_GRANTS_OR_BINDS = re.compile(f"{_GRANTED}|{_BINDS}|{_GIVES}")
_POLICY = re.compile(rf"(?=[^。]*(?:{_GRANTED}))(?=[^。]*(?:{_BINDS}))")
# 您咨询的 and 经核实 advise nothing; what is advised follows a word of asking, or begins its clause.
_ADVISES = re.compile(
    r"(?:请您?|可以?|建议|欢迎|麻烦您?|^)(?:再|先|直接|随时|及时|另行|具体)?(?:[向与到][^，。]{1,30}?)?"
    r"(?:咨询|核实|联系|致电|来电|拨打|查看|了解|询问|反映)(?!的|结果|后)"
    r"|请?以[^，。]{1,30}为准|没有写"
)
_ASKS = re.compile(r"是否|能否|可否|[能可会]不[能可会]|如何|怎|哪|多少|什么")
_OF_THE_WRITER = re.compile(
    r"不(?:清楚|明白|了解|理解|太?懂|确定|便|周)|(?:没有?|未能?|尚未)(?:写|附|查到|找到|收到|收录|提到|提及|提供|说明)"
)
"""Denials of what the asker or the desk knows; any other one may deny what a rule grants or asks for."""
_HOLDS = re.compile(rf"(?:可以|能够?|应当?|必须|有资格|均|都|一律)[^，]{{0,8}}?(?:{_GRANTED})")
Span = tuple[int, int]


def states_policy(text: str) -> Span | None:
    """Where a text first says what holds: a figure, a document number, who may have what, or what is not asked for;
    None where nowhere."""
    spans = [
        (each.start, each.end) for each in find_quantities(text) if each.kind is not QuantityKind.ORDINAL or each.unit
    ]
    spans += [(each.start, each.end) for each in find_document_numbers(text)]
    return min(spans, default=None) or next(_holding(text), None)


def grants_or_binds(text: str) -> bool:
    """Whether a text holds any word of granting, getting or having to."""
    return bool(_GRANTS_OR_BINDS.search(text))


def _holding(text: str) -> Iterator[Span]:
    """Sentences of policy without the clauses that only advise, else clauses of them that deny something."""
    for sentence in _SENTENCE.finditer(text):
        clauses = [found.span() for found in _CLAUSE.finditer(text, *sentence.span()) if found.group().strip()]
        advising = [span for span in clauses if _is_advice(text[slice(*span)])]
        left = [
            span for span in clauses if span not in advising and not (advising and _ASKS.search(text[slice(*span)]))
        ]
        if left and _POLICY.match("，".join(text[slice(*span)] for span in left)):
            yield left[0][0], left[-1][1]
        yield from (span for span in left if _denies(text[slice(*span)]))


def _is_advice(clause: str) -> bool:
    """Whether a clause tells whom to ask, without granting anything before that."""
    found = _ADVISES.search(clause.strip())
    if found is None:
        return False
    return bool(_ASKS.search(clause)) or not _HOLDS.search(clause.strip()[: found.start()])


def _denies(clause: str) -> bool:
    """Whether it denies or restricts anything but what its writer knows."""
    return bool(find_negations(_OF_THE_WRITER.sub("", clause)))
