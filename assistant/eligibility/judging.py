"""The verdict on one programme: the version that holds on the day, each condition with its proof, and the outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from assistant.answering.citations import CitationList
from assistant.answering.lexicon import Places
from assistant.answering.turn import Span
from assistant.corpus.catalogue import Catalogue
from assistant.corpus.rounds import clause_dating
from assistant.corpus.standing import Standing, standing_of
from assistant.domain import (
    Citation,
    Document,
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
from assistant.eligibility.circumstances import PLACE, Circumstances
from assistant.eligibility.estimating import applies, estimate
from assistant.eligibility.rulebook import Rulebook
from assistant.eligibility.rules import ANYWHERE, Condition, Operator, Programme, RuleVersion, Words
from assistant.eligibility.whereabouts import Whereabouts

HOLDING, OPEN = "现在还有效", "现在可以申报"
"""The labels of the first findings: whether the rule holds on the day, and whether its round is open."""
_OVER = (Validity.EXPIRED, Validity.REPEALED, Validity.SUPERSEDED)
_KEPT = 512
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class _Presented:
    """What a version shows on a day whatever the profile: its standing and its numbered citations."""

    version: RuleVersion
    document: Document
    standing: Standing
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


class Judge:
    """Judges the programmes of a rulebook. The same profile on the same day gets the same verdict."""

    def __init__(
        self,
        rulebook: Rulebook,
        catalogue: Catalogue,
        places: Places,
        named: Callable[[str], str],
        public_url: str,
    ) -> None:
        self.rulebook = rulebook
        self._catalogue, self._places, self._named, self._public_url = catalogue, places, named, public_url
        self._presented = lru_cache(_KEPT)(self._present)
        self._whereabouts = lru_cache(_KEPT)(self._place)

    def verdict(self, programme_id: str, profile: Profile, as_of: date) -> Verdict:
        """How one programme stands for a profile on a day; raises NotFound."""
        programme = self.rulebook.programme(programme_id)
        presented = self._presented(programme_id, as_of)
        version, standing = presented.version, presented.standing
        place = profile[PLACE].value if PLACE in profile else ""
        at = self._whereabouts(str(place), version.regions)
        here = Circumstances(profile, at)
        findings = tuple(self._finding(each, here, presented) for each in presented.conditions())
        is_over = standing.window_state is WindowState.CLOSED
        conditions = conditions_outcome([each for each in findings if not (is_over and is_of_old_round(each))])
        outcome = _outcome(standing, conditions)
        met = {each.id for each in version.every_condition() if each.id and here.held(each).met}
        shown = () if Outcome.EXPIRED is outcome or conditions is Outcome.NOT_ELIGIBLE else version.benefits
        estimates = tuple(
            estimate(benefit, here, self._named, presented.cited(benefit.words))
            for benefit in shown
            if applies(benefit, here) and (not benefit.when or benefit.when in met)
        )
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
            findings=(*_standing_findings(presented), *findings),
            missing=tuple(dict.fromkeys(fact for finding in findings for fact in finding.missing)),
            estimates=estimates,
            validity=standing.validity,
            window=standing.window,
            window_state=standing.window_state,
            next_round=presented.note(version.next_round) if version.next_round else None,
            replaced_by=presented.document.superseded_by if standing.validity in _OVER else None,
            relations=tuple(
                Relation(each.programmes, each.together, presented.note(each.words)) for each in version.relations
            ),
            materials=tuple(map(presented.note, version.materials)),
            steps=tuple(map(presented.note, version.steps)),
            where=tuple(map(presented.note, version.where)),
            cautions=tuple(map(presented.note, version.cautions)),
            citations=presented.citations,
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

    def _place(self, place: str, document_id: str) -> Whereabouts:
        return Whereabouts(place, document_id, self.rulebook, self._places)

    def _finding(self, condition: Condition, here: Circumstances, presented: _Presented) -> Finding:
        alternatives = tuple(self._finding(each, here, presented) for each in condition.any_of)
        held, confirm = here.held(condition), condition.confirm or _left_to_papers(alternatives)
        # What only papers show is not asked for as one way of several either.
        asked = tuple(dict.fromkeys(fact for each in alternatives for fact in each.missing))
        placed = (presented.rows[here.at.region],) if here.at.region and _is_regional(condition) else ()
        facts = (condition.test.fact,) if condition.test else tuple(f for each in alternatives for f in each.facts)
        return Finding(
            label=condition.label,
            sort=condition.sort,
            met=_denied(held.met) if condition.sort is FindingSort.EXCLUSION else held.met,
            citations=(*presented.cited(condition.words), *placed),
            facts=facts,
            missing=() if confirm else asked if alternatives and held.met is None else held.missing,
            confirm=confirm,
            alternatives=alternatives,
            of_round=bool(condition.only_round),
        )

    def _present(self, programme_id: str, as_of: date) -> _Presented:
        version = self._version(self.rulebook.programme(programme_id), as_of)
        listed = CitationList(self._catalogue, as_of, self._public_url)
        numbers = {
            (words.document_id, words.quote): listed.number(self.rulebook.span(words))
            for words in version.every_words()
        }
        held, standing = self._catalogue.version(version.document_id), self._standing(version, as_of)
        dating = clause_dating(held, standing.window) if standing.window else None
        rounds = (listed.number(Span(dating.id, 0, len(dating.text))),) if dating else ()
        table = self.rulebook.regions.of(version.regions)
        rows = {row.region_name: listed.number(Span(row.clause.id, 0, len(row.clause.text))) for row in table}
        return _Presented(version, held.document, standing, numbers, rounds, rows, listed.citations)

    def _standing(self, version: RuleVersion, as_of: date) -> Standing:
        """That of the document, with its windows narrowed to the rounds of the programme."""
        document = self._catalogue.document(version.document_id)
        windows = tuple(each for each in document.windows if version.rounds is None or each.name in version.rounds)
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


def is_of_old_round(finding: Finding) -> bool:
    """Whether it fails only what one round asked for, as by a project that is finished a year later."""
    return finding.of_round and finding.met is False


def conditions_outcome(findings: Sequence[Finding]) -> Outcome:
    """How the conditions stand together; what only papers show makes a verdict likely, not certain."""
    if any(each.met is False for each in findings):
        return Outcome.NOT_ELIGIBLE
    if any(each.met is None and not each.confirm for each in findings):
        return Outcome.UNDETERMINED
    return Outcome.LIKELY if any(each.met is None for each in findings) else Outcome.ELIGIBLE


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


def _outcome(standing: Standing, conditions: Outcome) -> Outcome:
    if standing.validity in _OVER:
        return Outcome.EXPIRED
    if standing.validity is Validity.UPCOMING:
        return Outcome.UPCOMING
    if standing.window_state is WindowState.CLOSED:
        return Outcome.CLOSED
    if standing.window_state is WindowState.UPCOMING:
        return Outcome.UPCOMING
    if standing.validity is Validity.UNKNOWN and conditions in (Outcome.ELIGIBLE, Outcome.LIKELY):
        return Outcome.UNDETERMINED
    return conditions


def _standing_findings(presented: _Presented) -> tuple[Finding, ...]:
    """Whether the rule holds, and whether its round is open where a document dates it."""
    standing = presented.standing
    cited = presented.cited((presented.version.period,))
    period = Finding(HOLDING, FindingSort.PERIOD, _in_force(standing.validity), cited)
    if not presented.rounds:
        return (period,)
    is_open = None if standing.window_state is WindowState.UNKNOWN else standing.window_state is WindowState.OPEN
    return period, Finding(OPEN, FindingSort.ROUND, is_open, presented.rounds)


def _in_force(validity: Validity) -> bool | None:
    return None if validity is Validity.UNKNOWN else validity is Validity.IN_FORCE


def _denied(met: bool | None) -> bool | None:
    return None if met is None else not met
