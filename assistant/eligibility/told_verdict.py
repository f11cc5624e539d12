"""One verdict in sentences: how it stands and why, or what a question asks of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from assistant.domain import (
    Citation,
    Estimate,
    Finding,
    FindingSort,
    Note,
    Outcome,
    Role,
    Sentence,
    Verdict,
    WindowState,
)
from assistant.eligibility.estimating import worth
from assistant.eligibility.heard import FollowUp
from assistant.eligibility.outcomes import is_of_old_round, unseen_way

FIT = (Outcome.ELIGIBLE, Outcome.LIKELY)
_OF_THE_DAY = (FindingSort.PERIOD, FindingSort.ROUND)
_MAY_BE_OPEN = (WindowState.OPEN, WindowState.UNKNOWN)
_ROW = "|"


@dataclass(frozen=True, slots=True)
class ToldVerdict:
    """One verdict in sentences, with citations as the verdict numbers them.

    `names` are those of facts by id, `told` the ids of those that were told just now.
    """

    verdict: Verdict
    own: Callable[..., str]
    names: Mapping[str, str]
    told: Collection[str] = ()

    @property
    def held(self) -> dict[int, Citation]:
        """Its citations by number."""
        return {each.n: each for each in self.verdict.citations}

    def sentences(self) -> Iterator[Sentence]:
        """How it stands, what is not met or not known, what it may bring, and what is left to check."""
        verdict = self.verdict
        yield self._standing()
        yield from self._flaws()
        yield from self._apart()
        yield from (self._estimated(each) for each in verdict.estimates if each.high is not None or not each.missing)
        yield from self._left_to_papers()
        yield from self._next()

    def answering(self, follows: FollowUp) -> Iterator[Sentence]:
        """What a question asks of it, after how it stands."""
        verdict = self.verdict
        match follows:
            case FollowUp.STANDING if verdict.conditions is Outcome.UNDETERMINED:
                # A sum is told when it is asked for, or when it is to be had.
                yield self._standing()
                yield from self._met()
                yield from self._flaws()
                yield from self._next()
            case FollowUp.STANDING:
                yield from self.sentences()
            case FollowUp.SUM:
                yield from self._sums()
            case FollowUp.MATERIALS:
                yield self._standing(briefly=True)
                yield from self._listed("materials", verdict.materials)
            case FollowUp.STEPS:
                yield self._standing(briefly=True)
                yield from self._listed("steps", (*verdict.steps, *verdict.where))
            case FollowUp.TIME:
                yield self._standing(briefly=True)
                yield from self._apart()
                yield from self._dated()

    def _flaws(self) -> Iterator[Sentence]:
        """What is not met, and what no document tells."""
        for finding in self.verdict.findings:
            if finding.sort is FindingSort.UNSEEN:
                yield self._quoted("eligibility.unseen", finding)
            elif _is_failed(finding):
                yield self._failed(finding)
            elif self.verdict.conditions is not Outcome.NOT_ELIGIBLE and (unseen := unseen_way(finding)):
                yield self._quoted("eligibility.unseen", unseen)

    def _met(self) -> Iterator[Sentence]:
        """What is met by what was told just now."""
        for finding in self.verdict.findings:
            if finding.met and finding.sort is FindingSort.CONDITION and set(finding.facts) & set(self.told):
                yield self._quoted("eligibility.met", finding)

    def _sums(self) -> Iterator[Sentence]:
        """What it may bring, or what is missing to reckon that."""
        verdict = self.verdict
        yield self._standing()
        yield from (self._failed(each) for each in verdict.findings if _is_failed(each))
        for estimate in verdict.estimates:
            missing = "、".join(self.names.get(fact, "") for fact in estimate.missing if self.names.get(fact))
            if estimate.high is not None or not estimate.missing:
                yield self._estimated(estimate)
            elif missing:
                words = self.own("eligibility.lacking", label=estimate.label, formula=estimate.formula, labels=missing)
                yield Sentence(words, estimate.citations)
        if not verdict.estimates and verdict.conditions is not Outcome.NOT_ELIGIBLE:
            yield Sentence(self.own("eligibility.no_sum", programme=verdict.programme))
        yield from self._next()

    def _listed(self, part: str, notes: Sequence[Note]) -> Iterator[Sentence]:
        """What a document says, word by word, under a line that says of what."""
        if not notes:
            yield Sentence(self.own(f"eligibility.absent.{part}", programme=self.verdict.programme))
            return
        cited = tuple(dict.fromkeys(n for note in notes for n in note.citations))
        yield Sentence(self.own(f"eligibility.listed.{part}", programme=self.verdict.programme), cited)
        yield from (Sentence(note.text, note.citations) for note in notes)

    def _dated(self) -> Iterator[Sentence]:
        """When the round is and how long the rule holds, in the words that date them, and what is known of the next."""
        dating = [each for each in self.verdict.findings if each.sort in _OF_THE_DAY]
        if all(each.sort is FindingSort.PERIOD for each in dating) and not self.verdict.next_round:
            yield Sentence(self.own("eligibility.absent.time", programme=self.verdict.programme))
        for n in _numbers(sorted(dating, key=lambda each: each.sort is FindingSort.PERIOD)):
            if not self.held[n].quote.startswith(_ROW):
                yield Sentence(self.held[n].quote, (n,))
        yield from self._next()

    def _next(self) -> Iterator[Sentence]:
        verdict = self.verdict
        if verdict.next_round and verdict.outcome in (Outcome.CLOSED, Outcome.EXPIRED):
            yield Sentence(verdict.next_round.text, verdict.next_round.citations, role=Role.REMARK)

    def excluding(self, fit: Set[str]) -> Iterator[Sentence]:
        """That only one of two programmes may be had, where both would be."""
        for relation in self.verdict.relations:
            others = fit & set(relation.programmes) if self.verdict.programme_id in fit else set()
            if others and not relation.together:
                yield Sentence(relation.note.text, relation.note.citations, role=Role.REMARK)

    def _standing(self, briefly: bool = False) -> Sentence:
        """How it stands, resting on what decides that; where the round is not open, `briefly` leaves it at that."""
        verdict = self.verdict
        text = self.own(f"eligibility.outcome.{verdict.outcome}", programme=verdict.programme)
        is_apart = verdict.outcome in (Outcome.CLOSED, Outcome.UPCOMING)
        if is_apart and not briefly:
            other_round = any(map(is_of_old_round, verdict.findings)) and verdict.conditions in FIT
            told = "other_round" if other_round else f"conditions.{verdict.conditions}"
            text += self.own(f"eligibility.{told}")
        deciding = [each for each in verdict.findings if each.sort in _OF_THE_DAY]
        if verdict.conditions in FIT and not (is_apart and briefly):
            deciding += [each for each in verdict.findings if each.met and each not in deciding]
        return Sentence(text, _numbers(deciding))

    def _left_to_papers(self) -> Iterator[Sentence]:
        """What an enterprise that fits has still to check itself."""
        papers = [each for each in self.verdict.findings if each.confirm and each.met is None]
        if papers and self.verdict.conditions in FIT:
            text = self.own("eligibility.papers", labels="、".join(map(self._paper, papers)))
            yield Sentence(text, _numbers(papers), role=Role.REMARK)

    def _paper(self, finding: Finding) -> str:
        """What is to be checked; of what shuts out, that it is not so."""
        if finding.sort is FindingSort.EXCLUSION:
            return self.own("eligibility.not_so", label=finding.label)
        return finding.label

    def _failed(self, finding: Finding) -> Sentence:
        """What is not met; of a project that came too early for the round also that its own round is over."""
        if not finding.missed:
            return self._quoted("eligibility.not_met", finding)
        if not finding.own_round:
            return self._quoted("eligibility.missed", finding)
        return self._quoted("eligibility.missed_round", finding, round=finding.own_round)

    def _apart(self) -> Iterator[Sentence]:
        """That cities close on different days, where that of this one is not known and may not have passed."""
        window = self.verdict.window
        if window and window.differs_by_city and self.verdict.window_state in _MAY_BE_OPEN:
            of_round = (each for each in self.verdict.findings if each.sort is FindingSort.ROUND)
            yield from (replace(self._quoted("eligibility.apart", each), role=Role.REMARK) for each in of_round)

    def _quoted(self, reply: str, finding: Finding, **values: str) -> Sentence:
        quotes = [self.held[n].quote for n in finding.citations]
        text = "".join(quote for quote in quotes if not quote.startswith(_ROW))
        return Sentence(self.own(reply, label=finding.label, quote=text, **values), finding.citations)

    def _estimated(self, estimate: Estimate) -> Sentence:
        told, is_range = worth(estimate), estimate.low not in (None, estimate.high)
        if estimate.high is None:
            name = "eligibility.unsettled"
        elif told == estimate.formula:
            name = "eligibility.tiers" if is_range else "eligibility.fixed"
        else:
            name = "eligibility.estimate_range" if is_range else "eligibility.estimate"
        text = self.own(name, label=estimate.label, formula=estimate.formula, worth=told)
        return Sentence(text, estimate.citations)


def _is_failed(finding: Finding) -> bool:
    return finding.met is False and finding.sort not in (*_OF_THE_DAY, FindingSort.UNSEEN)


def _numbers(findings: Sequence[Finding]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for each in findings for n in each.citations))
