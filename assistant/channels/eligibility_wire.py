"""Verdicts and facts as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from assistant.channels.citation_wire import Wire, citation_to_wire, window_to_wire
from assistant.domain import AskedFact, Assessment, Estimate, Fact, Finding, Judged, Note, Profile, Relation, Verdict
from assistant.eligibility.assessing import Assessor
from assistant.eligibility.estimating import worth
from assistant.eligibility.facts import FactKind
from assistant.eligibility.refusals import Refusal, refusal_of
from assistant.eligibility.values import bounds_text


def judge(assessor: Assessor, told: Mapping[str, str], day: date, programmes: Sequence[str] | None = None) -> Wire:
    """What the rules say of an enterprise of which this is told by fact; `problems` are what cannot be read."""
    profile, problems = read_profile(assessor, told, day)
    assessment = assessor.assess(profile, day, programmes)
    missing = [assessor.facts[id].asked for id in assessment.missing]
    return assessment_to_wire(assessment, missing) | {"problems": problems}


def assessment_to_wire(assessment: Assessment, missing: Iterable[AskedFact]) -> Wire:
    """Verdicts in the order to act on them, what they rest on, and what is to be asked next."""
    return {
        "as_of": assessment.as_of.isoformat(),
        "facts": [fact_to_wire(fact) for fact in assessment.profile.values()],
        "verdicts": [verdict_to_wire(verdict) for verdict in assessment.verdicts],
        "missing_facts": [asked_to_wire(each) for each in missing],
    }


def judged_to_wire(judged: Judged | None) -> Wire:
    """What an answer says of an enterprise: verdicts, what they rest on, and what is to be asked next."""
    judged = judged or Judged(())
    return {
        "profile": [fact_to_wire(fact) for fact in judged.profile],
        "verdicts": [verdict_to_wire(verdict) for verdict in judged.verdicts],
        "missing_facts": [asked_to_wire(each) for each in judged.missing],
    }


def fact_to_wire(fact: Fact) -> Wire:
    """One fact: `value` reads back as the same, `told` is how a person said it."""
    return {"id": fact.id, "name": fact.name, "value": fact.shown, "told": fact.told}


def asked_to_wire(asked: AskedFact) -> Wire:
    """A fact that may be asked for."""
    return {
        "id": asked.id,
        "name": asked.name,
        "type": asked.type.value,
        "unit": asked.unit,
        "ask": asked.ask,
        "help": asked.help,
        "options": [{"id": id, "name": name} for id, name in asked.options],
    }


def verdict_to_wire(verdict: Verdict) -> Wire:
    """One programme, judged; numbers in `citations` of a part refer to the verdict's own list."""
    return {
        "programme_id": verdict.programme_id,
        "programme": verdict.programme,
        "summary": verdict.summary,
        "topics": verdict.topics,
        "document_id": verdict.document_id,
        "as_of": verdict.as_of.isoformat(),
        "outcome": verdict.outcome.value,
        "conditions": verdict.conditions.value,
        "region": verdict.region,
        "findings": [_finding(finding) for finding in verdict.findings],
        "missing": verdict.missing,
        "estimates": [_estimate(each) for each in verdict.estimates],
        "validity": verdict.validity.value,
        "window": window_to_wire(verdict.window, verdict.window_state),
        "next_round": _note(verdict.next_round) if verdict.next_round else None,
        "replaced_by": verdict.replaced_by,
        "relations": [_relation(relation) for relation in verdict.relations],
        "materials": [_note(note) for note in verdict.materials],
        "steps": [_note(note) for note in verdict.steps],
        "times": [_note(note) for note in verdict.times],
        "where": [_note(note) for note in verdict.where],
        "cautions": [_note(note) for note in verdict.cautions],
        "citations": [citation_to_wire(citation) for citation in verdict.citations],
    }


def read_profile(assessor: Assessor, told: Mapping[str, str], day: date) -> tuple[Profile, list[Wire]]:
    """The facts that can be read, and for each other one what to write instead."""
    known = {id: text for id, text in told.items() if id in assessor.facts and text.strip()}
    profile, unread = assessor.profile(known, day)
    unknown = [id for id in told if id not in assessor.facts]
    return profile, [
        *({"fact": id, "message": _how_to_write(assessor.facts[id], told[id], day)} for id in unread),
        *({"fact": id, "message": "没有这一项，编号请看 /api/v1/eligibility/facts。"} for id in unknown),
    ]


def _how_to_write(kind: FactKind, text: str, day: date) -> str:
    name = f"“{kind.name}”"
    match refusal_of(kind, text, day):
        case Refusal.SOMETHING_ELSE:
            return f"{name}要的不是这个，请按这个口径写：{kind.ask}{kind.help}"
        case Refusal.NEGATIVE:
            return f"{name}不能是负数，请写不带负号的数，没有就写 0。"
        case Refusal.NOT_WHOLE:
            return f"{name}应是整数，例如 3。"
        case Refusal.BEYOND:
            return f"{name}应在{bounds_text(kind)}之间，请核对后再写。"
        case Refusal.DOUBTFUL:
            return f"{name}没有说定，{_example(kind)}；还不确定就先不填。"
    return f"没有读懂{name}，{_example(kind)}。"


def _example(kind: FactKind) -> str:
    return {
        "money": "请写金额，例如 800万元",
        "share": "请写比例，例如 3.5%",
        "count": "请写个数，例如 3",
        "years": "请写年数，例如 5年",
        "day": "请写日期，例如 2025年6月",
        "yes_no": "请写“是”或“否”",
        "place": "请写市、县区或镇的名称，例如 东莞虎门",
    }.get(kind.type.value, f"请选一项：{'、'.join(kind.options.values())}")


def _finding(finding: Finding) -> Wire:
    return {
        "label": finding.label,
        "sort": finding.sort.value,
        "met": finding.met,
        "citations": finding.citations,
        "facts": finding.facts,
        "missing": finding.missing,
        "confirm": finding.confirm,
        "of_round": finding.of_round,
        "alternatives": [_finding(each) for each in finding.alternatives],
    }


def _estimate(estimate: Estimate) -> Wire:
    return {
        "label": estimate.label,
        "formula": estimate.formula,
        "low": _number(estimate.low),
        "high": _number(estimate.high),
        "at_most": estimate.at_most,
        "text": worth(estimate),
        "missing": estimate.missing,
        "citations": estimate.citations,
    }


def _note(note: Note) -> Wire:
    return {"text": note.text, "citations": note.citations}


def _relation(relation: Relation) -> Wire:
    return {"programmes": relation.programmes, "together": relation.together, **_note(relation.note)}


def _number(sum_: Decimal | None) -> int | float | None:
    if sum_ is None:
        return None
    return int(sum_) if sum_ == sum_.to_integral_value() else float(sum_)
