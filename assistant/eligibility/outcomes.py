"""How findings and the day of a round make an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.corpus.standing import Standing
from assistant.domain import Finding, FindingSort, Outcome, Validity, Window, WindowState

OVER = (Validity.EXPIRED, Validity.REPEALED, Validity.SUPERSEDED)


def is_of_old_round(finding: Finding) -> bool:
    """Whether it fails only what one round asked for, as by a project that is finished a year later."""
    return finding.of_round and finding.met is False and not finding.missed


def unseen_way(finding: Finding) -> Finding | None:
    """The only way left to meet a condition, where no document at hand tells more of it: no sum is promised on that."""
    ways = [each for each in finding.alternatives if each.met is None]
    is_only = finding.met is None and all(each.sort is FindingSort.UNSEEN for each in ways)
    return ways[0] if ways and is_only else None


def conditions_outcome(findings: Sequence[Finding]) -> Outcome:
    """How the conditions stand together; what only papers show makes a verdict likely, not certain."""
    if any(each.met is False for each in findings):
        return Outcome.NOT_ELIGIBLE
    if any(each.met is None and not each.confirm for each in findings):
        return Outcome.UNDETERMINED
    return Outcome.LIKELY if any(each.met is None for each in findings) else Outcome.ELIGIBLE


def outcome_of(standing: Standing, conditions: Outcome) -> Outcome:
    """How a programme stands on a day; nobody is told to apply by a rule or in a round that may be over."""
    if standing.validity in OVER:
        return Outcome.EXPIRED
    if standing.validity is Validity.UPCOMING:
        return Outcome.UPCOMING
    if standing.window_state is WindowState.CLOSED:
        return Outcome.CLOSED
    if standing.window_state is WindowState.UPCOMING:
        return Outcome.UPCOMING
    unsure = standing.validity is Validity.UNKNOWN or standing.window_state is WindowState.UNKNOWN
    if unsure and conditions in (Outcome.ELIGIBLE, Outcome.LIKELY):
        return Outcome.UNDETERMINED
    return conditions


def shown_window(standing: Standing) -> Window | None:
    """The round; without its last day while that differs by city and has not passed everywhere."""
    window = standing.window
    if window and window.differs_by_city and standing.window_state is not WindowState.CLOSED:
        return replace(window, closes_on=None)
    return window


def in_force(validity: Validity) -> bool | None:
    """Whether a rule holds; None where nobody knows."""
    return None if validity is Validity.UNKNOWN else validity is Validity.IN_FORCE


def denied(met: bool | None) -> bool | None:
    """The opposite, as far as it is known."""
    return None if met is None else not met
