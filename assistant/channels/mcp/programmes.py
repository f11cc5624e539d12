"""Listing the programmes that can be judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from assistant.answering.accept import accept_day
from assistant.channels.labels import VALIDITY_LABELS
from assistant.channels.mcp.citing import Cited, DocumentCited, Proven, cited, documents_of, standing_text
from assistant.channels.mcp.tool import Arguments, AsOf, Tool
from assistant.channels.programme_wire import programmes_to_wire
from assistant.channels.web.schemas import WindowOut, read_day
from assistant.domain import FactType, Validity

if TYPE_CHECKING:
    from assistant.service import Assistant


class ListArguments(Arguments):
    """As of which day."""

    as_of: AsOf = None


class ProgrammeListed(BaseModel):
    """A programme as it stands on the day."""

    id: str
    programme: str
    summary: str
    region: str
    document_id: str
    validity: Validity
    validity_label: str
    window: WindowOut | None = Field(description="申报批次及其在那一天的状态。")
    next_round: str | None = Field(description="文件对下一轮的说法，逐字。")
    facts: list[str] = Field(description="判断要看的企业情况，名称。")
    citations: list[Cited] = Field(description="有效期与批次的依据。")


class FactListed(BaseModel):
    """A fact that judge_eligibility takes."""

    id: str
    name: str
    type: FactType
    unit: str
    options: list[str] = Field(description="choice 类型可选的说法。")


class ListResult(Proven):
    """Every programme, and every fact that any of them looks at."""

    as_of: str
    programmes: list[ProgrammeListed]
    facts: list[FactListed] = Field(description="judge_eligibility 的 facts 可用的编号与名称。")


def list_programmes(assistant: Assistant, wanted: ListArguments) -> ListResult:
    """The programmes as of a day; raises AssistantError."""
    day = accept_day(read_day(wanted.as_of) or assistant.today())
    documents = {held.document.id: held.document for held in assistant.documents()}
    listed = programmes_to_wire(assistant.talk.assessor, documents, day)
    proof = [citation for each in listed["programmes"] for citation in each["citations"]]
    for each in listed["programmes"]:
        each["validity_label"] = VALIDITY_LABELS[Validity(each["validity"])]
        each["citations"] = [cited(citation) for citation in each["citations"]]
    return ListResult.model_validate(listed | {"documents": documents_of(proof)})


def told(result: ListResult) -> str:
    """The list for readers of text."""
    return "\n".join(_lines(result))


def _lines(result: ListResult) -> Iterator[str]:
    named = {each.document_id: each for each in result.documents}
    yield f"{len(result.programmes)} 个扶持事项，按 {result.as_of} 判断："
    for each in result.programmes:
        yield f"- {each.programme}（{each.id}，{each.region}）：{standing_text(each.validity, each.window)}"
        yield f"    {each.summary}"
        yield from (f"    {_proof(citation, named[citation.document_id])}" for citation in each.citations)
        if each.next_round:
            yield f"    下一轮：“{each.next_round}”"
    yield f"\n判断时可以告诉 judge_eligibility 的企业情况：{'、'.join(each.name for each in result.facts)}"


def _proof(citation: Cited, document: DocumentCited) -> str:
    number = f"（{document.doc_number}）" if document.doc_number else ""
    return f"《{document.title}》{number}{document.issuer}，{citation.locator}：“{citation.quote}”"


TOOL = Tool(
    name="list_programmes",
    title="扶持事项一览",
    description=(
        "列出能逐条对照条件的扶持事项：名称、地区、依据的文件、在 as_of 那一天是否有效、这一轮申报到哪天、"
        "判断要看哪些企业情况。"
        "用户问有哪些补贴、现在能申报什么、什么时候截止时使用；也用它取得 judge_eligibility 要的事项编号和情况名称。"
        "日期照原样引用；已截止、尚未开始、没有查到的照实说，不要推测下一轮的日期。"
    ),
    arguments=ListArguments,
    result=ListResult,
    run=list_programmes,
    text=told,
)
