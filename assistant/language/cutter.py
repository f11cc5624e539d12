"""jieba's cutting over our dictionary; heavy to import."""

from __future__ import annotations

from functools import lru_cache
from math import log

from assistant.language.dictionary import Dictionary, jieba_alone

with jieba_alone():
    import jieba

_GRAPHS_KEPT, _WORDS_KEPT = 256, 4096


class Cutter(jieba.Tokenizer):  # type: ignore[misc]
    """A jieba tokenizer that looks its words up in a trie. All threads may share it."""

    def __init__(self, dictionary: Dictionary) -> None:
        super().__init__()
        self.FREQ, self.total = dictionary, dictionary.total
        self.initialized = True
        # A text is cut both for an index and for its meaning; jieba only reads the graph.
        self.get_DAG = lru_cache(_GRAPHS_KEPT)(self._graph)
        self._best_way = lru_cache(_GRAPHS_KEPT)(self._way)
        self._weight = lru_cache(_WORDS_KEPT)(lambda word: log(self.FREQ.get(word) or 1) - log(self.total))

    def _graph(self, sentence: str) -> dict[int, list[int]]:
        """Where the words end that begin at each place of a text."""
        lengths = self.FREQ.lengths_at
        return {
            start: [start + length - 1 for length in lengths(sentence, start)] or [start]
            for start in range(len(sentence))
        }

    def calc(self, sentence: str, DAG: dict[int, list[int]], route: dict[int, tuple[float, int]]) -> None:
        """Fills `route`: from each place of a text the likeliest way to its end."""
        route.update(self._best_way(sentence))

    def _way(self, sentence: str) -> dict[int, tuple[float, int]]:
        ends, weight = self.get_DAG(sentence), self._weight
        way: dict[int, tuple[float, int]] = {len(sentence): (0.0, 0)}
        for start in reversed(range(len(sentence))):
            way[start] = max([(weight(sentence[start : end + 1]) + way[end + 1][0], end) for end in ends[start]])
        return way
