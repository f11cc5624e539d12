"""Which fact to ask for next: the one whose answer tells most about the programmes that one can still apply for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import log2, prod

from assistant.domain import Finding, FindingSort, Outcome, Verdict

_EVEN = 0.5
"""Of what is not known, yes and no are taken to be as likely: nothing at hand says how factories answer."""
_WEIGHT = {
    Outcome.ELIGIBLE: 1.0,
    Outcome.LIKELY: 1.0,
    Outcome.UNDETERMINED: 1.0,
    Outcome.UPCOMING: 0.6,
    Outcome.CLOSED: 0.3,
}
"""What a programme counts by its outcome: one prepares for a round to come, and only then looks back."""
_BLOCKED = 0.2
"""What is left of that where no answer can make it eligible, because a document does not tell a condition."""
_ESTIMATE = 0.3
"""What it counts that a sum can be told, once the conditions are settled; by the weight of the outcome."""


def missing_of(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """Missing facts, the one that decides most first; ties go by where a rule asks for them."""
    gains: dict[str, float] = {}
    for verdict in verdicts:
        for fact, gain in _gains(verdict):
            gains[fact] = gains.get(fact, 0.0) + gain
    order = {fact: at for at, fact in enumerate(gains)}
    return tuple(sorted(gains, key=lambda fact: (-round(gains[fact], 9), order[fact])))


def is_blocked(verdict: Verdict) -> bool:
    """Whether a condition, or whether the rule holds at all, stays unknown whatever an enterprise tells."""
    conditions = (each for each in verdict.findings if each.sort is not FindingSort.ROUND)
    return any(each.met is None and not each.missing and not each.confirm for each in conditions)


def _gains(verdict: Verdict) -> Iterator[tuple[str, float]]:
    """By how many bits a fact makes the outcome of one programme surer."""
    weight = _WEIGHT.get(verdict.outcome, 0.0)
    if is_blocked(verdict):
        weight *= _BLOCKED
    open_findings = [each for each in verdict.findings if each.missing]
    # With its conditions settled it may still be open whether the round of the place is.
    is_open = Outcome.UNDETERMINED in (verdict.conditions, verdict.outcome) and bool(open_findings)
    if weight and (verdict.conditions is Outcome.UNDETERMINED or is_open):
        for fact in dict.fromkeys(fact for each in open_findings for fact in each.missing):
            yes, no = (_chance(open_findings, {fact: answer}) for answer in (True, False))
            yield fact, weight * (_entropy(_EVEN * (yes + no)) - _EVEN * (_entropy(yes) + _entropy(no)))
    elif weight:
        for fact in dict.fromkeys(fact for each in verdict.estimates for fact in each.missing):
            yield fact, weight * _ESTIMATE


def _chance(findings: Sequence[Finding], told: dict[str, bool]) -> float:
    """How likely all of these are met."""
    return prod(_met(finding, told) for finding in findings)


def _met(finding: Finding, told: dict[str, bool]) -> float:
    if finding.met is not None:
        return float(finding.met)
    if finding.alternatives and finding.sort is FindingSort.EXCLUSION:
        return _chance(finding.alternatives, told)
    if finding.alternatives:
        return 1 - prod(1 - _met(each, told) for each in finding.alternatives)
    return prod(float(told[fact]) if fact in told else _EVEN for fact in finding.missing) if finding.missing else _EVEN


def _entropy(chance: float) -> float:
    if chance in (0.0, 1.0):
        return 0.0
    return -chance * log2(chance) - (1 - chance) * log2(1 - chance)
