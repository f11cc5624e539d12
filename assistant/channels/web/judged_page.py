"""Verdicts of a recorded answer, as its plain page shows them with the words that they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.citations import reader_url
from assistant.channels.exports.plain import without_bars
from assistant.channels.labels import OUTCOME_LABELS
from assistant.domain import Citation, Finding, FindingSort, Judged, Verdict
from assistant.eligibility.estimating import worth

_OF_THE_DAY = (FindingSort.PERIOD, FindingSort.ROUND)
_STATES = {True: "符合", False: "不符合", None: "还不知道"}
_DAY_STATES = {True: "是", False: "否", None: "还不知道"}
_EXCLUSION_STATES = {True: "没有这种情况", False: "有这种情况，不能申报", None: "还不知道"}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """Something that decides, or what may be had: its name, how it stands, and the words with their address."""

    label: str
    state: str
    quotes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """One programme and what decides it."""

    programme: str
    outcome: str
    lines: tuple[ShownLine, ...]


def verdicts_of(judged: Judged | None) -> tuple[ShownVerdict, ...]:
    """The verdicts in the order in which they were told."""
    return tuple(map(_verdict, judged.verdicts)) if judged else ()


def _verdict(verdict: Verdict) -> ShownVerdict:
    held = {each.n: each for each in verdict.citations}
    lines = [*_findings(verdict.findings, held)]
    for estimate in verdict.estimates:
        told = f"{estimate.formula}，即{worth(estimate)}" if worth(estimate) else estimate.formula
        lines.append(
            ShownLine(f"{estimate.label}估算", f"{told}；以当年申报通知为准", _quotes(estimate.citations, held))
        )
    if verdict.next_round:
        lines.append(ShownLine("下一轮", verdict.next_round.text, _quotes(verdict.next_round.citations, held)))
    return ShownVerdict(verdict.programme, OUTCOME_LABELS[verdict.outcome], tuple(lines))


def _findings(findings: Sequence[Finding], held: Mapping[int, Citation]) -> Iterator[ShownLine]:
    for finding in findings:
        yield ShownLine(finding.label, _state(finding), _quotes(finding.citations, held))
        yield from _findings(finding.alternatives, held)


def _state(finding: Finding) -> str:
    if finding.sort is FindingSort.UNSEEN:
        return "没有查到"
    if finding.confirm and finding.met is None:
        return "按材料核对"
    if finding.sort is FindingSort.EXCLUSION:
        return _EXCLUSION_STATES[finding.met]
    return (_DAY_STATES if finding.sort in _OF_THE_DAY else _STATES)[finding.met]


def _quotes(numbers: Sequence[int], held: Mapping[int, Citation]) -> tuple[tuple[str, str, str], ...]:
    cited = (held[n] for n in numbers if n in held)
    return tuple(
        (reader_url("", each.clause_id, each.version, each.start, each.end), each.locator, without_bars(each.quote))
        for each in cited
    )
