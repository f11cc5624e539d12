"""All programmes for one enterprise: read what was told, judge each, and say what to do first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from assistant.answering.lexicon import Places
from assistant.domain import Assessment, Fact, Outcome, Profile, Verdict
from assistant.eligibility.asking import is_blocked, missing_of
from assistant.eligibility.facts import FactsCatalogue
from assistant.eligibility.judging import Judge
from assistant.eligibility.values import read_value, value_text

_ORDER = {
    Outcome.ELIGIBLE: 0,
    Outcome.LIKELY: 0,
    Outcome.UNDETERMINED: 1,
    Outcome.UPCOMING: 2,
    Outcome.CLOSED: 3,
    Outcome.NOT_ELIGIBLE: 4,
    Outcome.EXPIRED: 5,
}


class Assessor:
    """The door to verdicts over one state of the corpus."""

    def __init__(self, judge: Judge, facts: FactsCatalogue, places: Places) -> None:
        self.judge, self.facts, self.places = judge, facts, places

    def profile(self, told: Mapping[str, str], today: date) -> tuple[Profile, tuple[str, ...]]:
        """Facts read from what was told by id, and the ids of those that could not be read; raises KeyError."""
        read = {id: read_value(self.facts[id], text, today, self.places) for id, text in told.items()}
        known = {id: self.shown(Fact(id, value, told[id])) for id, value in read.items() if value is not None}
        return known, tuple(id for id, value in read.items() if value is None)

    def shown(self, fact: Fact) -> Fact:
        """The fact with its name and its value as people are shown them."""
        kind = self.facts[fact.id]
        return replace(fact, name=kind.name, shown=value_text(kind, fact.value))

    def assess(self, profile: Profile, as_of: date, programmes: Iterable[str] | None = None) -> Assessment:
        """Verdicts on the programmes, on all where none are named; raises NotFound."""
        ids = tuple(self.judge.rulebook.programmes) if programmes is None else tuple(dict.fromkeys(programmes))
        verdicts = sorted((self.judge.verdict(id, profile, as_of) for id in ids), key=_urgency)
        return Assessment(as_of, profile, tuple(verdicts), self.facts.to_ask(missing_of(verdicts)))


def _urgency(verdict: Verdict) -> tuple[int, int, bool, int, str]:
    """What one can act on first; of what is undetermined that which is decided soonest."""
    open_still = len(verdict.missing)
    return _ORDER[verdict.outcome], _ORDER[verdict.conditions], is_blocked(verdict), open_still, verdict.programme_id
