"""The verdict on one programme: the version that holds on the day, each condition with its proof, and the outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from assistant.answering.citations import CitationList
from assistant.answering.lexicon import Places
from assistant.answering.turn import Span
from assistant.corpus.catalogue import Catalogue
from assistant.corpus.rounds import clauses_dating
from assistant.corpus.standing import Standing, standing_of
from assistant.domain import (
    Citation,
    Document,
    Estimate,
    Finding,
    FindingSort,
    Note,
    Outcome,
    Profile,
    Relation,
    Validity,
    Verdict,
    WindowState,
)
from assistant.eligibility.circumstances import PLACE, Circumstances, Held
from assistant.eligibility.estimating import Count, applies, estimate
from assistant.eligibility.outcomes import (
    OVER,
    conditions_outcome,
    denied,
    in_force,
    is_of_old_round,
    outcome_of,
    shown_window,
    unseen_way,
)
from assistant.eligibility.rulebook import Rulebook
from assistant.eligibility.rules import ANYWHERE, Benefit, Condition, Counties, Operator, Programme, RuleVersion, Words
from assistant.eligibility.whereabouts import Whereabouts

HOLDING, OPEN = "现在还有效", "现在可以申报"
"""The labels of the first findings: whether the rule holds on the day, and whether its round is open."""
_KEPT = 512
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class _Presented:
    """What a version shows on a day and in a city: its standing and its numbered citations.

    `asks_where` when the city would tell whether its round is open.
    """

    version: RuleVersion
    document: Document
    standing: Standing
    asks_where: bool
    numbers: dict[tuple[str, str], int]
    rounds: tuple[int, ...]
    rows: Mapping[str, int]
    citations: tuple[Citation, ...]

    def cited(self, words: Sequence[Words]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self.numbers[each.document_id, each.quote] for each in words))

    def note(self, words: Words) -> Note:
        return Note(words.quote, self.cited((words,)))

    def conditions(self) -> tuple[Condition, ...]:
        """Those that hold in the round that counts on the day."""
        round_name = self.standing.window.name if self.standing.window else ""
        return tuple(each for each in self.version.conditions if each.only_round in ("", round_name))

    def missed(self, condition: Condition, here: Circumstances) -> Condition | None:
        """The condition of an earlier round that what came too early for this one would have met."""
        others = (each for each in self.version.conditions if each.only_round not in ("", condition.only_round))
        return next((each for each in others if each.label == condition.label and here.held(each).met), None)


class Judge:
    """Judges the programmes of a rulebook. The same profile on the same day gets the same verdict."""

    def __init__(
        self,
        rulebook: Rulebook,
        catalogue: Catalogue,
        places: Places,
        named: Callable[[str], str],
        public_url: str,
        ruled_out: Callable[[Profile], frozenset[str]] = lambda profile: frozenset(),
    ) -> None:
        """`ruled_out` are facts that a profile leaves no room for."""
        self.rulebook = rulebook
        self._catalogue, self._places, self._named, self._public_url = catalogue, places, named, public_url
        self._ruled_out = ruled_out
        self._presented = lru_cache(_KEPT)(self._present)
        self._whereabouts = lru_cache(_KEPT)(self._place)

    def verdict(self, programme_id: str, profile: Profile, as_of: date) -> Verdict:
        """How one programme stands for a profile on a day; raises NotFound."""
        programme = self.rulebook.programme(programme_id)
        place = str(profile[PLACE].value) if PLACE in profile else ""
        is_settled = bool(self._places.city(place) or self._places.find_other_provinces(place))
        presented = self._presented(programme_id, as_of, self._places.city(place), is_settled)
        version, standing = presented.version, presented.standing
        at = self._whereabouts(place, version.regions, version.counties)
        here = Circumstances(profile, at, self._ruled_out(profile))
        findings = tuple(self._finding(each, here, presented) for each in presented.conditions())
        is_over = standing.window_state is WindowState.CLOSED
        conditions = conditions_outcome([each for each in findings if not (is_over and is_of_old_round(each))])
        outcome = outcome_of(standing, conditions)
        is_unsure = any(map(unseen_way, findings)) or conditions is Outcome.NOT_ELIGIBLE
        shown = () if Outcome.EXPIRED is outcome or is_unsure else version.benefits
        of_the_day = _standing_findings(presented)
        is_missed = any(each.missed for each in findings)
        return Verdict(
            programme_id=programme.id,
            programme=programme.name,
            summary=programme.summary,
            topics=programme.topics,
            document_id=version.document_id,
            as_of=as_of,
            outcome=outcome,
            conditions=conditions,
            region=at.region,
            findings=(*of_the_day, *findings),
            missing=tuple(dict.fromkeys(fact for finding in (*findings, *of_the_day) for fact in finding.missing)),
            estimates=tuple(self._estimates(shown, here, presented)),
            validity=standing.validity,
            window=shown_window(standing),
            window_state=standing.window_state,
            next_round=presented.note(version.next_round) if version.next_round and not is_missed else None,
            replaced_by=presented.document.superseded_by if standing.validity in OVER else None,
            relations=tuple(
                Relation(each.programmes, each.together, presented.note(each.words)) for each in version.relations
            ),
            materials=tuple(map(presented.note, version.materials)),
            steps=tuple(map(presented.note, version.steps)),
            where=tuple(map(presented.note, version.where)),
            cautions=tuple(map(presented.note, version.cautions)),
            citations=presented.citations,
            times=tuple(map(presented.note, version.times)),
        )

    def names(self) -> dict[str, tuple[str, ...]]:
        """How people call the programmes, in lower case; by the names of a document only where it has one of them."""
        programmes = self.rulebook.programmes.values()
        ruled = Counter(programme.versions[-1].document_id for programme in programmes)
        named: dict[str, list[str]] = {}
        for programme in programmes:
            document = self._catalogue.document(programme.versions[-1].document_id)
            of_document = (document.short_title, *document.aliases) if ruled[document.id] == 1 else ()
            for name in {programme.name, *programme.called, *of_document}:
                if len(name) >= _SHORTEST_NAME:
                    named.setdefault(name.lower(), []).append(programme.id)
        return {name: tuple(ids) for name, ids in named.items()}

    def _estimates(self, benefits: Sequence[Benefit], here: Circumstances, presented: _Presented) -> Iterator[Estimate]:
        held = {each.id: here.held(each) for each in presented.version.every_condition() if each.id}
        for benefit in benefits:
            count = _count([held[id] for id in benefit.each]) if benefit.each else None
            is_due = (not benefit.when or held[benefit.when].met) and (count is None or count.most)
            if is_due and applies(benefit, here):
                yield estimate(benefit, here, self._named, presented.cited(benefit.words), count)

    def _place(self, place: str, document_id: str, counties: Counties) -> Whereabouts:
        return Whereabouts(place, document_id, self.rulebook, self._places, counties)

    def _finding(self, condition: Condition, here: Circumstances, presented: _Presented) -> Finding:
        alternatives = tuple(self._finding(each, here, presented) for each in condition.any_of)
        held, confirm = here.held(condition), condition.confirm or _left_to_papers(alternatives)
        # What only papers show is not asked for as one way of several either.
        asked = tuple(dict.fromkeys(fact for each in alternatives for fact in each.missing))
        placed = (presented.rows[here.at.region],) if here.at.region and _is_regional(condition) else ()
        facts = (condition.test.fact,) if condition.test else tuple(f for each in alternatives for f in each.facts)
        missed = bool(condition.only_round) and here.is_before(condition.test)
        own = presented.missed(condition, here) if missed else None
        return Finding(
            label=condition.label,
            sort=condition.sort,
            met=denied(held.met) if condition.sort is FindingSort.EXCLUSION else held.met,
            citations=(*presented.cited((*condition.words, *(own.words if own else ()))), *placed),
            facts=facts,
            missing=() if confirm else asked if alternatives and held.met is None else held.missing,
            confirm=confirm,
            alternatives=alternatives,
            of_round=bool(condition.only_round),
            missed=missed,
            own_round=own.only_round if own else "",
        )

    def _present(self, programme_id: str, as_of: date, city: str, is_settled: bool) -> _Presented:
        version = self._version(self.rulebook.programme(programme_id), as_of)
        listed = CitationList(self._catalogue, as_of, self._public_url)
        numbers = {
            (words.document_id, words.quote): listed.number(self.rulebook.span(words))
            for words in version.every_words()
        }
        held, standing = self._catalogue.version(version.document_id), self._standing(version, as_of, city)
        dating = clauses_dating(held, standing.window) if standing.window else ()
        rounds = tuple(sorted(listed.number(Span(each.id, 0, len(each.text))) for each in dating))
        is_open = standing.window_state is WindowState.UNKNOWN and bool(standing.window and standing.window.cities)
        table = self.rulebook.regions.of(version.regions)
        rows = {row.region_name: listed.number(Span(row.clause.id, 0, len(row.clause.text))) for row in table}
        asks_where = is_open and not is_settled
        return _Presented(version, held.document, standing, asks_where, numbers, rounds, rows, listed.citations)

    def _standing(self, version: RuleVersion, as_of: date, city: str = "") -> Standing:
        """That of the document in a city, with its windows narrowed to the rounds of the programme."""
        document = self._catalogue.document(version.document_id)
        named = (each for each in document.windows if version.rounds is None or each.name in version.rounds)
        windows = tuple(each.at(city) for each in named if not each.covers)
        standing = standing_of(replace(document, windows=windows), as_of)
        if not windows or standing.window or not standing.is_usable:
            return standing
        # All rounds that are known are far ahead, which is no reason to apply now.
        return replace(standing, window=windows[0], window_state=WindowState.UPCOMING)

    def _version(self, programme: Programme, as_of: date) -> RuleVersion:
        """The newest version in force, else the newest that has begun, else the first."""
        standings = [(each, self._standing(each, as_of).validity) for each in programme.versions]
        in_force = [each for each, validity in standings if validity in (Validity.IN_FORCE, Validity.UNKNOWN)]
        begun = [each for each, validity in standings if validity is not Validity.UPCOMING]
        return next(reversed(in_force or begun), programme.versions[0])


def _is_regional(condition: Condition) -> bool:
    """Whether the region decides it, so that the row of the table which tells the region belongs to its proof."""
    test = condition.test
    if test is None:
        return False
    return test.operator is Operator.IN_REGIONS or (
        isinstance(test.expected, Mapping) and ANYWHERE not in test.expected
    )


def _left_to_papers(alternatives: Sequence[Finding]) -> bool:
    """Whether of the ways that are still open only papers can show any."""
    still_open = [each for each in alternatives if each.met is None]
    return bool(still_open) and all(each.confirm for each in still_open)


def _count(held: Sequence[Held]) -> Count:
    """Of how many conditions it is known that they are met, and of how many they may be; of one at least."""
    least, most = sum(each.met is True for each in held), sum(each.met is not False for each in held)
    missing = dict.fromkeys(fact for each in held if each.met is None for fact in each.missing)
    return Count(max(least, 1), most, tuple(missing))


def _standing_findings(presented: _Presented) -> tuple[Finding, ...]:
    """Whether the rule holds, and whether its round is open where a document dates it."""
    standing = presented.standing
    cited = presented.cited((presented.version.period,))
    period = Finding(HOLDING, FindingSort.PERIOD, in_force(standing.validity), cited)
    if not presented.rounds:
        return (period,)
    is_open = None if standing.window_state is WindowState.UNKNOWN else standing.window_state is WindowState.OPEN
    missing = (PLACE,) if presented.asks_where else ()
    return period, Finding(OPEN, FindingSort.ROUND, is_open, presented.rounds, (PLACE,) if missing else (), missing)
