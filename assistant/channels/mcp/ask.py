"""Asking a question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, Field, StringConstraints

from assistant.channels.labels import OUTCOME_LABELS
from assistant.channels.mcp.citing import Cited, Proven, citation_lines, cited, documents_of, is_absolute
from assistant.channels.mcp.tool import Arguments, AsOf, Id, Tool
from assistant.channels.web.schemas import read_day
from assistant.channels.wire import answer_to_wire
from assistant.domain import AnswerStatus, Mode, Outcome, Question

if TYPE_CHECKING:
    from assistant.service import Assistant

MOST_CHARS = 16_000
"""A body of 64 kB holds no more; how long a question may be, the settings say."""


class AskArguments(Arguments):
    """A question in everyday words."""

    question: Annotated[str, StringConstraints(min_length=1, max_length=MOST_CHARS)] = Field(
        description="问题原文，一句日常的话，简体、繁体均可；把用户的地点、行业、金额等照原话带上，不要改写成关键词。"
    )
    conversation_id: Id | None = Field(None, description="上一个回答的 conversation_id，用于追问；新的话题不传。")
    as_of: AsOf = None


class JudgedProgramme(BaseModel):
    """A programme beside an answer, held against what was told of the enterprise."""

    programme_id: str
    programme: str
    outcome: Outcome
    outcome_label: str


class Missing(BaseModel):
    """Something that would help to decide."""

    id: str
    name: str
    ask: str = Field(description="可以原样拿去问用户的话。")


class AskResult(Proven):
    """An answer of which every sentence is proven."""

    answer_id: str
    conversation_id: str = Field(description="追问时传入。")
    status: AnswerStatus = Field(
        description="answered 已回答；partly_answered 部分写明；clarification_needed 要先问清；"
        "unanswerable_* 资料里没有或已失效；refused_unsafe 拒答。"
    )
    mode: Mode = Field(description="quotes 只引原文；model 由模型措辞，每一句都按引文核对过。")
    as_of: str = Field(description="按这一天判断有效性。")
    text: str = Field(description="回答全文，句末 [n] 是引文编号。数字、日期、限定语照原样引用。")
    citations: list[Cited]
    notices: list[str] = Field(description="必须先告诉用户的话，例如已过实施期。")
    verdicts: list[JudgedProgramme] = Field(description="与回答有关的扶持事项，逐条对照见 judge_eligibility。")
    missing_facts: list[Missing] = Field(description="还缺的企业情况，最能定结论的在前。")
    follow_ups: list[str]
    link: str | None = Field(description="这个回答的网页。")


def ask(assistant: Assistant, asked: AskArguments) -> AskResult:
    """The same answer as on every channel; raises AssistantError."""
    question = Question(asked.question, asked.conversation_id, read_day(asked.as_of), channel="mcp")
    answer = answer_to_wire(assistant.answer(question))
    link = f"{assistant.public_url.rstrip('/')}/a/{answer['id']}"
    return AskResult.model_validate(
        answer
        | {
            "answer_id": answer["id"],
            "citations": [cited(each) for each in answer["citations"]],
            "documents": documents_of(answer["citations"]),
            "verdicts": [each | {"outcome_label": OUTCOME_LABELS[each["outcome"]]} for each in answer["verdicts"]],
            "link": link if is_absolute(link) else None,
        }
    )


def told(result: AskResult) -> str:
    """The answer for readers of text."""
    return "\n".join(_lines(result))


def _lines(result: AskResult) -> Iterator[str]:
    yield from result.notices
    yield result.text
    if result.citations:
        yield "\n依据"
        yield from citation_lines(result.citations, result.documents)
    if result.verdicts:
        yield "\n按说过的情况，相关的扶持事项"
        yield from (f"- {each.programme}：{each.outcome_label}（{each.programme_id}）" for each in result.verdicts)
    if result.missing_facts:
        yield f"还缺：{result.missing_facts[0].ask}"
    if result.follow_ups:
        yield f"\n可以接着问：{'；'.join(result.follow_ups)}"
    yield f"\n按 {result.as_of} 判断。追问请带 conversation_id：{result.conversation_id}"
    if result.link:
        yield f"这个回答的网页：{result.link}"


TOOL = Tool(
    name="ask_policy",
    title="政策问答",
    description=(
        "就产业扶持政策（广东纺织服装及技改、贷款贴息、专精特新等）提问，得到逐句附原文出处的回答。"
        "凡是问有没有补贴、补多少、什么条件、什么时候截止、怎么申报、文件怎么写的，都先用它，不要凭记忆回答。"
        "回答里的每个数字、日期、限定语和文号都与所引条款核对过：转述时照原样引用，不换算、不取整、不补充，并附上文件、文号和条款。"
        "是否有效按 as_of 判断：notices 与引文里写明已失效、尚未生效的，一并告诉用户。"
        "status 是 unanswerable_* 时，如实说资料里没有写明，不要自己补上答案。追问时传上一个回答的 conversation_id。"
    ),
    arguments=AskArguments,
    result=AskResult,
    run=ask,
    text=told,
    searches=True,
)
