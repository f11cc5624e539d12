"""Builds one index generation in a directory of its own; nothing that serves is ever touched."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.language.tokens import Tokenizer
from assistant.ports import EmbeddingStore
from assistant.search import manifest as manifests
from assistant.search.chroma import OPENING
from assistant.search.dense import DenseIndex, Place
from assistant.search.embedding import LatentSemanticEmbeddings
from assistant.search.indexed import IndexedClause, fingerprint
from assistant.search.lexical import LexicalIndex
from assistant.search.manifest import Manifest
from assistant.search.stored import StoredEmbeddings
from assistant.search.verification import PROBES, sample, verify

# (stage, clauses done, clauses in all)
Progress = Callable[[str, int, int], None]
MEMBERS = "members.json"
# After so large a share of changes the axes of the embedding no longer fit the corpus: everything is built anew.
REFIT_SHARE = 0.1


class Builder:
    """Builds generations that share a tokenizer, an embedding store and a place for vectors."""

    def __init__(self, tokenizer: Tokenizer, store: EmbeddingStore, chroma_url: str, progress: Progress) -> None:
        self._tokenizer = tokenizer
        self._store = store
        self._chroma_url = chroma_url
        self._progress = progress

    def build(self, directory: Path, clauses: Sequence[IndexedClause]) -> None:
        """Everything anew, in an empty or absent directory; raises IndexDamaged when the result fails its checks."""
        self._progress("lexical", 0, len(clauses))
        LexicalIndex.build(directory / "lexical", clauses, self._tokenizer)
        self._progress("embedding", 0, len(clauses))
        fitted = LatentSemanticEmbeddings.fit((clause.content for clause in clauses), self._tokenizer)
        fitted.save(directory / "embedding")
        self._fill(directory, clauses, fitted)
        self._finish(directory, clauses, fitted, changed=0)

    def amend(self, directory: Path, clauses: Sequence[IndexedClause], source: Path, manifest: Manifest) -> bool:
        """The same from the generation in `source`, changing only what differs; False when that would not pay off."""
        members: dict[str, str] = json.loads((source / MEMBERS).read_text(encoding="utf-8"))
        wanted = {clause.id for clause in clauses}
        added = [clause for clause in clauses if members.get(clause.id) != clause.mark]
        outdated = [clause.id for clause in added if clause.id in members]
        removed = [clause_id for clause_id in members if clause_id not in wanted] + outdated
        changed = manifest.changed + len(added) + len(removed) - len(outdated)
        if changed >= REFIT_SHARE * len(clauses):
            return False
        self._progress("lexical", 0, len(added))
        LexicalIndex.amend(source / "lexical", directory / "lexical", added, removed, self._tokenizer)
        shutil.copytree(source / "embedding", directory / "embedding", copy_function=os.link)
        fitted = LatentSemanticEmbeddings.load(directory / "embedding", self._tokenizer)
        if self._chroma_url:
            # A server cannot copy a collection; the vectors come from SQL, so that only the graph is built again.
            self._fill(directory, clauses, fitted)
        else:
            self._amend_dense(directory, source, added, removed, fitted)
        self._finish(directory, clauses, fitted, changed)
        return True

    def _fill(
        self,
        directory: Path,
        clauses: Sequence[IndexedClause],
        fitted: LatentSemanticEmbeddings,
    ) -> None:
        dense = DenseIndex.create(Place.of(directory, self._chroma_url), self._stored(fitted))
        dense.add(clauses, lambda done: self._progress("dense", done, len(clauses)))
        dense.close()

    def _amend_dense(
        self,
        directory: Path,
        source: Path,
        added: Sequence[IndexedClause],
        removed: Sequence[str],
        fitted: LatentSemanticEmbeddings,
    ) -> None:
        with OPENING:
            shutil.copytree(source / "dense", directory / "dense")
        dense = DenseIndex.open(Place.of(directory, self._chroma_url), self._stored(fitted))
        dense.remove(removed)
        dense.add(added, lambda done: self._progress("dense", done, len(added)))
        dense.close()

    def _finish(
        self, directory: Path, clauses: Sequence[IndexedClause], fitted: LatentSemanticEmbeddings, changed: int
    ) -> None:
        """Checks the index as the disk holds it, then writes the manifest, which makes the generation exist."""
        self._progress("verify", 0, len(clauses))
        embeddings = self._stored(fitted)
        dense = DenseIndex.open(Place.of(directory, self._chroma_url), embeddings)
        verify(dense, clauses, embeddings)
        dense.close()
        members = {clause.id: clause.mark for clause in clauses}
        (directory / MEMBERS).write_text(json.dumps(members, ensure_ascii=False), encoding="utf-8")
        Manifest(
            schema=manifests.SCHEMA,
            fingerprint=fingerprint(members.items()),
            tokenizer=self._tokenizer.digest,
            embedder_id=fitted.embedder_id,
            clauses=len(clauses),
            changed=changed,
            probes={clause.id: clause.content for clause in sample(clauses, PROBES)},
            files=manifests.checksums(directory),
        ).write(directory)
        self._progress("verify", len(clauses), len(clauses))

    def _stored(self, fitted: LatentSemanticEmbeddings) -> StoredEmbeddings:
        return StoredEmbeddings(fitted, fitted.embedder_id, self._store)
