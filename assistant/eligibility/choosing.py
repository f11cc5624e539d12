"""Which programmes are in question after a message, and which verdicts on them come first."""

from __future__ import annotations

from collections.abc import Collection, Set
from datetime import date

from assistant.domain import Assessment, Outcome, Profile, Verdict
from assistant.eligibility.asking import is_blocked
from assistant.eligibility.assessing import Assessor
from assistant.eligibility.circumstances import PLACE
from assistant.eligibility.heard import FollowUp, Message

INDUSTRY = "industry"
COMMON = (PLACE, INDUSTRY)
"""What nearly every programme looks at, so that it singles none out."""
_FEW_MISSING = 3
"""So many facts may be missing for a programme that nobody named to be held against an enterprise."""


def chosen(message: Message, document_ids: set[str], assessor: Assessor, as_of: date) -> tuple[str, ...]:
    """Programmes in question: those before a reply; else those quoted, and those that what is told singles out."""
    programmes = assessor.judge.rulebook.programmes
    before = tuple(id for id in message.before.programmes if id in programmes)
    if not message.named and (message.goes_on or (message.asks and before)):
        told = message.is_account or not before or any(old.id == PLACE for old, _ in message.changed)
        return tuple(dict.fromkeys((*before, *(_told_of(message.profile, assessor, as_of) if told else ()))))
    singled = _singled_out(message.profile, assessor)
    quoted = tuple(
        id for id, each in programmes.items() if document_ids & {version.document_id for version in each.versions}
    )
    if message.named:
        return tuple(id for id in message.named if id in singled) or message.named
    if message.asks_widely or (message.asks and not singled):
        return _open_to(message.profile, {*singled, *quoted}, assessor, as_of)
    if message.tells and message.asks_nothing:
        return _told_of(message.profile, assessor, as_of)
    return tuple(id for id in quoted if id in singled) or quoted or singled


def foremost(assessment: Assessment, message: Message, assessor: Assessor) -> tuple[Verdict, ...]:
    """First what the person told most of, which they came for; then what turns out not to fit; then the others."""
    before, changed = message.before.verdicts, {old.id for old, _ in message.changed}
    hoped_for = {each.programme_id for each in before if each.conditions is not Outcome.NOT_ELIGIBLE}
    unfit = [each for each in assessment.verdicts if each.conditions is Outcome.NOT_ELIGIBLE]
    possible = [each for each in assessment.verdicts if each not in unfit]
    used = {each.programme_id: _used(assessment.profile, each.programme_id, assessor) for each in possible}
    facts = {each.programme_id: _facts(each.programme_id, assessor) for each in possible}
    meant = [each for each in possible if facts[each.programme_id] & changed] or possible
    now = set(message.told)
    most = max(meant, key=lambda each: (used[each.programme_id], bool(facts[each.programme_id] & now)), default=None)
    first = [most] if most and used[most.programme_id] else []
    turned = [each for each in unfit if each.programme_id in hoped_for or looks_at(each, changed)]
    asks_sum = message.follows is FollowUp.SUM
    reckoned = [each for each in possible if asks_sum and any(sum.high is not None for sum in each.estimates)]
    ordered = (*first, *turned, *reckoned, *possible, *unfit)
    return tuple({each.programme_id: each for each in ordered}.values())


def looks_at(verdict: Verdict, facts: Collection[str]) -> bool:
    """Whether any of its conditions is about one of these facts."""
    return any(fact in facts for finding in verdict.findings for fact in finding.facts)


def is_singled_out(programme_id: str, profile: Profile, assessor: Assessor) -> bool:
    """Whether what is told speaks of just such programmes."""
    return _used(profile, programme_id, assessor) > 0


def _used(profile: Profile, programme_id: str, assessor: Assessor) -> int:
    """How many of the facts that single out any programme this one looks at."""
    return len(set(profile).difference(COMMON) & _facts(programme_id, assessor))


def _facts(programme_id: str, assessor: Assessor) -> Set[str]:
    """All facts that it looks at, for its conditions or for its sum."""
    return assessor.judge.rulebook.programmes[programme_id].versions[-1].facts()


def _singled_out(profile: Profile, assessor: Assessor) -> tuple[str, ...]:
    """Programmes that look at something told which few others look at."""
    return tuple(id for id in assessor.judge.rulebook.programmes if _used(profile, id, assessor))


def _told_of(profile: Profile, assessor: Assessor, as_of: date) -> tuple[str, ...]:
    """What an account of an enterprise brings into question: for each fact the programmes that use most of them all.

    A fact that many look at so leads to those of which more was told. Where nothing singles any out, it is all that
    few questions decide.
    """
    programmes = assessor.judge.rulebook.programmes
    possible = {
        each.programme_id: each
        for each in assessor.assess(profile, as_of).verdicts
        if Outcome.NOT_ELIGIBLE is not each.conditions and each.outcome is not Outcome.EXPIRED
    }
    used = {id: _used(profile, id, assessor) for id in possible}
    near: set[str] = set()
    for fact in set(profile).difference(COMMON):
        looking = [id for id in possible if fact in _facts(id, assessor)]
        most = max((used[id] for id in looking), default=0)
        near.update(id for id in looking if used[id] == most)
    soon = {id for id in near if _is_soon_decided(possible[id]) or possible[id].conditions is not Outcome.UNDETERMINED}
    return tuple(id for id in programmes if id in (soon or near)) or _open_to(profile, (), assessor, as_of)


def _open_to(profile: Profile, near: Collection[str], assessor: Assessor, as_of: date) -> tuple[str, ...]:
    """All that this enterprise may have, as far as is known: those near, and those that few questions decide."""
    return tuple(
        each.programme_id
        for each in assessor.assess(profile, as_of).verdicts
        if each.conditions is not Outcome.NOT_ELIGIBLE and (each.programme_id in near or _is_soon_decided(each))
    )


def _is_soon_decided(verdict: Verdict) -> bool:
    one_can_apply = verdict.outcome in (Outcome.ELIGIBLE, Outcome.LIKELY, Outcome.UNDETERMINED)
    comes_again = verdict.outcome is Outcome.CLOSED and verdict.next_round is not None
    return (one_can_apply or comes_again) and not is_blocked(verdict) and len(verdict.missing) <= _FEW_MISSING
