"""The index generations of a data directory: `<root>/<name>/{lexical,dense,embedding,*.json,exact.npy}`.

A generation is built beside the one that serves and exists from the moment its manifest is written; which one
serves is one row in SQL. chromadb is imported by the first build or completion, not before.
"""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import EndpointUnavailable, IndexDamaged, StorageUnavailable
from assistant.language.tokens import Tokenizer
from assistant.ports import EmbeddingStore
from assistant.search import manifest as manifests
from assistant.search.endpoint import Endpoint, Setback
from assistant.search.fusion import Weights
from assistant.search.indexed import IndexedClause, fingerprint
from assistant.search.manifest import Manifest

if TYPE_CHECKING:
    from assistant.search.building import Builder, Progress
    from assistant.search.dense import DenseIndex
    from assistant.search.embedding import Embedder
    from assistant.search.endpoint_embedding import EndpointEmbeddings
    from assistant.search.hybrid import HybridSearcher

logger = logging.getLogger(__name__)

# Smaller corpora are built anew in seconds, so that equal corpora give equal indexes whatever their history.
AMEND_FROM = 5000
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,60}[a-z0-9]")


def _silent(stage: str, done: int, total: int) -> None:
    """Reports nothing."""


class IndexLibrary:
    """Builds, opens and removes generations. Only one process at a time may build or open embedded ones.

    New ones get vectors of the `endpoint`, or local ones where none is set.
    """

    def __init__(
        self,
        root: Path,
        tokenizer: Tokenizer,
        embedding_store: EmbeddingStore,
        weights: Weights,
        chroma_url: str = "",
        endpoint: Endpoint | None = None,
    ) -> None:
        self._root = root
        self._tokenizer = tokenizer
        self._store = embedding_store
        self._weights = weights
        self._chroma_url = chroma_url
        self._endpoint = endpoint
        self._setback = Setback()

    def build(
        self,
        name: str,
        clauses: Sequence[IndexedClause],
        previous: str | None = None,
        progress: Progress = _silent,
    ) -> None:
        """Builds and verifies a new generation; a large one changes a copy of `previous` where that is sound.

        Raises ValueError for a name that is taken or not made of a-z, 0-9 and "-", StorageUnavailable when the disk
        or the Chroma server fails, IndexDamaged when the new index fails its checks. An unfinished generation does
        not count, and `remove_stale` clears it away.

        Where the endpoint fails, local vectors take the place of its own, so that changed documents never wait for it;
        when nothing changed, and `previous` is not given, it raises EndpointUnavailable instead.
        """
        from assistant.search.building import Builder

        directory = self._directory(name)
        if (directory / manifests.FILE).exists():
            raise ValueError(f"index {name!r} exists")
        builder = Builder(self._tokenizer, self._store, self._chroma_url, progress)
        try:
            try:
                self._build(builder, directory, clauses, previous, self._endpoint)
            except EndpointUnavailable as error:
                self._setback.note(error)
                if previous is None and any(self.holds(built, clauses) for built in self.names()):
                    raise
                logger.warning("building %s with local vectors: %s", name, error.message)
                self._build(builder, directory, clauses, previous, None)
        except OSError as error:
            raise StorageUnavailable(f"索引没有建成（{directory}）：{error}。请检查磁盘空间与权限") from error

    def open(self, name: str) -> HybridSearcher:
        """Opens a generation for searching; raises IndexDamaged, or StorageUnavailable without the Chroma server.

        Up to 20,000 clauses are searched exactly until `HybridSearcher.complete` opens Chroma; more wait for it here.
        Up to 5,000 it only compares Chroma's files with what was built.
        """
        from assistant.search.embedders import MODEL, BuiltWith
        from assistant.search.exact import FASTER_UP_TO, MOST_CLAUSES, VECTORS, ExactScan
        from assistant.search.hybrid import HybridSearcher, WithoutMeaning
        from assistant.search.lexical import LexicalIndex

        directory = self._directory(name)
        manifest = Manifest.read(directory, self._tokenizer.digest)
        manifest.check_files(directory, "lexical", MODEL, manifests.MEMBERS, VECTORS)
        lexical = LexicalIndex(directory / "lexical", self._tokenizer)
        if lexical.clause_count() != manifest.clauses:
            raise IndexDamaged(f"词面索引有 {lexical.clause_count()} 条，应有 {manifest.clauses} 条。请重建索引")
        built_with = BuiltWith.of(directory, manifest.embedder_id, self._tokenizer, self._endpoint, self._setback)
        embedder = built_with.embedder
        if built_with.problem:
            logger.warning("opening %s: %s", name, built_with.problem)
        if embedder is None:
            return HybridSearcher(lexical, WithoutMeaning(), self._weights, built_with=built_with)

        def in_chroma() -> DenseIndex:
            return self._open_dense(directory, manifest, embedder)

        if manifest.clauses > MOST_CLAUSES:
            return HybridSearcher(lexical, in_chroma(), self._weights, built_with=built_with)
        scan = ExactScan.open(directory, embedder)

        def compared() -> ExactScan:
            # Chroma takes 60 MB for good, and nobody would search it; only that its server is away must be told.
            if self._chroma_url:
                in_chroma()
            else:
                manifest.check_files(directory, "dense")
            return scan

        later = compared if manifest.clauses <= FASTER_UP_TO else in_chroma
        return HybridSearcher(lexical, scan, self._weights, later, built_with)

    def _open_dense(self, directory: Path, manifest: Manifest, embedder: Embedder) -> DenseIndex:
        from assistant.search.dense import DenseIndex, Place
        from assistant.search.stored import StoredEmbeddings
        from assistant.search.verification import probe

        embeddings = StoredEmbeddings(embedder, manifest.embedder_id, self._store)
        manifest.check_files(directory, "dense")
        dense = DenseIndex.open(Place.of(directory, self._chroma_url), embeddings)
        try:
            probe(dense, manifest.clauses, manifest.probes, embeddings)
        except StorageUnavailable as error:
            if self._chroma_url:
                raise
            raise IndexDamaged(f"{error.message}。请重建索引") from error
        return dense

    def holds(self, name: str, clauses: Iterable[IndexedClause]) -> bool:
        """Whether a finished generation holds exactly these clauses."""
        try:
            manifest = Manifest.read(self._directory(name), self._tokenizer.digest)
        except IndexDamaged:
            return False
        return manifest.fingerprint == fingerprint((clause.id, clause.mark) for clause in clauses)

    def names(self) -> tuple[str, ...]:
        """Finished generations, sound or not, in order of name."""
        return tuple(sorted(path.parent.name for path in self._root.glob(f"*/{manifests.FILE}")))

    def remove_stale(self, keep: str | None) -> tuple[str, ...]:
        """Removes every generation but `keep`, finished or not; call it when no searcher of another one is in use."""
        stale = sorted(path for path in self._root.glob("*") if path.is_dir() and path.name != keep)
        for directory in stale:
            if self._chroma_url:
                from assistant.search.dense import DenseIndex, Place

                DenseIndex.drop(Place.of(directory, self._chroma_url))
            shutil.rmtree(directory, ignore_errors=True)
        return tuple(directory.name for directory in stale)

    def _build(
        self,
        builder: Builder,
        directory: Path,
        clauses: Sequence[IndexedClause],
        previous: str | None,
        endpoint: Endpoint | None,
    ) -> None:
        embeddings = None
        if endpoint is not None:
            from assistant.search.endpoint_embedding import EndpointEmbeddings

            embeddings = EndpointEmbeddings.reach(endpoint)
        _clear(directory)
        if previous is not None and len(clauses) >= AMEND_FROM:
            if self._amend(builder, directory, clauses, previous, embeddings):
                return
            _clear(directory)
        builder.build(directory, clauses, embeddings)

    def _amend(
        self,
        builder: Builder,
        directory: Path,
        clauses: Sequence[IndexedClause],
        previous: str,
        embeddings: EndpointEmbeddings | None,
    ) -> bool:
        from assistant.search.embedders import comparable

        source = self._directory(previous)
        try:
            manifest = Manifest.read(source, self._tokenizer.digest)
            if not comparable(manifest.embedder_id, embeddings):
                return False
            manifest.check_files(source)
            return builder.amend(directory, clauses, source, manifest, embeddings)
        except IndexDamaged as error:
            logger.warning("building %s anew instead of amending %s: %s", directory.name, previous, error.message)
            return False

    def _directory(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(f"not a name for an index: {name!r}")
        return self._root / name


def _clear(directory: Path) -> None:
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
