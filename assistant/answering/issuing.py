"""Who issued a document and how it is called: read from its own words, never from its front matter alone."""

from __future__ import annotations

import re

from assistant.answering.reading import Reading
from assistant.answering.turn import Span
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Document, Level

_ASKED = re.compile(
    r"发文(?:机关|单位|部门)|(?:谁|哪个?(?:部门|单位|机关|厅|局|政府)|什么(?:部门|单位|机关)|边个(?:部门|单位)?).{0,3}"
    r"(?:发|出|印发|出台|发布|制定|公布|下发|颁布|写|定)(?:的|了|台|布|文|呢|这|出来|$|[?？])"
)
_ISSUING = {
    "印发",
    "出台",
    "发布",
    "公布",
    "下发",
    "颁布",
    "制定",
    "制定方案",
    "发文",
    "颁发",
    "单位",
    "部门",
    "机关",
    "出来",
    "发出",
}
_TITLE = re.compile(
    r"(?:方案|文件|解读|通知|政策|意见|这份?|它|个)(?:的)?(?:全称|全名|标题|题目|完整(?:的)?名[称字])|"
    r"(?:全称|全名|标题|题目)(?:是|叫)(?:什么|啥|咩|乜)"
)
_PARTS = ("部分", "附件", "章", "节", "段", "措施", "目标")
_TITLING = {"全称", "全名", "全名是", "标题", "题目", "名称", "文件", "完整"}


def asks_for_title(reading: Reading) -> bool:
    """Whether nothing but the title of a document is asked for."""
    own = all(term.weak or term.text in _TITLING for term in reading.terms)
    whole = not reading.outline and not any(part in reading.text for part in _PARTS)
    return own and whole and _TITLE.search(reading.text) is not None


def title_span(catalogue: Catalogue, document: Document) -> Span | None:
    """The title as the document bears it."""
    root = next((clause for clause in catalogue.version(document.id).clauses if clause.parent_id is None), None)
    return Span(root.id, 0, len(root.text.rstrip())) if root is not None and root.level is Level.OUTLINE else None


def asks_for_issuer(reading: Reading) -> bool:
    """Whether nothing but the issuer is asked for."""
    return bool(_ASKED.search(reading.text)) and all(term.weak or term.text in _ISSUING for term in reading.terms)


def issuer_span(catalogue: Catalogue, document: Document) -> Span | None:
    """Where a document names its issuer: in its title, else in the first sentence that does."""
    short = document.issuer.removeprefix(document.region)
    for clause in catalogue.version(document.id).clauses:
        if clause.level is Level.OUTLINE and clause.parent_id is not None:
            continue
        for name in (document.issuer, f"省{short}", short):
            at = clause.text.find(name)
            if at >= 0:
                return Span(clause.id, at, at + len(name), ((at, at + len(name)),))
    return None
