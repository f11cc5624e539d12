"""Holding an enterprise against the conditions of programmes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, StrictBool, StringConstraints

from assistant.answering.accept import accept_day
from assistant.channels.citation_wire import Wire
from assistant.channels.eligibility_wire import judge
from assistant.channels.mcp.citing import documents_of
from assistant.channels.mcp.tool import Arguments, AsOf, Id, Tool
from assistant.channels.mcp.verdicts import JudgeResult, shown, told
from assistant.channels.web.schemas import read_day
from assistant.eligibility.assessing import Assessor

if TYPE_CHECKING:
    from assistant.service import Assistant

MOST_FACTS = 100
MOST_NAMED = 10
MOST_MISSING = 8
WHOLE = 3
"""Verdicts that are told whole where no programme is named; all would be a third of a million characters."""

Told = Annotated[str, StringConstraints(max_length=200)] | StrictBool | int | float


class JudgeArguments(Arguments):
    """What is known of an enterprise, in the words of people."""

    facts: Annotated[dict[Id, Told], Field(max_length=MOST_FACTS)] = Field(
        description="企业情况：名称或编号（见 list_programmes 的 facts）与用户的说法，例如 "
        '{"厂在哪里": "开平", "新设备金额": "500来万", "项目备案": "是"}。照用户的原话写，没说的不要写，更不要猜。'
    )
    as_of: AsOf = None
    programmes: Annotated[list[Id], Field(max_length=MOST_NAMED)] | None = Field(
        None,
        description=f"只判断这些扶持事项（编号或名称，至多 {MOST_NAMED} 个），每个都给出全部条件；缺省为全部事项。",
    )


def assess(assistant: Assistant, wanted: JudgeArguments) -> JudgeResult:
    """Verdicts, what they rest on and what is missing; raises AssistantError."""
    assessor = assistant.talk.assessor
    day = accept_day(read_day(wanted.as_of) or assistant.today())
    facts, problems = _by_id(assessor, wanted.facts)
    named = {each.name: each.id for each in assessor.judge.rulebook.programmes.values()}
    programmes = None if wanted.programmes is None else [named.get(each, each) for each in wanted.programmes]
    judged = judge(assessor, facts, day, programmes)
    names = {kind.id: kind.name for kind in assessor.facts}
    verdicts = [
        shown(verdict, names, programmes is not None or at < WHOLE) for at, verdict in enumerate(judged["verdicts"])
    ]
    return JudgeResult.model_validate(
        judged
        | {
            "verdicts": verdicts,
            "documents": documents_of(citation for verdict in verdicts for citation in verdict["citations"]),
            "missing_facts": [_asked(each) for each in judged["missing_facts"][:MOST_MISSING]],
            "problems": [*problems, *judged["problems"]],
        }
    )


def _by_id(assessor: Assessor, told: Mapping[str, str | bool | float]) -> tuple[dict[str, str], list[Wire]]:
    """What is told, under the ids of its facts, and what is told of nothing that is known or twice."""
    ids = {kind.name: kind.id for kind in assessor.facts}
    known: dict[str, str] = {}
    problems: list[Wire] = []
    for name, value in told.items():
        id = ids.get(name, name)
        if id not in assessor.facts:
            problems.append({"fact": name, "message": "没有这一项，可用的名称见 list_programmes 的 facts。"})
        elif id in known:
            problems.append({"fact": name, "message": "这一项写了两次，只看了前一个，请只写一次。"})
        else:
            known[id] = ("是" if value else "否") if isinstance(value, bool) else str(value)
    return known, problems


def _asked(missing: Wire) -> Wire:
    return missing | {"options": [each["name"] for each in missing["options"]]}


TOOL = Tool(
    name="judge_eligibility",
    title="对照申报条件",
    description=(
        "拿企业的情况逐条对照扶持事项的条件：每一条符合、不符合或还不知道，附原文；能估的给出金额的算法和上限。"
        "用户问自己够不够条件、能拿多少、还差什么时使用。没说的情况算“还不知道”，不算不符合："
        "先用已知的判断，再按 missing_facts 的 ask 追问。problems 里是没有读懂的，请照提示改写。"
        "金额是按文件比例和上限算的上限，不是承诺；数字照原样引用，不要自己另算。"
        "结论按 as_of 那一天：closed 是这一轮已截止，expired 是文件已失效，照实说。"
        "不指定 programmes 时只有前几个事项列出全部条件（complete 为 true），要看其余的，用 programmes 指定。"
    ),
    arguments=JudgeArguments,
    result=JudgeResult,
    run=assess,
    text=told,
)
