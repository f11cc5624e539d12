"""Wrong characters with the right sound, mended by the corpus' own terms."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.lexicon import Lexicon
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Level
from assistant.language.homophones import Correction, HomophoneIndex
from assistant.language.readings import Readings
from assistant.language.tokens import Tokenizer
from assistant.ports import TermStatistics

_CHARACTERS = re.compile(r"[一-鿿]{2,10}")


class Spelling:
    """Corrects a question towards headings, terms and the words that people ask with."""

    def __init__(
        self, index: HomophoneIndex, vocabulary: frozenset[str], statistics: TermStatistics, tokenizer: Tokenizer
    ) -> None:
        self._index, self._vocabulary, self._statistics, self._tokenizer = index, vocabulary, statistics, tokenizer

    @classmethod
    def over(
        cls,
        catalogue: Catalogue,
        terms: Iterable[str],
        lexicon: Lexicon,
        statistics: TermStatistics,
        tokenizer: Tokenizer,
        readings: Readings,
    ) -> Spelling:
        """The vocabulary is what the corpus is about: its terms, the words of its headings, places and aspects."""
        headings = [c.heading for c in catalogue.clauses.values() if c.level is Level.OUTLINE]
        words = [word for heading in headings for word in tokenizer.content_words(heading) if len(word) > 1]
        official = [word for word in lexicon.sayings if statistics.document_frequency(word)]
        found = [piece for word in (*terms, *words, *official) for piece in _CHARACTERS.findall(word)]
        vocabulary = frozenset(found)
        spoken = frozenset((*lexicon.sayings, *(word for aspect in lexicon.aspects for word in aspect.words)))
        return cls(HomophoneIndex(sorted(vocabulary), readings), vocabulary | spoken, statistics, tokenizer)

    def correct(self, text: str) -> Correction:
        """The text with wrong characters mended, and what was replaced."""
        return self._index.correct(text, self._known)

    def _known(self, word: str) -> bool:
        in_use = word in self._vocabulary or self._statistics.document_frequency(word) > 0
        return in_use or self._tokenizer.is_word(word)
