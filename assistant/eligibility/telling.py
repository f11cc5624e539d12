"""Tells verdicts in sentences, for channels that show text; every figure in them is proven or the person's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from assistant.answering.proof import unproven_figures
from assistant.answering.replies import Replies
from assistant.domain import (
    AskedFact,
    Citation,
    Estimate,
    Fact,
    Finding,
    FindingSort,
    Outcome,
    Profile,
    Role,
    Script,
    Sentence,
    Verdict,
)
from assistant.eligibility.estimating import worth
from assistant.eligibility.judging import is_of_old_round
from assistant.language.script import ScriptConverter

MOST_TOLD = 3
"""So many verdicts are told; a person reads no more, and a page shows the others."""
_OF_THE_DAY = (FindingSort.PERIOD, FindingSort.ROUND)
_FIT = (Outcome.ELIGIBLE, Outcome.LIKELY)
_ROW = "|"
_QUOTE = "\ue000"
"""Stands for the quote while our own words around it are brought to the asker's script."""


class Telling:
    """Words verdicts by `replies` in the asker's script; citations are numbered over all that is told."""

    def __init__(self, replies: Replies, converter: ScriptConverter) -> None:
        self._replies, self._converter = replies, converter

    def script_of(self, texts: Sequence[str]) -> Script:
        """The script of a conversation by what the person wrote in it: 是 alone tells none."""
        return self._converter.detect("\n".join(texts))

    def asked(self, asked: AskedFact, script: Script) -> AskedFact:
        """A fact to ask for in the asker's script."""
        if script is Script.SIMPLIFIED:
            return asked
        to = self._converter.to_traditional
        options = tuple((id, to(name)) for id, name in asked.options)
        return replace(asked, name=to(asked.name), ask=to(asked.ask), help=to(asked.help), options=options)

    def tell(
        self, verdicts: Sequence[Verdict], profile: Profile, script: Script = Script.SIMPLIFIED
    ) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
        """Sentences about the verdicts with what they rest on; one that is not proven is left out."""

        def own(name: str, quote: str = "", **values: str) -> str:
            text = self._replies(name, **values, **({"quote": _QUOTE} if quote else {}))
            if script is Script.TRADITIONAL:
                text = self._converter.to_traditional(text)
            return text.replace(_QUOTE, quote)

        sentences: list[Sentence] = []
        numbered: dict[tuple[str, int, int], Citation] = {}
        fit = {each.programme_id for each in verdicts if each.conditions in _FIT}
        for verdict in verdicts:
            told = _Told(verdict, own)
            for sentence in (*told.sentences(), *told.excluding(fit)):
                cited = [told.held[n] for n in sentence.citations]
                repeated = any(sentence.text == each.text for each in sentences)
                if repeated or not _is_proven(sentence, cited, profile, verdict):
                    continue
                for each in cited:
                    numbered.setdefault(_place(each), replace(each, n=len(numbered) + 1))
                numbers = tuple(dict.fromkeys(numbered[_place(each)].n for each in cited))
                sentences.append(replace(sentence, citations=numbers))
        return tuple(sentences), tuple(numbered.values())

    def say(self, name: str, script: Script) -> Sentence:
        """A sentence that states nothing of a policy, such as that something was noted."""
        text = self._replies(f"eligibility.{name}")
        return Sentence(self._converter.to_traditional(text) if script is Script.TRADITIONAL else text)


@dataclass(frozen=True, slots=True)
class _Told:
    """One verdict in sentences, with citations as the verdict numbers them."""

    verdict: Verdict
    own: Callable[..., str]

    @property
    def held(self) -> dict[int, Citation]:
        return {each.n: each for each in self.verdict.citations}

    def sentences(self) -> Iterator[Sentence]:
        verdict = self.verdict
        yield self._standing()
        for finding in verdict.findings:
            if finding.sort is FindingSort.UNSEEN:
                yield self._quoted("eligibility.unseen", finding)
            elif finding.met is False and finding.sort not in _OF_THE_DAY:
                yield self._quoted("eligibility.not_met", finding)
        yield from (self._estimated(each) for each in verdict.estimates if each.high is not None)
        yield from self._left_to_papers()
        if verdict.next_round and verdict.outcome in (Outcome.CLOSED, Outcome.EXPIRED):
            yield Sentence(verdict.next_round.text, verdict.next_round.citations, role=Role.REMARK)

    def excluding(self, fit: Set[str]) -> Iterator[Sentence]:
        """That only one of two programmes may be had, where both would be."""
        for relation in self.verdict.relations:
            others = fit & set(relation.programmes) if self.verdict.programme_id in fit else set()
            if others and not relation.together:
                yield Sentence(relation.note.text, relation.note.citations, role=Role.REMARK)

    def _standing(self) -> Sentence:
        """How it stands, resting on what decides that."""
        verdict = self.verdict
        text = self.own(f"eligibility.outcome.{verdict.outcome}", programme=verdict.programme)
        if verdict.outcome in (Outcome.CLOSED, Outcome.UPCOMING):
            other_round = any(map(is_of_old_round, verdict.findings)) and verdict.conditions in _FIT
            told = "other_round" if other_round else f"conditions.{verdict.conditions}"
            text += self.own(f"eligibility.{told}")
        deciding = [each for each in verdict.findings if each.sort in _OF_THE_DAY]
        if verdict.conditions in _FIT:
            deciding += [each for each in verdict.findings if each.met and each not in deciding]
        return Sentence(text, _numbers(deciding))

    def _left_to_papers(self) -> Iterator[Sentence]:
        """What an enterprise that fits has still to check itself."""
        papers = [each for each in self.verdict.findings if each.confirm and each.met is None]
        if papers and self.verdict.conditions in _FIT:
            text = self.own("eligibility.papers", labels="、".join(map(self._paper, papers)))
            yield Sentence(text, _numbers(papers), role=Role.REMARK)

    def _paper(self, finding: Finding) -> str:
        """What is to be checked; of what shuts out, that it is not so."""
        if finding.sort is FindingSort.EXCLUSION:
            return self.own("eligibility.not_so", label=finding.label)
        return finding.label

    def _quoted(self, reply: str, finding: Finding) -> Sentence:
        quotes = [self.held[n].quote for n in finding.citations]
        text = "".join(quote for quote in quotes if not quote.startswith(_ROW))
        return Sentence(self.own(reply, label=finding.label, quote=text), finding.citations)

    def _estimated(self, estimate: Estimate) -> Sentence:
        told = worth(estimate)
        if told == estimate.formula:
            return Sentence(self.own("eligibility.fixed", label=estimate.label, worth=told), estimate.citations)
        text = self.own("eligibility.estimate", label=estimate.label, formula=estimate.formula, worth=told)
        return Sentence(text, estimate.citations)


def _numbers(findings: Sequence[Finding]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for each in findings for n in each.citations))


def as_profile(facts: Sequence[Fact]) -> Profile:
    """Facts by id."""
    return {fact.id: fact for fact in facts}


def news(verdicts: Sequence[Verdict], before: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Verdicts of which something else is to be told than before; of what is still open only the foremost."""
    told = {each.programme_id: _told_of(each) for each in before}
    changed = [each for each in verdicts if told.get(each.programme_id) != _told_of(each)]
    decided = [each for each in changed if each.conditions is not Outcome.UNDETERMINED]
    return tuple(decided or changed[:1])


def _told_of(verdict: Verdict) -> tuple[object, ...]:
    failed = tuple(each.label for each in verdict.findings if each.met is False)
    return verdict.outcome, verdict.conditions, failed, tuple(map(worth, verdict.estimates))


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.clause_id, citation.start, citation.end


def _is_proven(sentence: Sentence, cited: Sequence[Citation], profile: Profile, verdict: Verdict) -> bool:
    """Whether every figure stands in the quotes, was told by the person, or is the sum reckoned from both."""
    told = (said for fact in profile.values() for said in (fact.told, fact.shown))
    own = {verdict.programme, *told, *map(worth, verdict.estimates)}
    figures = sorted(filter(None, own), key=len, reverse=True)
    return not unproven_figures(sentence.text, [each.quote for each in cited], figures)
