"""Runs the situations of the rules: enterprises of which the file says what the verdict must be."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain import FindingSort, Verdict
from assistant.eligibility.assessing import Assessor
from assistant.eligibility.rules import Programme, Situation
from assistant.errors import MalformedKnowledge


def failures(assessor: Assessor, programme: Programme) -> Iterator[MalformedKnowledge]:
    """Every situation that comes out otherwise than its file says."""
    for situation in programme.situations:
        profile, unread = assessor.profile(situation.facts, situation.as_of)
        if unread:
            yield situation.entry.refused(f"情形“{situation.name}”读不懂：{'、'.join(unread)}")
            continue
        verdict = assessor.judge.verdict(programme.id, profile, situation.as_of)
        for said, is_so, found in _compared(situation, verdict):
            if not is_so:
                yield situation.entry.refused(f"情形“{situation.name}”的 {said} 不对，算出来是 {found}")


def _compared(situation: Situation, verdict: Verdict) -> Iterator[tuple[str, bool, object]]:
    yield "outcome", situation.outcome is verdict.outcome, verdict.outcome.value
    if situation.conditions is not None:
        yield "conditions", situation.conditions is verdict.conditions, verdict.conditions.value
    if situation.not_met is not None:
        of_the_day = (FindingSort.PERIOD, FindingSort.ROUND)
        failed = (each for each in verdict.findings if each.met is False and each.sort not in of_the_day)
        labels = sorted(finding.label for finding in failed)
        yield "not_met", sorted(situation.not_met) == labels, labels
    if situation.missing is not None:
        missing = sorted(verdict.missing)
        yield "missing", sorted(situation.missing) == missing, missing
    if situation.benefits is not None:
        sums = [estimate.high for estimate in verdict.estimates]
        yield "benefit", [figure.value for figure in situation.benefits] == sums, sums
    if situation.benefit is not None:
        highest = verdict.estimates[0].high if verdict.estimates else None
        yield "benefit", situation.benefit.value == highest, highest
