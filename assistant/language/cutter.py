"""jieba's cutting over our dictionary; heavy to import."""

from __future__ import annotations

from functools import lru_cache

from assistant.language.dictionary import Dictionary, jieba_alone

with jieba_alone():
    import jieba

_GRAPHS_KEPT = 256


class Cutter(jieba.Tokenizer):  # type: ignore[misc]
    """A jieba tokenizer that looks its words up in a trie. All threads may share it."""

    def __init__(self, dictionary: Dictionary) -> None:
        super().__init__()
        self.FREQ, self.total = dictionary, dictionary.total
        self.initialized = True
        # A text is cut both for an index and for its meaning; jieba only reads the graph.
        self.get_DAG = lru_cache(_GRAPHS_KEPT)(self._graph)

    def _graph(self, sentence: str) -> dict[int, list[int]]:
        """Where the words end that begin at each place of a text."""
        lengths = self.FREQ.lengths_at
        return {
            start: [start + length - 1 for length in lengths(sentence, start)] or [start]
            for start in range(len(sentence))
        }
