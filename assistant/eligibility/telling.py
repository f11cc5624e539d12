"""Tells verdicts in sentences, for channels that show text; every figure in them is proven or the person's own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from assistant.answering.proof import unproven_figures
from assistant.answering.replies import Replies
from assistant.domain import AskedFact, Citation, Fact, Outcome, Profile, Script, Sentence, Verdict
from assistant.eligibility.estimating import worth
from assistant.eligibility.heard import FollowUp
from assistant.eligibility.told_verdict import FIT, ToldVerdict
from assistant.language.script import ScriptConverter

MOST_TOLD = 3
"""So many verdicts are told; a person reads no more, and a page shows the others."""
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
        self,
        verdicts: Sequence[Verdict],
        profile: Profile,
        script: Script = Script.SIMPLIFIED,
        follows: FollowUp | None = None,
        names: Mapping[str, str] | None = None,
        told: Collection[str] = (),
    ) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
        """Sentences about the verdicts with what they rest on; one that is not proven is left out.

        Of what a question `follows` up only that is told; `names` are those of facts by id, `told`
        ids of those that were told just now.
        """

        def own(name: str, quote: str = "", **values: str) -> str:
            text = self._replies(name, **values, **({"quote": _QUOTE} if quote else {}))
            if script is Script.TRADITIONAL:
                text = self._converter.to_traditional(text)
            return text.replace(_QUOTE, quote)

        sentences: list[Sentence] = []
        numbered: dict[tuple[str, int, int], Citation] = {}
        fit = {each.programme_id for each in verdicts if each.conditions in FIT}
        for verdict in verdicts:
            worded = ToldVerdict(verdict, own, names or {}, told)
            for sentence in worded.answering(follows) if follows else (*worded.sentences(), *worded.excluding(fit)):
                cited = [worded.held[n] for n in sentence.citations]
                repeated = any(sentence.text == each.text for each in sentences)
                if repeated or not self._is_proven(sentence, cited, profile, verdict):
                    continue
                for each in cited:
                    numbered.setdefault(_place(each), replace(each, n=len(numbered) + 1))
                numbers = tuple(dict.fromkeys(numbered[_place(each)].n for each in cited))
                sentences.append(replace(sentence, citations=numbers))
        return tuple(sentences), tuple(numbered.values())

    def _is_proven(self, sentence: Sentence, cited: Sequence[Citation], profile: Profile, verdict: Verdict) -> bool:
        """Whether every figure stands in the quotes, was told by the person, or is the sum reckoned from both."""
        quotes = [each.quote for each in cited]
        told = (said for fact in profile.values() for said in (fact.told, fact.shown))
        reckoned = (each for of in verdict.estimates for each in (worth(of), of.counted))
        named = (each.label for finding in verdict.findings for each in (finding, *finding.alternatives))
        own = {*filter(None, (*quotes, verdict.programme, *named, *told, *reckoned))}
        own |= set(map(self._converter.to_traditional, own))
        # The longest first: a quote may hold the very figure that was told.
        return not unproven_figures(sentence.text, quotes, sorted(own, key=len, reverse=True))

    def say(self, name: str, script: Script, **values: str) -> Sentence:
        """A sentence that states nothing of a policy, such as that something was noted."""
        text = self._replies(f"eligibility.{name}", **values)
        return Sentence(self._converter.to_traditional(text) if script is Script.TRADITIONAL else text)


def as_profile(facts: Sequence[Fact]) -> Profile:
    """Facts by id."""
    return {fact.id: fact for fact in facts}


def news(verdicts: Sequence[Verdict], before: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Verdicts of which something else is to be told than before; of what is still open only the foremost."""
    told = {each.programme_id: _told_of(each) for each in before}
    changed = [each for each in verdicts if told.get(each.programme_id) != _told_of(each)]
    decided = [each for each in changed if each.conditions is not Outcome.UNDETERMINED]
    return tuple(decided or [each for each in changed if each is verdicts[0]])


def _told_of(verdict: Verdict) -> tuple[object, ...]:
    failed = tuple(each.label for each in verdict.findings if each.met is False)
    return verdict.outcome, verdict.conditions, failed, tuple(map(worth, verdict.estimates))


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.clause_id, citation.start, citation.end
