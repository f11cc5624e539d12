"""From a verdict to an application checklist: each line with its proof, and what no document tells said as such."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assistant.domain import Citation, Estimate, Finding, FindingSort, Kind, Note, Outcome, Profile, Verdict
from assistant.eligibility.checklist_parts import (
    Checklist,
    Item,
    Line,
    LineSort,
    Mark,
    Origin,
    Part,
    Reference,
    Section,
)
from assistant.eligibility.checklist_time import round_lines, round_of
from assistant.eligibility.checklist_words import ChecklistWords
from assistant.eligibility.estimating import worth
from assistant.eligibility.outcomes import is_of_old_round

_APART = frozenset({Outcome.UPCOMING, Outcome.CLOSED, Outcome.EXPIRED})
_OF_THE_DAY = (FindingSort.PERIOD, FindingSort.ROUND)
_STATES = {
    FindingSort.PERIOD: {True: "holds", False: "over"},
    FindingSort.ROUND: {True: "open_round", False: "no_round"},
    FindingSort.CONDITION: {True: "met", False: "not_met"},
    FindingSort.EXCLUSION: {True: "spared", False: "shut_out"},
    FindingSort.UNSEEN: {True: "met", False: "not_met"},
}


@dataclass(frozen=True, slots=True)
class Names:
    """What facts and programmes are called, by id; a known fact brings its own name."""

    facts: Mapping[str, str]
    programmes: Mapping[str, str] = field(default_factory=dict)


def checklist_of(verdict: Verdict, profile: Profile, names: Names, words: ChecklistWords) -> Checklist:
    """The checklist of one programme, in the language of `words`; what it quotes stays as it is written."""
    return _Writing(verdict, profile, names, words).checklist()


def numbered(place: int, heading: str, words: ChecklistWords) -> str:
    """A heading with the numeral of its place, counted from 0."""
    return words("numbered", numeral=words("numerals").split()[place], heading=heading)


class _Writing:
    def __init__(self, verdict: Verdict, profile: Profile, names: Names, words: ChecklistWords) -> None:
        self._verdict, self._profile, self._names, self._words = verdict, profile, names, words
        self._quotes = {citation.n: citation.quote for citation in verdict.citations}
        self._round = round_of(verdict)

    def checklist(self) -> Checklist:
        verdict, words = self._verdict, self._words
        excluded = [each for each in verdict.findings if each.sort is FindingSort.EXCLUSION]
        asked = [each for each in verdict.findings if each.sort is not FindingSort.EXCLUSION]
        sums, days = self._proven(self._estimates()), self._proven(round_lines(self._round, verdict, words))
        days += self._proven(map(self._note, verdict.times))
        programme = words.own(verdict.programme)
        return Checklist(
            programme_id=verdict.programme_id,
            programme=programme,
            title=words("title", programme=programme),
            as_of=verdict.as_of,
            outcome=self._outcome(f"outcome.{verdict.outcome}", verdict.outcome),
            sections=(
                self._section(Part.STANDING, (*self._apart(), *sums), told=bool(sums) or self._is_shut_out()),
                self._section(Part.CONDITIONS, items=map(self._item, asked)),
                self._section(Part.EXCLUSIONS, items=map(self._item, excluded)),
                self._section(Part.MATERIALS, map(self._note, verdict.materials)),
                self._section(Part.STEPS, map(self._note, verdict.steps)),
                self._section(Part.TIME, (*days, *self._next_round()), told=bool(days)),
                self._section(Part.PLACES, map(self._note, verdict.where)),
                self._section(Part.CAUTIONS, map(self._note, verdict.cautions)),
                self._section(Part.RELATIONS, self._relations()),
            ),
            round=self._round,
            times=tuple(note.text for note in verdict.times),
            references_heading=numbered(len(Part), words("heading.references"), words),
            references=tuple(self._reference(citation) for citation in verdict.citations),
        )

    def _section(
        self, part: Part, lines: Iterable[Line] = (), items: Iterable[Item | None] = (), told: bool | None = None
    ) -> Section:
        """What has no proof is not written. Where nothing is left, or not what was looked for, that is said once."""
        proven = self._proven(lines)
        kept = tuple(item for item in items if item is not None)
        is_told = bool(proven or kept) if told is None else told
        heading = numbered(list(Part).index(part), self._words(f"heading.{part}"), self._words)
        return Section(part, heading, proven, kept, "" if is_told else self._absent(part))

    def _proven(self, lines: Iterable[Line]) -> tuple[Line, ...]:
        return tuple(line for line in lines if line.citations)

    def _absent(self, part: Part) -> str:
        undated = part is Part.TIME and self._verdict.window is not None
        return self._words("round.unproven" if undated else f"absent.{part}")

    def _outcome(self, name: str, outcome: Outcome) -> Line | None:
        text = self._words(name, as_of=self._verdict.as_of)
        deciding = self._numbers(self._deciding(outcome)) or self._numbers(self._quotes)
        return Line(LineSort.WORDS, text, deciding) if deciding else None

    def _deciding(self, outcome: Outcome) -> Iterable[int]:
        """The numbers on which an outcome rests."""
        findings = self._verdict.findings
        chosen = {
            Outcome.NOT_ELIGIBLE: [each for each in findings if each.met is False],
            Outcome.UNDETERMINED: [each for each in findings if each.met is None],
            Outcome.EXPIRED: [each for each in findings if each.sort is FindingSort.PERIOD],
            Outcome.UPCOMING: [each for each in findings if each.sort in _OF_THE_DAY and each.met is False],
            Outcome.CLOSED: [each for each in findings if each.sort in _OF_THE_DAY and each.met is False],
        }.get(outcome, list(findings))
        return (n for each in chosen for n in each.citations)

    def _apart(self) -> Iterable[Line]:
        """How the conditions stand where the day alone decides."""
        verdict = self._verdict
        if verdict.outcome in _APART and verdict.conditions not in _APART:
            line = self._outcome(f"apart.{verdict.conditions}", verdict.conditions)
            yield from (line,) if line else ()

    def _is_shut_out(self) -> bool:
        """Whether there is no sum to speak of, whatever the documents tell."""
        return Outcome.NOT_ELIGIBLE in (self._verdict.outcome, self._verdict.conditions) or (
            self._verdict.outcome is Outcome.EXPIRED
        )

    def _estimates(self) -> Iterable[Line]:
        for estimate in self._verdict.estimates:
            yield Line(LineSort.WORDS, self._estimate(estimate), self._numbers(estimate.citations))

    def _estimate(self, estimate: Estimate) -> str:
        """The sum with the way it was reckoned, or what it lacks."""
        words, told = self._words, worth(estimate)
        named = {"label": words.own(estimate.label), "formula": words.own(estimate.formula)}
        if told:
            name = "fixed" if told == estimate.formula else "reckoned"
            return words(f"estimate.{name}", sum=words.own(told), **named)
        missing = tuple(map(self._fact_name, estimate.missing))
        name = "missing" if missing else "open"
        return words(f"estimate.{name}", names=words.joined(missing), **named)

    def _next_round(self) -> Iterable[Line]:
        if self._verdict.next_round:
            yield self._note(self._verdict.next_round, self._words("round.next"))

    def _relations(self) -> Iterable[Line]:
        for relation in self._verdict.relations:
            known = (self._names.programmes.get(each, "") for each in relation.programmes)
            names = tuple(self._words.own(name) for name in known if name)
            name = "together" if relation.together else "apart"
            lead = self._words(f"relation.{name}", names=self._words.joined(names)) if names else ""
            yield self._note(relation.note, lead)

    def _note(self, note: Note, lead: str = "") -> Line:
        return Line(LineSort.QUOTE, note.text, self._numbers(note.citations), lead)

    def _item(self, finding: Finding) -> Item | None:
        numbers = self._numbers(finding.citations)
        alternatives = tuple(each for each in map(self._item, finding.alternatives) if each is not None)
        if not numbers and not alternatives:
            return None
        by_quote: dict[str, list[int]] = {}
        for n in numbers:
            by_quote.setdefault(self._quotes[n], []).append(n)
        return Item(
            mark=Mark.OPEN if finding.met is None else Mark.MET if finding.met else Mark.NOT_MET,
            state=self._words(f"mark.{self._state(finding)}"),
            label=self._words.own(finding.label),
            citations=numbers,
            quotes=tuple(Line(LineSort.QUOTE, quote, tuple(of)) for quote, of in by_quote.items()),
            told=tuple(self._told(finding)),
            alternatives=alternatives,
        )

    def _state(self, finding: Finding) -> str:
        if is_of_old_round(finding):
            return "not_this_round"
        if finding.met is not None:
            return _STATES[finding.sort][finding.met]
        if finding.sort is FindingSort.UNSEEN:
            return "unseen"
        return "confirm" if finding.confirm else "untold" if finding.missing else "open"

    def _told(self, finding: Finding) -> Iterable[Line]:
        for fact in (self._profile[each] for each in finding.facts if each in self._profile):
            value = fact.shown or fact.told
            said = "told.words" if fact.told and fact.told != value else "told.own"
            name = self._words.own(fact.name) if fact.name else self._fact_name(fact.id)
            text = self._words(said, name=name, value=self._words.own(value), told=fact.told)
            yield Line(LineSort.TOLD, text)
        missing = tuple(self._fact_name(each) for each in finding.missing)
        if missing and finding.met is None:
            yield Line(LineSort.TOLD, self._words("told.untold", names=self._words.joined(missing)))

    def _fact_name(self, fact: str) -> str:
        return self._words.own(self._names.facts.get(fact, fact))

    def _reference(self, citation: Citation) -> Reference:
        origin = Origin(
            document_id=citation.document_id,
            title=citation.title,
            doc_number=citation.doc_number,
            issuer=citation.issuer,
            issued_on=citation.issued_on,
            sort=self._words(f"sort.{citation.kind}"),
            standing=self._words(f"standing.{citation.validity}"),
            is_digest=citation.kind is Kind.DIGEST,
        )
        place = citation.locator, citation.quote, citation.reader_url, citation.url
        return Reference(citation.n, origin, *place)

    def _numbers(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Each number that has a citation, once, in order."""
        return tuple(sorted({n for n in numbers if n in self._quotes}))
