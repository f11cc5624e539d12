"""Gives an approved answer in place of one from the corpus, where its question is asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from datetime import date

from assistant.answering.language import Language
from assistant.answering.turn import Turn
from assistant.approved.alone import stands_alone
from assistant.approved.book import Book
from assistant.approved.reading import QuestionReader
from assistant.approved.saying import Saying
from assistant.approved.standing import Doubt, doubts
from assistant.approved.words import SameWords
from assistant.corpus.catalogue import Catalogue
from assistant.desk_ports import ApprovedStore
from assistant.domain import ApprovedAnswer, ApprovedState, Sentence, Step
from assistant.ports import Clock

STEP = "approved"
LOOKED_AGAIN = 0.5
"""Seconds after which it is looked whether other answers are published, by this or by another process."""
Event = Step | Sentence | Turn


class Hits:
    """Knows the published answers. Safe to share by threads."""

    def __init__(
        self,
        store: ApprovedStore,
        language: Language,
        words: SameWords,
        public_url: str,
        clock: Clock,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._language, self._public_url = store, language, public_url
        self.reader = QuestionReader(language, words)
        self._clock, self._seconds = clock, seconds
        self._book, self._generation, self._looked_at = Book(self.reader, ()), "", float("-inf")
        self._saying: Saying | None = None
        self._reading = threading.Lock()

    def given(self, turn: Turn, catalogue: Catalogue) -> tuple[Event, ...] | None:
        """What is told of a turn instead of what the pipeline finds; None where no approved answer is to be given."""
        started = time.perf_counter()
        found = self.published().find(turn.question.text, turn.as_of.year)
        if found is None or not stands_alone(turn, found.answer, catalogue, self._language):
            return None
        told = self.told(found.answer, turn, catalogue)
        if isinstance(told, tuple):
            return None
        milliseconds = round((time.perf_counter() - started) * 1000, 3)
        detail = {"approved": found.answer.id, "likeness": found.likeness, "question": found.question}
        return (Step(STEP, milliseconds, detail), *told.sentences, told)

    def told(self, answer: ApprovedAnswer, turn: Turn, catalogue: Catalogue) -> Turn | tuple[str, ...]:
        """The turn as an answer ends it, or why it must not be given, in Chinese."""
        against = self.doubts(answer, turn.as_of, catalogue)
        if against:
            return against
        approved_at = answer.approved_at or answer.changed_at
        said, unproven = self._saying_over(catalogue).told(
            answer, turn, approved_at.astimezone(self._clock().tzinfo).date()
        )
        return unproven or said

    def doubts(self, answer: ApprovedAnswer, as_of: date, catalogue: Catalogue) -> tuple[str, ...]:
        """What stands against giving it on a day, in Chinese."""
        return tuple(map(self._worded, doubts(answer, catalogue, as_of, self._clock().date())))

    def _worded(self, doubt: Doubt) -> str:
        return self._language.replies(f"approved_answer.{doubt.name}", **dict(doubt.values))

    def _saying_over(self, catalogue: Catalogue) -> Saying:
        saying = self._saying
        if saying is None or saying.catalogue is not catalogue:
            saying = self._saying = Saying(catalogue, self._language, self._public_url)
        return saying

    def look_again(self) -> None:
        """Look at the next question already whether other answers are published."""
        self._looked_at = float("-inf")

    def published(self) -> Book:
        """The book as it is now; who comes while another one reads it anew takes the one before."""
        if self._seconds() - self._looked_at < LOOKED_AGAIN or not self._reading.acquire(blocking=False):
            return self._book
        try:
            generation = self._store.generation()
            if generation != self._generation:
                self._book = self.book_of(self._store.all((ApprovedState.PUBLISHED,)))
                self._generation = generation
            self._looked_at = self._seconds()
        finally:
            self._reading.release()
        return self._book

    def book_of(self, answers: Sequence[ApprovedAnswer]) -> Book:
        """A book of these answers."""
        return Book(self.reader, answers)
