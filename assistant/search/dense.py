"""The dense index: Chroma behind LangChain's vector store, with LangChain's `Embeddings` as the seam.

Filters and metadata stay out of Chroma: a filtered query costs a hundred times a plain one, so callers over-fetch
and filter in memory. One process may open a directory; its threads may share one DenseIndex.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import httpx
from langchain_core.embeddings import Embeddings

from assistant.errors import IndexDamaged, StorageUnavailable
from assistant.search.chroma import (
    OPENING,
    Chroma,
    ChromaError,
    Client,
    CreateHNSWConfiguration,
    NotFoundError,
    Settings,
    open_client,
)
from assistant.search.exact import DECIMALS
from assistant.search.indexed import IndexedClause

BATCH = 1000
# The default space, l2, left 1-5 % of vectors where no search reached them. The threshold makes every batch reach the
# graph files: what waits in Chroma's log is replayed at each opening, over files that then change without need.
_HNSW: CreateHNSWConfiguration = {
    "space": "cosine",
    "ef_construction": 200,
    "ef_search": 200,
    "max_neighbors": 32,
    "sync_threshold": 1,
}

Ranked = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a collection lives: in `directory`, or at the Chroma server `url` when one is given."""

    directory: Path
    url: str
    collection: str

    @classmethod
    def of(cls, generation: Path, url: str) -> Self:
        """The place for the vectors of the generation in that directory."""
        return cls(generation / "dense", url, f"clauses-{generation.name}" if url else "clauses")


class DenseIndex:
    """One collection: clause id → vector of `IndexedClause.content`.

    The client is closed when the last user lets go of the index, so that a query under way is never cut off.
    """

    def __init__(self, client: Client, settings: Settings, name: str, embeddings: Embeddings) -> None:
        self._client = client
        self._name = name
        # The settings go in twice: without them LangChain would build Chroma's own, which read a stray `.env`.
        self._store = Chroma(
            collection_name=name,
            embedding_function=embeddings,
            collection_configuration={"hnsw": _HNSW},
            client=client,
            client_settings=settings,
        )
        self._release = weakref.finalize(self, _close, client)

    @classmethod
    def create(cls, at: Place, embeddings: Embeddings) -> Self:
        """A new, empty collection; an unfinished one of the same name is dropped. Raises StorageUnavailable."""
        at.directory.mkdir(parents=True, exist_ok=True)
        with OPENING, _reported("建立向量索引"):
            client, settings = open_client(at.directory, at.url)
            _drop(client, at.collection)
            return cls(client, settings, at.collection, embeddings)

    @classmethod
    def open(cls, at: Place, embeddings: Embeddings) -> Self:
        """An existing collection; raises IndexDamaged when it is not there, StorageUnavailable without a server."""
        if not at.url and not (at.directory / "chroma.sqlite3").is_file():
            raise IndexDamaged(f"向量索引不存在（{at.directory}）。请重建索引")
        with OPENING, _reported("打开向量索引"), ExitStack() as opened:
            try:
                client, settings = open_client(at.directory, at.url)
                opened.callback(client.close)
                client.get_collection(at.collection, embedding_function=None)
                index = cls(client, settings, at.collection, embeddings)
            except (ChromaError, ValueError) as error:
                raise IndexDamaged(f"向量索引无法打开（{at.directory}）：{error}。请重建索引") from error
            opened.pop_all()
            return index

    @staticmethod
    def drop(at: Place) -> None:
        """Removes a collection from the server; embedded ones go with their directory."""
        with OPENING, _reported("删除向量索引"):
            client, _ = open_client(at.directory, at.url)
            _drop(client, at.collection)
            client.close()

    def add(self, clauses: Sequence[IndexedClause], progress: Callable[[int], None] = lambda done: None) -> None:
        """Embeds and stores clauses in batches."""
        for begin in range(0, len(clauses), BATCH):
            batch = clauses[begin : begin + BATCH]
            with _reported("写入向量索引"):
                self._store.add_texts([clause.content for clause in batch], ids=[clause.id for clause in batch])
            progress(begin + len(batch))

    def remove(self, ids: Sequence[str]) -> None:
        """Forgets clauses; unknown ids are ignored."""
        for begin in range(0, len(ids), BATCH):
            with _reported("写入向量索引"):
                self._store.delete(list(ids[begin : begin + BATCH]))

    def close(self) -> None:
        """Releases the client at once; nobody may be searching."""
        self._release()

    def count(self) -> int:
        """How many clauses the collection holds."""
        with _reported("向量检索"):
            return int(self._client.get_collection(self._name, embedding_function=None).count())

    def scores(self, text: str, depth: int) -> dict[str, float]:
        """Cosine similarity of at most `depth` nearest clauses, without unrelated ones; raises StorageUnavailable."""
        with _reported("向量检索"):
            found = self._store.similarity_search_with_score(text, depth)
        scores = {str(document.id): round(1 - distance, DECIMALS) for document, distance in found}
        return {clause_id: score for clause_id, score in scores.items() if score > 0}

    def nearest(self, vector: Sequence[float], depth: int) -> Ranked:
        """Nearest clause ids of a vector with their cosine similarities, best first."""
        with _reported("向量检索"):
            found = self._store.similarity_search_by_vector_with_relevance_scores(list(vector), depth)
        return [(str(document.id), 1 - distance) for document, distance in found]


@contextmanager
def _reported(action: str) -> Iterator[None]:
    try:
        yield
    except (ChromaError, httpx.HTTPError) as error:
        raise StorageUnavailable(f"{action}没有完成：{error}。请检查磁盘空间、权限，或 Chroma 服务器") from error


def _drop(client: Client, collection: str) -> None:
    try:
        client.delete_collection(collection)
    except NotFoundError:
        return


def _close(client: Client) -> None:
    with OPENING:
        client.close()
