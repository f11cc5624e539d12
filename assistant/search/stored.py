"""Embeddings that are computed once and kept in SQL."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from langchain_core.embeddings import Embeddings

from assistant.ports import EmbeddingStore
from assistant.search.embedding import Embedder


class StoredEmbeddings(Embeddings):
    """LangChain's embeddings from any embedder, with a memory: by the SHA-256 of a text under `embedder_id`."""

    def __init__(self, embeddings: Embedder, embedder_id: str, store: EmbeddingStore) -> None:
        self._embeddings = embeddings
        self.embedder_id = embedder_id
        self._store = store

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text; new ones are saved."""
        digests = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        vectors: dict[str, Sequence[float]] = dict(self._store.load(self.embedder_id, digests))
        missing = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in vectors}
        if missing:
            computed = self._embeddings.embed_documents(list(missing.values()))
            new = dict(zip(missing, computed, strict=True))
            self._store.save(self.embedder_id, dict(new))
            vectors.update(new)
        return [list(vectors[digest]) for digest in digests]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question; questions are not kept."""
        return self._embeddings.embed_query(text)
