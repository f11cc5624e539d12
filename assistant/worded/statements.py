"""The statements that a model may word: the quoted sentences of an answer, each with what proves it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import Citation, Sentence

_SUBJECT = re.compile(r"[^，。；：的对按由]*")
_PAIR = re.compile(r"[\u4e00-\u9fff]{2}")


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
        return "\n".join((*self.quotes, self.frame))

    @property
    def frame(self) -> str:
        """What its documents call themselves."""
        frames = dict.fromkeys(
            f"《{each.short_title}》《{each.title}》{each.doc_number or ''} {each.locator}" for each in self.citations
        )
        return "\n".join(frames)

    @property
    def names(self) -> str:
        """What its documents are called where its quotes begin with it, which need not be said again."""
        return "\n".join(dict.fromkeys(_called(each) for each in self.citations))


def _called(citation: Citation) -> str:
    """The short title, the number, and the title where the quote begins as the short title does."""
    begins = citation.quote.startswith(citation.short_title[:2])
    lead = _SUBJECT.match(citation.quote) if begins else None
    named = [word for word in _PAIR.findall(lead.group()) if word in citation.title] if lead else []
    return " ".join((citation.short_title, citation.doc_number or "", *named))


def statements_of(sentences: Sequence[Sentence], citations: Sequence[Citation]) -> Mapping[int, Statement]:
    """The wordable sentences of an answer, numbered from 1 in their order."""
    by_number = {citation.n: citation for citation in citations}
    wordable = [sentence for sentence in sentences if sentence.wordable]
    return {
        number: Statement(number, sentence, tuple(by_number[n] for n in sentence.citations))
        for number, sentence in enumerate(wordable, start=1)
    }
