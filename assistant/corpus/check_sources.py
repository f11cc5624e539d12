"""Lint of digests: every statement in our own words says where it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.domain import Clause, Document, Kind, Level, MarkKind
from assistant.language.quantities import QuantityKind, find_quantities

_WEB_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
_MARK = re.compile(r"\[\^[^\]]*\]?")


def unsourced(document: Document, clauses: Iterable[Clause]) -> Iterator[tuple[str, str]]:
    """What is wrong with the sources of a document: place (clause or document id) and message."""
    used = {mark.source for mark in document.marks if mark.kind is MarkKind.SOURCE}
    known = {source.id for source in document.sources}
    for name in sorted(used - known):
        yield document.id, f"正文引用了来源“{name}”，sources 里没有。请补上名称、网址和 confidence"
    for name in sorted(known - used):
        yield document.id, f"来源“{name}”没有一条用到。请在相应条目末尾写 [^{name}]，或删去它"
    for source in document.sources:
        if not is_web_address(source.url):
            yield document.id, f"来源“{source.id}”的 url 不是 http 或 https 网址：“{source.url}”"
    for clause in clauses:
        if broken := _MARK.search(clause.text):
            yield clause.id, f"“{broken[0]}”不是来源标记。来源写成 [^编号]，编号用小写字母、数字、下划线或连字符"
        stated = document.kind is Kind.DIGEST and clause.level is Level.TEXT
        if stated and not document.sources_of(clause.start, clause.end):
            yield clause.id, f"要点没有来源：“{clause.text[:20]}…”。请在这一条末尾写 [^来源编号]"


def undated_windows(document: Document) -> Iterator[str]:
    """Windows whose closing day is read nowhere in the text: no answer could prove it."""
    for window in document.windows:
        of_cities = (day for _, day in window.cities)
        for stated in (window.opens_on, window.closes_on, window.closes_from, *of_cities):
            if stated is not None and not _stands(str(stated), document.text):
                yield f"批次“{window.name}”的日期 {stated} 在正文里没有写到。请在正文写明这个日期和它的来源"


def is_web_address(url: str) -> bool:
    """Whether something can be opened with a browser."""
    return _WEB_ADDRESS.fullmatch(url) is not None


def _stands(stated: str, text: str) -> bool:
    dates = (quantity.value for quantity in find_quantities(text) if quantity.kind is QuantityKind.DATE)
    return any(stated in str(value).split("/") for value in dates if value)
