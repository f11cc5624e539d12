"""Which stretches of a reply say something about policy, so that they need a citation."""

from __future__ import annotations

import re

from assistant.language.quantities import QuantityKind, find_document_numbers, find_quantities

_SENTENCE = re.compile(r"[^。！？；\n]+")
_GRANTED = "补贴|奖励|资助|补助|贴息|奖补|扶持|贷款|减免|免征|免税|退税|申报|申领|申请|条件|资格|享受|认定"
_BINDS = (
    r"可以|能(?:够)?(?!源|力|耗|效)|应当?(?!急|用)|必须|须(?!知)|不得|符合|满足|具备|有资格|最高|最低|不超过|不低于"
    r"|截止|均|都|一律|凡|给予"
)
_ADVISES = re.compile(
    r"咨询|核实|联系|致电|来电|拨打|查看|向[^，。]{1,30}(?:了解|询问|反映)|以[^，。]{1,30}为准|没有写"
)
_POLICY = re.compile(rf"(?=[^。]*(?:{_GRANTED}))(?=[^。]*(?:{_BINDS}))")


def states_policy(text: str) -> tuple[int, int] | None:
    """Where a text first says what holds: a figure, a document number, or who may have what; None where nowhere."""
    spans = [
        (each.start, each.end) for each in find_quantities(text) if each.kind is not QuantityKind.ORDINAL or each.unit
    ]
    spans += [(each.start, each.end) for each in find_document_numbers(text)]
    sentences = (found for found in _SENTENCE.finditer(text) if _POLICY.match(found.group()))
    granting = (found.span() for found in sentences if not _ADVISES.search(found.group()))
    return min(spans, default=None) or next(granting, None)
