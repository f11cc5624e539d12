"""Finds 文号 such as 粤工信规字〔2024〕7号 and writes them in one form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language.quantities.folding import fold

_NUMBER = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff]{1,14}) ?[〔\[(【﹝] ?(?P<year>(?:19|20)\d{2}) ?[〕\])】﹞]"
    r" ?第? ?(?P<serial>\d{1,5}) ?号"
)
# The sentence before the number runs into its issuer; these words end the sentence part.
_LEAD = re.compile(
    r".*(?:根据|依据|按照|依照|参照|关于|通知|意见|办法|细则|规则|措施|印发|发布|文号|取代了?|代替了?|替代了?|废止了?|和|与|及|见|是|为|的|以|在|由|据|按|号)(?=.)"
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number. `value` is its normal form: no spaces, 〔〕 around the year, no 第."""

    value: str
    text: str
    start: int
    end: int


def find_document_numbers(text: str) -> tuple[DocumentNumber, ...]:
    """All document numbers, left to right; `text[start:end]` is each as written."""
    folded = fold(text)
    if "号" not in folded:
        return ()
    return tuple(_number(text, match) for match in _NUMBER.finditer(folded))


def _number(text: str, match: re.Match[str]) -> DocumentNumber:
    lead = _LEAD.match(match["issuer"])
    start = match.start() + (lead.end() if lead else 0)
    issuer = match["issuer"][start - match.start() :]
    value = f"{issuer}〔{match['year']}〕{int(match['serial'])}号"
    return DocumentNumber(value, text[start : match.end()], start, match.end())
