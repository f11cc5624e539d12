"""Citations as every tool shows them: to programs as fields, to readers of text as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel, Field

from assistant.channels.citation_wire import Wire
from assistant.channels.labels import KIND_LABELS, VALIDITY_LABELS, WINDOW_LABELS
from assistant.channels.web.schemas import WindowOut
from assistant.domain import Kind, Validity


class DocumentCited(BaseModel):
    """A document that is cited, and whether it holds on the day asked about."""

    document_id: str = Field(description="文件编号，可交给 read_document。")
    version: int
    title: str = Field(description="文件标题。")
    doc_number: str | None = Field(description="文号；手头的文本没有写明时为 null，不要自行补上。")
    issuer: str = Field(description="发布机关。")
    issued_on: str | None
    kind: Kind = Field(description="official_text 官方原文；interpretation 官方解读；digest 要点整理，不是原文。")
    validity: Validity = Field(description="在所问的那一天是否有效。")
    validity_label: str
    window: WindowOut | None = Field(description="申报批次及其在那一天的状态。")
    ends_on: str | None
    superseded_by: str | None


class Cited(BaseModel):
    """Where a statement comes from; its document stands in `documents`."""

    n: int = Field(description="编号，与正文里的 [n] 对应。")
    document_id: str
    clause_id: str = Field(description="条款编号，可交给 read_document。")
    locator: str = Field(description="在文件里的位置。")
    quote: str = Field(description="逐字的原话。")
    source_url: str = Field(description="原文或来源的网址，可能为空。")
    link: str | None = Field(description="标出这句原话的网页。")


class Proven(BaseModel):
    """A result that rests on documents."""

    documents: list[DocumentCited] = Field(description="所引的文件及其有效性，citations 里以 document_id 指明。")


def cited(citation: Wire) -> Wire:
    """A citation with its addresses as the tools name them, from its public shape."""
    link = citation["reader_url"]
    return citation | {"source_url": citation["url"], "link": link if is_absolute(link) else None}


def documents_of(citations: Iterable[Wire]) -> list[Wire]:
    """The documents of public citations, each once, in the order in which they are cited."""
    documents: dict[str, Wire] = {}
    for each in citations:
        label = VALIDITY_LABELS[Validity(each["validity"])]
        documents.setdefault(each["document_id"], each | {"validity_label": label})
    return list(documents.values())


def is_absolute(address: str) -> bool:
    """Whether an address can be opened from elsewhere; without a public address of the server it cannot."""
    return address.startswith(("https://", "http://"))


def standing_text(validity: Validity, window: WindowOut | None) -> str:
    """Validity and round in words."""
    if window is None or window.state is None:
        return VALIDITY_LABELS[validity]
    days = "至".join(day for day in (window.opens_on, window.closes_on) if day)
    return f"{VALIDITY_LABELS[validity]}，{window.name}{WINDOW_LABELS[window.state]}" + (f"（{days}）" if days else "")


def citation_lines(citations: Sequence[Cited], documents: Iterable[DocumentCited]) -> Iterator[str]:
    """Each document with its standing, and below it what is quoted from it and where that can be read."""
    for document in documents:
        quoted = [each for each in citations if each.document_id == document.document_id]
        if not quoted:
            continue
        named = (document.doc_number, document.issuer, document.issued_on, KIND_LABELS[document.kind])
        told = "，".join(part for part in named if part)
        yield f"《{document.title}》（{told}；{standing_text(document.validity, document.window)}）"
        for each in quoted:
            address = each.link or each.source_url
            yield f"[{each.n}] {each.locator}：“{each.quote}”" + (f" {address}" if address else "")
