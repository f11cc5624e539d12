"""Checks of a dense index against the vectors that it was built from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.errors import IndexDamaged
from assistant.search.dense import DenseIndex
from assistant.search.exact import unit_vectors
from assistant.search.indexed import IndexedClause, sample

NEIGHBOURS = 10
SAMPLE = 300
LEAST_SELF_HITS = 0.999
LEAST_RECALL = 0.95
_TWIN = 1e-4


def verify(index: DenseIndex, clauses: Sequence[IndexedClause], embeddings: Embeddings) -> None:
    """Count, self-hits and recall@10 against the exact scan, over an even sample; raises IndexDamaged."""
    _check_count(index, len(clauses))
    matrix = unit_vectors(clauses, embeddings)
    self_hits, recalls = [], []
    for row in sample(range(len(clauses)), SAMPLE):
        vector = matrix[row]
        if not vector.any():
            continue
        found = index.nearest(vector.tolist(), NEIGHBOURS)
        self_hits.append(_finds(found, clauses[row].id))
        recalls.append(_recall(found, matrix @ vector))
    if self_hits and np.mean(self_hits) < LEAST_SELF_HITS:
        raise IndexDamaged(f"向量索引自检：{len(self_hits)} 条中有 {self_hits.count(False)} 条找不到自己。请重建索引")
    if recalls and np.mean(recalls) < LEAST_RECALL:
        raise IndexDamaged(f"向量索引自检：召回率 {np.mean(recalls):.3f}，低于 {LEAST_RECALL}。请重建索引")


def probe(index: DenseIndex, count: int, probes: Mapping[str, str], embeddings: Embeddings) -> None:
    """The quick check at every start: count, and some clauses find themselves. Raises IndexDamaged."""
    _check_count(index, count)
    for clause_id, vector in zip(probes, embeddings.embed_documents(list(probes.values())), strict=True):
        if any(vector) and not _finds(index.nearest(vector, NEIGHBOURS), clause_id):
            raise IndexDamaged(f"向量索引自检：条款 {clause_id} 找不到自己。请重建索引")


def _check_count(index: DenseIndex, expected: int) -> None:
    if (count := index.count()) != expected:
        raise IndexDamaged(f"向量索引有 {count} 条，应有 {expected} 条。请重建索引")


def _finds(found: list[tuple[str, float]], clause_id: str) -> bool:
    """Whether a clause, or a twin of the same wording, is among the hits."""
    return any(hit == clause_id or similarity > 1 - _TWIN for hit, similarity in found)


def _recall(found: list[tuple[str, float]], similarities: NDArray[np.float32]) -> float:
    """Share of the hits that are as near as the exact neighbours; equal similarities may stand for each other."""
    wanted = min(NEIGHBOURS, len(similarities))
    bound = np.partition(similarities, -wanted)[-wanted] - _TWIN
    return len([similarity for _, similarity in found if similarity >= bound]) / wanted
