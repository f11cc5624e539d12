"""What a text relates: before or after what, for each what, and what stands on which side of a relation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.pairs import pairs
from assistant.language.quantities.folding import fold

# 提前, 目前 and 今后 point nowhere; a figure before it is read as a date.
_SIDE = re.compile(r"([\u4e00-\u9fff]{2})[之以]?([前后])(?![景提期置述者沿续台款勤一\d])")
_DAY_OF = re.compile(r"([\u4e00-\u9fff]{2})之(日)")
_NOWHERE = re.compile(r"[日月年天底目当先今随最然提往此事生][之以]?$")
_PER = re.compile(
    r"(?:每(?:一|1)?(?:个|家|份|项|笔|户|年)?|同一?[家个项笔]|单个|各个)"
    r"(自然年|年度?|季度?|月|[\u4e00-\u9fff]{0,2}(?:企业|项目|合同|单位|产品|城市)|技改项目|贷款)"
    r"|每([家项年户人次])|(贵公?司|[您你](?:的|家)?(?:企业|公司|厂)?)"
)
_PER_NAMES = {"自然年": "年", "年度": "年", "季": "季度", "家": "企业", "户": "企业"}
_PER_HEADS = ("企业", "项目", "合同", "单位", "产品", "城市")
_ASKER = "您"
_RELATION = re.compile(
    r"(?P<far>取代|代替|替代|接替|不(?:能|得|可以?)再(?:申请|享受|申报|拿|获)|视[为同]|等同)"
    r"|(?P<near>(?<![申填通上])报(?:送|给|(?=[省市各]))|[拨发补]给)|比(?![例重率])"
)
NEAR = 4
"""Who gives to whom stands so close to the verb."""
_BY = re.compile(r"被|由")
_END = re.compile(r"[。；;！!？?\n]")
_CLAUSE = re.compile(r"[，,：:。；;！!？?\n]")


def sides(text: str) -> frozenset[tuple[str, str]]:
    """完工之前 gives (完工, 前): two characters and the side of them that is meant; 发放之日 gives (发放, 日)."""
    folded = fold(text)
    found = (*_SIDE.finditer(folded), *_DAY_OF.finditer(folded))
    return frozenset((m.group(1), m.group(2)) for m in found if not _NOWHERE.search(m.group(1)))


def per_what(text: str) -> frozenset[str]:
    """每家企业每个自然年 gives 企业 and 年; who is addressed stands for 企业."""
    return frozenset(_per_name(m.group(1) or m.group(2) or "", m.group(3)) for m in _PER.finditer(fold(text)))


def _per_name(what: str, asker: str | None) -> str:
    if asker:
        return _ASKER
    head = next((head for head in _PER_HEADS if what.endswith(head)), what)
    return _PER_NAMES.get(head, head)


def turned_around(sentence: str, held: str) -> Iterator[str]:
    """Relations of a sentence with that on their right which `held` has on their left: B取代A for A取代B."""
    relations = tuple(_relations(held))
    for word, left, right in _relations(sentence):
        alike = [(one, other) for name, one, other in relations if name[:1] == word[:1]]
        straight = max((len(left & one) + len(right & other) for one, other in alike), default=0)
        turned = max((len(left & other) + len(right & one) for one, other in alike), default=0)
        moved = alike and all(right & one and not right & other for one, other in alike)
        if turned > straight or moved:
            yield word


def _relations(text: str) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    """Each relation with what does it and what it is done to, as pairs of characters."""
    folded = fold(text)
    for found in _RELATION.finditer(folded):
        breaks = _END if found["far"] else _CLAUSE
        before = breaks.split(folded[: found.start()])[-1]
        after = breaks.split(folded[found.end() :])[0]
        if found["near"]:
            before, after = before[-NEAR:], after[:NEAR]
        elif by := list(_BY.finditer(before)):
            before, after = before[by[-1].end() :], before[: by[-1].start()]
        yield found.group(), pairs(before), pairs(after)
