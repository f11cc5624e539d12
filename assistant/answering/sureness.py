"""Reads off a question and a stretch of text how sure it is that the one answers the other."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.clause_facts import FactBook
from assistant.answering.content_words import ContentWords
from assistant.answering.lexicon import ValueType
from assistant.answering.reading import Reading
from assistant.answering.signs import Signs
from assistant.answering.windows import Window


@dataclass(frozen=True, slots=True)
class Sureness:
    """The signs of a stretch, by its clause and by the words of the question."""

    facts: FactBook
    words: ContentWords

    def signs(self, window: Window, reading: Reading) -> Signs:
        """Of one stretch that was chosen for one question."""
        facts = self.facts[window.clause_id]
        start, end = min(s.start for s in window.spans), max(s.end for s in window.spans)
        inside = [segment for segment in facts.segments if segment.start < end and start < segment.end]
        held = " ".join([facts.context, *(segment.plain for segment in inside), *(segment.asked for segment in inside)])
        words = self.words.all_of(reading.text)
        phrased = facts.phrased
        telling = reading.leaning.telling if phrased else 0.0
        return Signs(
            coverage=window.coverage,
            heard=window.heard,
            told=sum(word in held for word in words) / len(words) if words else 1.0,
            unheard=not window.heard,
            unwritten=any(not term.known and not term.found_in(held) for term in reading.terms),
            of_policy=reading.of_policy,
            advice=reading.advice,
            typed=reading.value is not ValueType.ANY and any(reading.value in segment.values for segment in inside),
            answerable=telling * reading.leaning.answerable,
            nearer=telling * reading.leaning.nearer,
            phrased=phrased,
        )
