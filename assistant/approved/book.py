"""The published answers, ready to be found by a question."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property

from assistant.approved.likeness import SURE, likeness
from assistant.approved.reading import Asked, QuestionReader
from assistant.domain import ApprovedAnswer
from assistant.language.homophones import HomophoneIndex
from assistant.language.pairs import pairs

LEAST_NEAR = 0.1
"""Share of pairs of characters from which on a question is shown beside another one."""


@dataclass(frozen=True, slots=True)
class Match:
    """An answer, which of its questions is asked, and how surely: 0..1."""

    answer: ApprovedAnswer
    question: str
    likeness: float


@dataclass(frozen=True, slots=True)
class _Entry:
    asked: Asked
    question: str
    answer: ApprovedAnswer


class Book:
    """Answers by what their questions ask. Never changes; safe to share by threads.

    去年 of a question is the year before the one in which its answer was approved.
    """

    def __init__(self, reader: QuestionReader, answers: Iterable[ApprovedAnswer]) -> None:
        self._reader = reader
        self._entries: dict[Hashable, list[_Entry]] = {}
        for answer in answers:
            year = (answer.approved_at or answer.changed_at).year
            for question in answer.questions:
                asked = reader.approved(question, year)
                if asked is not None:
                    self._entries.setdefault(_place(asked), []).append(_Entry(asked, question, answer))

    def find(self, question: str, year: int) -> Match | None:
        """The answer whose question is asked in a year, with which it is most sure; None where none is sure enough."""
        if not self._entries:
            return None
        standard = self._reader.standard(question)
        asked = self._reader.read(standard, year)
        found = self._best(asked) if asked else None
        if found is None and asked:
            mended, slips = self._reader.mended(standard, self._speller)
            asked = self._reader.read(mended, year) if slips else None
            found = self._best(asked, slips) if asked else None
        return found if found and found.likeness >= SURE else None

    def near(self, question: str, limit: int) -> tuple[ApprovedAnswer, ...]:
        """Answers whose questions share most with a text, the nearest first; none that share next to nothing."""
        asked = pairs(self._reader.standard(question))
        shared: dict[str, tuple[float, ApprovedAnswer]] = {}
        for entry in (each for entries in self._entries.values() for each in entries):
            theirs = pairs(self._reader.standard(entry.question))
            alike = len(asked & theirs) / max(1, len(asked | theirs))
            if alike > max(LEAST_NEAR, shared.get(entry.answer.id, (0.0, entry.answer))[0]):
                shared[entry.answer.id] = alike, entry.answer
        nearest = sorted(shared.values(), key=lambda each: (-each[0], each[1].id))
        return tuple(answer for _, answer in nearest[:limit])

    def _best(self, asked: Asked, mended: int = 0) -> Match | None:
        matches = (
            Match(entry.answer, entry.question, round(likeness(asked, entry.asked, mended), 3))
            for entry in self._entries.get(_place(asked), ())
        )
        return max(matches, key=lambda each: (each.likeness, each.answer.id), default=None)

    @cached_property
    def _speller(self) -> HomophoneIndex:
        return self._reader.speller(entry.asked for entries in self._entries.values() for entry in entries)


def _place(asked: Asked) -> Hashable:
    return asked.key, "".join(sorted(asked.said))
