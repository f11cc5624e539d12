"""A searcher in memory: inverse document frequency over character bigrams; no index, no disk."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterable

from assistant.domain import Clause, Hit, Query
from assistant.language.tokens import Tokenizer


class MemorySearcher:
    """Searcher and TermStatistics over a handful of clauses."""

    def __init__(self, clauses: Iterable[Clause], tokenizer: Tokenizer) -> None:
        held = tuple(clauses)
        self._tokenizer = tokenizer
        self._bigrams = {
            clause.id: frozenset((*tokenizer.bigrams(clause.locator), *tokenizer.bigrams(clause.text)))
            for clause in held
        }
        self._frequency = Counter(bigram for bigrams in self._bigrams.values() for bigram in bigrams)
        self._pairs = Counter(bigram for clause in held for bigram in set(tokenizer.bigrams(clause.text)))
        self._words = Counter(word for clause in held for word in set(tokenizer.words(clause.text)))

    def search(self, query: Query, limit: int, allowed: Container[str] | None = None) -> tuple[Hit, ...]:
        wanted = {bigram: 0.5 for word in query.expansions for bigram in self._tokenizer.bigrams(word)}
        wanted |= dict.fromkeys(self._tokenizer.bigrams(query.text), 1.0)
        scores = {
            clause_id: sum(weight * self._rarity(bigram) for bigram, weight in wanted.items() if bigram in bigrams)
            for clause_id, bigrams in self._bigrams.items()
            if allowed is None or clause_id in allowed
        }
        highest = max(scores.values(), default=0.0) or 1.0
        hits = [Hit(clause_id, score / highest, score / highest) for clause_id, score in scores.items() if score]
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.clause_id))[:limit])

    def document_frequency(self, word: str) -> int:
        return 0 if self._tokenizer.is_stopword(word) else self._words[word]

    def pair_frequency(self, pair: str) -> int:
        return self._pairs[pair]

    def clause_count(self) -> int:
        return len(self._bigrams)

    def _rarity(self, bigram: str) -> float:
        return math.log(1 + len(self._bigrams) / self._frequency[bigram])
