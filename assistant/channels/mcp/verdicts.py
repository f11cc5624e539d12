"""Verdicts as the tool shows them: some whole, of the others what decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel, Field

from assistant.channels.citation_wire import Wire
from assistant.channels.labels import OUTCOME_LABELS
from assistant.channels.mcp.citing import Cited, DocumentCited, Proven, citation_lines, cited, standing_text
from assistant.channels.web.eligibility_schemas import FactOut, NoteOut, ProblemOut
from assistant.channels.web.schemas import WindowOut
from assistant.domain import FactType, FindingSort, Outcome, Validity

_MARKS = {True: "符合", False: "不符合", None: "还不知道"}
_NOTES = ("materials", "steps", "where", "cautions")


class FindingShown(BaseModel):
    """One condition. `met` null: not known yet; a `confirm` one is seen from papers."""

    label: str
    sort: FindingSort
    met: bool | None = Field(description="true 符合；false 不符合；null 还不知道。")
    confirm: bool = Field(description="true：看材料才知道，请用户自己核对。")
    citations: list[int]
    alternatives: list[FindingShown] = Field(description="其中一项符合即可。")


class EstimateShown(BaseModel):
    """What a programme may bring."""

    label: str
    formula: str = Field(description="怎样算的，含比例与上限。")
    text: str = Field(description="最多能拿多少；空表示还算不出。")
    citations: list[int]


class VerdictShown(BaseModel):
    """One programme, judged."""

    programme_id: str
    programme: str
    summary: str
    document_id: str
    outcome: Outcome = Field(
        description="eligible 都符合；likely 说到的都符合，余下要按材料核对；undetermined 还缺情况；"
        "upcoming 还没开始；closed 这一轮已截止；expired 已失效；not_eligible 不符合。"
    )
    outcome_label: str
    region: str
    validity: Validity
    window: WindowOut | None
    complete: bool = Field(description="false：只列出定结论的条件，用 programmes 指定它可得全部。")
    findings: list[FindingShown]
    missing: list[str] = Field(description="还缺的情况，名称。")
    estimates: list[EstimateShown]
    next_round: NoteOut | None
    materials: list[NoteOut]
    steps: list[NoteOut]
    where: list[NoteOut]
    cautions: list[NoteOut]
    citations: list[Cited]


class AskedShown(BaseModel):
    """A fact to ask for; `ask` can be put to the person as it is."""

    id: str
    name: str
    type: FactType
    unit: str
    ask: str
    help: str
    options: list[str]


class JudgeResult(Proven):
    """Verdicts in the order to act on them."""

    as_of: str
    facts: list[FactOut] = Field(description="读到的情况；value 是怎样理解的，请让用户确认。")
    verdicts: list[VerdictShown]
    missing_facts: list[AskedShown] = Field(description="接着该问的，最能定结论的在前。")
    problems: list[ProblemOut] = Field(description="没有读懂或不认识的情况，以及怎么改。")


def shown(verdict: Wire, names: Mapping[str, str], complete: bool) -> Wire:
    """A verdict from its public shape; one that is not complete holds only what fails, else whether it is in force."""
    failing = [each for each in verdict["findings"] if each["met"] is False]
    findings = verdict["findings"] if complete else failing or verdict["findings"][:1]
    noted = verdict if complete else verdict | {name: [] for name in _NOTES} | {"estimates": []}
    parts = [*findings, *noted["estimates"], *(note for name in _NOTES for note in noted[name])]
    parts += [verdict["next_round"]] if verdict["next_round"] else []
    parts += [alternative for finding in findings for alternative in finding["alternatives"]]
    proof = {n for part in parts for n in part["citations"]}
    return noted | {
        "outcome_label": OUTCOME_LABELS[Outcome(verdict["outcome"])],
        "complete": complete,
        "findings": findings,
        "missing": [names[id] for id in verdict["missing"]],
        "citations": [cited(each) for each in verdict["citations"] if each["n"] in proof],
    }


def told(result: JudgeResult) -> str:
    """The verdicts for readers of text."""
    return "\n".join(_lines(result))


def _lines(result: JudgeResult) -> Iterator[str]:
    yield from (f"“{each.fact}”：{each.message}" for each in result.problems)
    facts = "；".join(f"{fact.name} {fact.value}" for fact in result.facts)
    yield f"按 {result.as_of} 判断。读到的情况：{facts or '还没有'}"
    for verdict in result.verdicts:
        yield from _verdict(verdict, result.documents)
    if result.missing_facts:
        yield "\n接着可以问："
        yield from (f"- {each.ask}（{each.name}）" for each in result.missing_facts)


def _verdict(verdict: VerdictShown, documents: Sequence[DocumentCited]) -> Iterator[str]:
    standing = standing_text(verdict.validity, verdict.window)
    yield f"\n{verdict.programme}（{verdict.programme_id}）：{verdict.outcome_label}（{standing}）"
    for finding in verdict.findings:
        yield f"  - {_finding(finding)}"
        yield from (f"    - 其中一项，{_finding(each)}" for each in finding.alternatives)
    if verdict.missing:
        yield f"  还缺：{'、'.join(verdict.missing)}"
    for estimate in verdict.estimates:
        yield f"  金额 {estimate.label}：{estimate.formula}{'，' + estimate.text if estimate.text else ''}"
    for label, notes in (
        ("材料", verdict.materials),
        ("步骤", verdict.steps),
        ("去哪里", verdict.where),
        ("注意", verdict.cautions),
        ("下一轮", [verdict.next_round] if verdict.next_round else []),
    ):
        yield from (f"  {label}：{note.text}{_numbers(note.citations)}" for note in notes)
    yield from (f"  {line}" for line in citation_lines(verdict.citations, documents))


def _finding(finding: FindingShown) -> str:
    mark = "按材料核对" if finding.confirm and finding.met is None else _MARKS[finding.met]
    return f"{mark}：{finding.label}{_numbers(finding.citations)}"


def _numbers(citations: list[int]) -> str:
    return "".join(f"[{n}]" for n in citations)
