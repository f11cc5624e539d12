"""Reading a document, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from assistant.answering.citations import reader_url
from assistant.channels.labels import KIND_LABELS, VALIDITY_LABELS
from assistant.channels.mcp.citing import is_absolute, standing_text
from assistant.channels.mcp.standing import standing_on, state_note
from assistant.channels.mcp.tool import Arguments, Id, Tool
from assistant.channels.web.schemas import WindowOut
from assistant.channels.wire import document_to_wire
from assistant.domain import Clause, DocumentVersion, Kind, Validity
from assistant.errors import NotFound

if TYPE_CHECKING:
    from assistant.service import Assistant

PAGE = 4000
"""Characters of a page; a line that is begun is not cut where it fits."""
MOST_OFFSET = 10_000_000


class ReadArguments(Arguments):
    """What is to be read."""

    document_id: Id = Field(description="文件编号，即其他工具结果里的 document_id。")
    clause_id: Id | None = Field(None, description="从这一条读起；旧版本的条款写作 编号@版本。")
    offset: int | None = Field(
        None,
        ge=0,
        le=MOST_OFFSET,
        description="从第几个字读起，续读时用上一页的 next_offset；缺省从头或从 clause_id 读起。",
    )


class ClausePlace(BaseModel):
    """A clause that begins on the page, at this character of the whole text."""

    clause_id: str
    locator: str
    start: int


class ReadResult(BaseModel):
    """A page of a document, verbatim."""

    document_id: str
    version: int
    title: str
    doc_number: str | None = Field(description="文号；手头的文本没有写明时为 null，不要自行补上。")
    issuer: str
    issued_on: str | None
    effective_on: str | None
    expires_on: str | None
    kind: Kind = Field(description="official_text 官方原文；interpretation 官方解读；digest 要点整理，不是原文。")
    region: str
    as_of: str
    validity: Validity = Field(description="在 as_of 那一天是否有效。")
    validity_label: str
    windows: list[WindowOut] = Field(description="申报批次及其状态。")
    superseded_by: str | None
    state_note: str = Field(description="不再是现行文字、或已有官方原文时的说明，要告诉用户；空表示没有。")
    note: str
    source_url: str = Field(description="原文的网址，可能为空。")
    text: str = Field(description="这一页的原文，逐字。")
    start: int
    end: int
    total: int = Field(description="全文多少字。")
    next_offset: int | None = Field(description="下一页从这里读起；null 表示读完了。")
    clauses: list[ClausePlace] = Field(description="从这一页开始的条款。")
    link: str | None = Field(description="从这里开始的网页。")


def read(assistant: Assistant, wanted: ReadArguments) -> ReadResult:
    """A page from a clause or an offset on; raises NotFound."""
    held, clause = _opened(assistant, wanted)
    text, day = held.document.text, assistant.today()
    start = clause.start if clause and wanted.offset is None else wanted.offset or 0
    if start and start >= len(text):
        raise NotFound(f"这份文件只有 {len(text)} 字，请用 0 到 {len(text) - 1} 之间的 offset。")
    end = page_end(text, start)
    begun = [each for each in held.clauses if start <= each.start < end]
    first = begun[0] if begun else held.clauses[0]
    link = reader_url(assistant.public_url, first.id, held.version, first.start, first.end)
    document = document_to_wire(held, day)
    validity = standing_on(assistant, held.document, day).validity
    return ReadResult.model_validate(
        document
        | {
            "document_id": held.document.id,
            "as_of": day.isoformat(),
            "validity": validity,
            "validity_label": VALIDITY_LABELS[validity],
            "state_note": state_note(assistant, held),
            "source_url": document["url"],
            "text": text[start:end],
            "start": start,
            "end": end,
            "total": len(text),
            "next_offset": end if end < len(text) else None,
            "clauses": [_place(each) for each in begun],
            "link": link if is_absolute(link) else None,
        }
    )


def page_end(text: str, start: int) -> int:
    """Where a page ends: behind its last whole line, or in the middle of a line that is longer than a page."""
    end = start + PAGE
    if end >= len(text):
        return len(text)
    return text.rfind("\n", start, end) + 1 or end


def told(result: ReadResult) -> str:
    """The page for readers of text."""
    return "\n".join(_lines(result))


def _lines(result: ReadResult) -> Iterator[str]:
    named = (result.doc_number, result.issuer, result.issued_on, KIND_LABELS[result.kind], result.region)
    standing = standing_text(result.validity, None)
    yield f"《{result.title}》（{'，'.join(part for part in named if part)}；按 {result.as_of} 判断：{standing}）"
    yield from (f"说明：{note}" for note in (result.state_note, result.note) if note)
    yield f"第 {result.start}–{result.end} 字，共 {result.total} 字，逐字照录："
    yield result.text
    if result.next_offset is not None:
        yield f"（未完，续读请传 offset={result.next_offset}）"
    if address := result.link or result.source_url:
        yield address


def _opened(assistant: Assistant, wanted: ReadArguments) -> tuple[DocumentVersion, Clause | None]:
    try:
        if wanted.clause_id is None:
            return assistant.document(wanted.document_id), None
        held, clause = assistant.clause(wanted.clause_id)
    except NotFound:
        raise NotFound(
            "没有这份文件或这一条。编号请照抄 search_clauses、ask_policy 或 list_programmes 给出的 document_id 与 "
            "clause_id。"
        ) from None
    if held.document.id != wanted.document_id:
        raise NotFound(f"这一条不在 {wanted.document_id} 里，请把 document_id 改为 {held.document.id}。")
    return held, clause


def _place(clause: Clause) -> ClausePlace:
    return ClausePlace(clause_id=clause.id, locator=clause.locator, start=clause.start)


TOOL = Tool(
    name="read_document",
    title="读文件原文",
    description=(
        "逐字读一份政策文件，一页约四千字；从头读，或从某一条（clause_id）读起，用 next_offset 续读。"
        "要核对上下文、通读一份文件、或用户要看原文时使用；文件编号来自其他工具的结果。"
        "引用时照录原文，并说明文件、文号、是否有效（validity_label）；"
        "kind 为 digest 的是要点整理，不是官方原文，要说明。"
    ),
    arguments=ReadArguments,
    result=ReadResult,
    run=read,
    text=told,
)
