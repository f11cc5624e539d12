"""Searches both indexes and mixes what they find."""

from __future__ import annotations

import logging
from collections.abc import Callable, Container
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from assistant.domain import Hit, Query
from assistant.errors import EndpointUnavailable, StorageUnavailable
from assistant.search.fusion import Weights, mix
from assistant.search.lexical import LexicalIndex

if TYPE_CHECKING:
    from assistant.search.embedders import BuiltWith

logger = logging.getLogger(__name__)

# Longer than any question we accept; what is pasted beyond it costs time and finds nothing more.
LONGEST_QUERY = 4000
LEXICAL_DEPTH = 60
DENSE_DEPTH = 30
# 480 neighbours cost Chroma 25 ms; a filter that leaves too few of these is better served by the lexical index.
DEEPEST_DENSE = 120
# Most searches within a shelf need the second step, which costs little more than the first and saves asking again.
DEEPER = 4


class Dense(Protocol):
    """Search by meaning: `ExactScan`, or `DenseIndex`, whose import is heavy."""

    def scores(self, text: str, depth: int) -> dict[str, float]:
        """Cosine similarity of at most `depth` nearest clauses, nearest first.

        Raises StorageUnavailable or EndpointUnavailable.
        """
        ...


class WithoutMeaning:
    """A `Dense` for vectors to which no question can be compared."""

    def scores(self, text: str, depth: int) -> dict[str, float]:
        """Nothing."""
        return {}


class HybridSearcher:
    """One open generation; implements `ports.Searcher` and `ports.TermStatistics`. All threads may share it.

    `later` gives the dense index that takes over from `dense` once there is time to open and check one; it finds the
    same.
    Files and memory are released when the last reference goes, so a searcher may be swapped under running searches.
    """

    def __init__(
        self,
        lexical: LexicalIndex,
        dense: Dense,
        weights: Weights,
        later: Callable[[], Dense] | None = None,
        built_with: BuiltWith | None = None,
    ) -> None:
        self._lexical = lexical
        self._dense = dense
        self._weights = weights
        self._later = later
        self._built_with = built_with

    def complete(self) -> None:
        """Does what can wait. Raises IndexDamaged or StorageUnavailable, then all goes on as it was."""
        if self._later is not None:
            self._dense, self._later = self._later(), None

    def check_embedding(self) -> None:
        """Raises IndexDamaged where another embedding is set, EndpointUnavailable while that cannot be told."""
        if self._built_with is not None:
            self._built_with.check()

    @property
    def problem(self) -> str:
        """What searching by meaning suffers from just now, in Chinese; empty when all is well."""
        return self._built_with.problem if self._built_with is not None else ""

    def search(self, query: Query, limit: int, allowed: Container[str] | None = None) -> tuple[Hit, ...]:
        """At most `limit` hits, best first; the best of each list counts as 1 among what is allowed."""
        query = replace(query, text=query.text[:LONGEST_QUERY])
        lexical_depth, dense_depth = max(LEXICAL_DEPTH, 2 * limit), max(DENSE_DEPTH, limit)
        everything = self.clause_count()

        def bigrams(depth: int) -> dict[str, float]:
            return self._lexical.bigram_scores(query, depth)

        def words(depth: int) -> dict[str, float]:
            return self._lexical.word_scores(query, depth)

        def meaning(depth: int) -> dict[str, float]:
            return self._dense_scores(query.text, min(depth, everything))

        return mix(
            _fetch(bigrams, lexical_depth, everything, limit, allowed) if self._weights.bigrams else {},
            _fetch(words, lexical_depth, everything, limit, allowed) if self._weights.words else {},
            _fetch(meaning, dense_depth, DEEPEST_DENSE, limit, allowed) if self._weights.dense else {},
            self._weights,
            max(limit, 0),
        )

    def document_frequency(self, word: str) -> int:
        """In how many clauses the normalised word stands."""
        return self._lexical.document_frequency(word)

    def pair_frequency(self, pair: str) -> int:
        """In how many clauses two characters stand side by side."""
        return self._lexical.pair_frequency(pair)

    def clause_count(self) -> int:
        """How many clauses the index holds."""
        return self._lexical.clause_count()

    def _dense_scores(self, text: str, depth: int) -> dict[str, float]:
        if not text.strip() or depth < 1:
            return {}
        try:
            return self._dense.scores(text, depth)
        except StorageUnavailable as error:
            # Words alone still find most clauses; a Chroma server that restarts must not stop the answers.
            logger.warning("searching without the dense index: %s", error.message)
            return {}
        except EndpointUnavailable:
            # Said in the log when it began.
            return {}


def _fetch(
    search: Callable[[int], dict[str, float]],
    depth: int,
    deepest: int,
    enough: int,
    allowed: Container[str] | None,
) -> dict[str, float]:
    """Scores of allowed clauses; looks deeper until there are enough or nothing is left to find.

    `search` gives the best first, so that what a shallow search finds stands at the head of a deeper one.
    """
    if allowed is None:
        return search(depth)
    while True:
        found = search(DEEPER * depth)
        unread, kept = iter(found.items()), dict[str, float]()
        for more, within in ((depth, depth), ((DEEPER - 1) * depth, DEEPER * depth)):
            kept |= {clause_id: score for clause_id, score in islice(unread, more) if clause_id in allowed}
            if len(kept) >= enough or len(found) < within or within >= deepest:
                return kept
        depth *= DEEPER**2
