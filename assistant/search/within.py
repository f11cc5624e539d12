"""Some clauses of an index as if they were all of it: what one shelf of documents is searched by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set

from assistant.domain import Clause, Hit, Query
from assistant.language.tokens import Tokenizer
from assistant.ports import Searcher


class Within:
    """Implements `ports.Searcher` over the clauses of these ids."""

    def __init__(self, searcher: Searcher, clause_ids: Set[str]) -> None:
        self._searcher, self._clause_ids = searcher, clause_ids

    def search(self, query: Query, limit: int) -> tuple[Hit, ...]:
        """At most `limit` hits among these clauses, best first."""
        return self._searcher.search(query, limit, self._clause_ids)


class WithinStatistics:
    """Implements `ports.TermStatistics`: a word is as rare as it is among these clauses."""

    def __init__(self, clauses: Iterable[Clause], tokenizer: Tokenizer) -> None:
        self._words: Counter[str] = Counter()
        self._pairs: Counter[str] = Counter()
        self._clauses = 0
        for clause in clauses:
            self._clauses += 1
            self._words.update(set(tokenizer.index_words(clause.text)))
            self._pairs.update(set(tokenizer.bigrams(clause.text)))

    def document_frequency(self, word: str) -> int:
        """In how many of the clauses the normalised word stands."""
        return self._words[word]

    def pair_frequency(self, pair: str) -> int:
        """In how many of the clauses two characters stand side by side."""
        return self._pairs[pair]

    def clause_count(self) -> int:
        """How many clauses there are."""
        return self._clauses
