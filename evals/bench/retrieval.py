"""Our own retrieval: time and disk to build, latency of each index, evidence found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.retrieve import DEPTH
from assistant.domain import Query
from assistant.language.tokens import Tokenizer
from assistant.search.building import Builder
from assistant.search.dense import DenseIndex, Place
from assistant.search.embedding import LatentSemanticEmbeddings
from assistant.search.fusion import Weights
from assistant.search.hybrid import DENSE_DEPTH, LEXICAL_DEPTH, HybridSearcher
from assistant.search.indexed import IndexedClause
from assistant.search.lexical import LexicalIndex
from evals.bench.corpus import mean_hit_rate
from evals.bench.timing import latency, megabytes, timed
from evals.dataset import Case


class MemoryEmbeddingStore:
    """Vectors kept in memory, so that the time of the database does not count as the time of the index."""

    def __init__(self) -> None:
        self._vectors: dict[str, Sequence[float]] = {}

    def load(self, embedder_id: str, digests: Sequence[str]) -> dict[str, Sequence[float]]:
        """As the port says."""
        return {digest: self._vectors[digest] for digest in digests if digest in self._vectors}

    def save(self, embedder_id: str, vectors: dict[str, Sequence[float]]) -> None:
        """As the port says."""
        self._vectors.update(vectors)


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures of one size, and the embedding that was fitted, for the plain recipe."""

    figures: dict[str, object]
    embeddings: LatentSemanticEmbeddings


def measure(
    directory: Path,
    clauses: Sequence[IndexedClause],
    tokenizer: Tokenizer,
    questions: Sequence[str],
    cases: Sequence[Case],
    text_budget: int,
) -> Measured:
    """Builds as `sync` does, then asks; looks for evidence where cases are given.

    `text_budget` is how many characters the found clauses may hold together.
    """
    builder = Builder(tokenizer, MemoryEmbeddingStore(), "", lambda stage, done, total: None)
    _, seconds = timed(lambda: builder.build(directory, clauses))
    embeddings = LatentSemanticEmbeddings.load(directory / "embedding", tokenizer)
    lexical = LexicalIndex(directory / "lexical", tokenizer)
    dense = DenseIndex.open(Place.of(directory, ""), embeddings)
    fused = HybridSearcher(lexical, dense, Weights())
    texts = {clause.id: clause.text for clause in clauses}

    def by_words(question: str) -> None:
        lexical.bigram_scores(Query(question), LEXICAL_DEPTH)
        lexical.word_scores(Query(question), LEXICAL_DEPTH)

    def found(question: str) -> list[str]:
        taken: list[str] = []
        for hit in fused.search(Query(question), DEPTH):
            if sum(map(len, taken)) + len(texts[hit.clause_id]) > text_budget:
                break
            taken.append(texts[hit.clause_id])
        return taken

    fused.search(Query(questions[0]), DEPTH)
    figures: dict[str, object] = {
        "clauses": len(clauses),
        "build_seconds": round(seconds, 2),
        "disk_mb": megabytes(directory),
        "lexical": latency(by_words, questions).as_dict(),
        "dense": latency(lambda question: dense.scores(question, DENSE_DEPTH), questions).as_dict(),
        "fused": latency(lambda question: fused.search(Query(question), DEPTH), questions).as_dict(),
    }
    if cases:
        figures["evidence_hit_rate"] = mean_hit_rate(cases, lambda case: found(case.question))
    dense.close()
    return Measured(figures, embeddings)
