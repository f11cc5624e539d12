"""The statements that a model may word: the quoted sentences of an answer, each with what proves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import Citation, Sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """A quoted sentence under the number by which the model names it."""

    number: int
    sentence: Sentence
    citations: tuple[Citation, ...]

    @property
    def text(self) -> str:
        """As it is told in quotes."""
        return self.sentence.text

    @property
    def quotes(self) -> tuple[str, ...]:
        """What proves it, word for word."""
        return tuple(citation.quote for citation in self.citations)

    @property
    def marked(self) -> tuple[str, ...]:
        """The stretches that hold what was asked."""
        return tuple(self.text[start:end] for start, end in self.sentence.marks)

    @property
    def held(self) -> str:
        """All words that may be used of it: its quotes, and what its documents call themselves."""
        frames = dict.fromkeys(
            f"《{each.short_title}》《{each.title}》{each.doc_number or ''} {each.locator}" for each in self.citations
        )
        return "\n".join((*self.quotes, *frames))


def statements_of(sentences: Sequence[Sentence], citations: Sequence[Citation]) -> Mapping[int, Statement]:
    """The wordable sentences of an answer, numbered from 1 in their order."""
    by_number = {citation.n: citation for citation in citations}
    wordable = [sentence for sentence in sentences if sentence.wordable]
    return {
        number: Statement(number, sentence, tuple(by_number[n] for n in sentence.citations))
        for number, sentence in enumerate(wordable, start=1)
    }
