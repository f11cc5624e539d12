"""The dense index without a graph: cosine similarity to every clause.

It needs neither Chroma nor LangChain, whose import takes more than a second of processor time, and nothing is nearer
than what it finds. So it answers until Chroma has been opened and checked, and up to 5,000 clauses from then on, too.
At 20,000 clauses a query costs 2 ms.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexDamaged
from assistant.search.indexed import IndexedClause
from assistant.search.manifest import MEMBERS

if TYPE_CHECKING:
    from assistant.search.embedding import Embedder

VECTORS = "exact.npy"
MOST_CLAUSES = 20_000
# On the shipped corpus the scan takes 0.10 ms where Chroma behind LangChain takes 1.66; the scan grows with the corpus.
FASTER_UP_TO = 5_000
# What this scan and Chroma agree on: both sum up rounding errors, and twins shall tie. 0 counts as unrelated.
DECIMALS = 4
_BLOCK = 1000

Matrix = NDArray[np.float32]


class ExactScan:
    """Vectors of one generation in memory, rows in the order of its members. All threads may share it."""

    def __init__(self, clause_ids: Sequence[str], vectors: Matrix, embeddings: Embedder) -> None:
        self._clause_ids = clause_ids
        self._vectors = vectors
        self._embeddings = embeddings

    @staticmethod
    def save(generation: Path, clauses: Sequence[IndexedClause], embeddings: Embedder) -> None:
        """Writes the vectors beside the members of the generation in that directory."""
        np.save(generation / VECTORS, unit_vectors(clauses, embeddings))

    @classmethod
    def open(cls, generation: Path, embeddings: Embedder) -> Self:
        """Raises IndexDamaged."""
        try:
            clause_ids = list(json.loads((generation / MEMBERS).read_text(encoding="utf-8")))
            vectors = np.load(generation / VECTORS)
        except (OSError, EOFError, ValueError) as error:
            raise IndexDamaged(f"向量无法读取（{generation}）：{error}。请重建索引") from error
        if len(clause_ids) != len(vectors):
            raise IndexDamaged(f"有 {len(vectors)} 个向量，应有 {len(clause_ids)} 个（{generation}）。请重建索引")
        return cls(clause_ids, vectors, embeddings)

    def scores(self, text: str, depth: int) -> dict[str, float]:
        """Cosine similarity of at most `depth` nearest clauses, nearest first, without unrelated ones."""
        vector = np.asarray(self._embeddings.embed_query(text), np.float32)
        length = np.linalg.norm(vector)
        if not length:
            return {}
        similarities = self._vectors @ (vector / length)
        nearest = np.argsort(-similarities, kind="stable")[:depth]
        scores = zip(nearest.tolist(), similarities[nearest].tolist(), strict=True)
        return {self._clause_ids[row]: rounded for row, score in scores if (rounded := round(score, DECIMALS)) > 0}


def unit_vectors(clauses: Sequence[IndexedClause], embeddings: Embedder) -> Matrix:
    """A row a clause, of length 1, or 0 where no word of it is known."""
    blocks = [
        np.asarray(embeddings.embed_documents([clause.content for clause in clauses[i : i + _BLOCK]]), np.float32)
        for i in range(0, len(clauses), _BLOCK)
    ]
    if not blocks:
        return np.zeros((0, 1), np.float32)
    vectors = np.concatenate(blocks)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths, lengths, 1)).astype(np.float32)
