"""Searching the clauses of the documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, StringConstraints

from assistant.channels.citation_wire import citation_to_wire
from assistant.channels.mcp.citing import Cited, Proven, citation_lines, cited, documents_of
from assistant.channels.mcp.tool import Arguments, AsOf, Tool
from assistant.channels.web.schemas import read_day

if TYPE_CHECKING:
    from assistant.service import Assistant

MOST_HITS = 20


class SearchArguments(Arguments):
    """What is looked for."""

    query: Annotated[str, StringConstraints(min_length=1, max_length=2000)] = Field(
        description="要找的内容，几个词或一句话，例如 设备奖励 比例。"
    )
    limit: int = Field(8, ge=1, le=MOST_HITS, description="最多给出几条。")
    as_of: AsOf = None


class SearchResult(Proven):
    """Clauses that were found, the nearest first."""

    as_of: str = Field(description="按这一天判断有效性。")
    clauses: list[Cited] = Field(description="整条原文，最接近的在前；quote 是条款全文。")


def search(assistant: Assistant, wanted: SearchArguments) -> SearchResult:
    """The clauses nearest to a text; raises AssistantError."""
    day = read_day(wanted.as_of) or assistant.today()
    found = [citation_to_wire(each) for each in assistant.search(wanted.query, wanted.limit, day)]
    return SearchResult.model_validate(
        {"as_of": day.isoformat(), "clauses": map(cited, found), "documents": documents_of(found)}
    )


def told(result: SearchResult) -> str:
    """The clauses for readers of text."""
    return "\n".join(_lines(result))


def _lines(result: SearchResult) -> Iterator[str]:
    yield (
        f"最接近的 {len(result.clauses)} 条，编号小的更接近（按 {result.as_of} 判断有效性）："
        if result.clauses
        else "没有找到。"
    )
    yield from citation_lines(result.clauses, result.documents)


TOOL = Tool(
    name="search_clauses",
    title="检索政策条款",
    description=(
        "在政策文件里检索条款，给出逐字的原文、文件、文号、位置和有效性，最接近的在前。"
        "要看原文怎么写、要比较几份文件、或 ask_policy 没有答出时使用；要结论时用 ask_policy。"
        "它总会给出最接近的条款，是否相关请读原文判断；已失效的照样给出并注明，引用时要说明。"
        "数字照原样引用，条款里没有的不要补充。接着读上下文用 read_document。"
    ),
    arguments=SearchArguments,
    result=SearchResult,
    run=search,
    text=told,
    searches=True,
)
