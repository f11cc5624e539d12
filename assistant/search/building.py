"""Builds one index generation in a directory of its own; nothing that serves is ever touched.

Chroma takes seconds to import, so it is imported where the child process that fits the embedding is at work anyway.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.language.tokens import Tokenizer
from assistant.ports import EmbeddingStore
from assistant.search import manifest as manifests
from assistant.search.embedders import MODEL
from assistant.search.embedding import LatentSemanticEmbeddings
from assistant.search.exact import MOST_CLAUSES, ExactScan
from assistant.search.indexed import IndexedClause, fingerprint, sample
from assistant.search.lexical import LexicalIndex
from assistant.search.manifest import MEMBERS, Manifest
from assistant.search.stored import StoredEmbeddings

if TYPE_CHECKING:
    from assistant.search.endpoint_embedding import EndpointEmbeddings

# (stage, clauses done, clauses in all)
Progress = Callable[[str, int, int], None]
PROBES = 16
# After so large a share of changes the axes of the embedding no longer fit the corpus: everything is built anew.
REFIT_SHARE = 0.1
KEPT_AT_ONCE = 50


class Builder:
    """Builds generations that share a tokenizer, an embedding store and a place for vectors."""

    def __init__(self, tokenizer: Tokenizer, store: EmbeddingStore, chroma_url: str, progress: Progress) -> None:
        self._tokenizer = tokenizer
        self._store = store
        self._chroma_url = chroma_url
        self._progress = progress

    def build(
        self, directory: Path, clauses: Sequence[IndexedClause], endpoint: EndpointEmbeddings | None = None
    ) -> None:
        """Everything anew, in an empty or absent directory, with vectors of an endpoint or local ones.

        Raises IndexDamaged when the result fails its checks, EndpointUnavailable.
        """
        with ThreadPoolExecutor(max_workers=1) as aside:
            self._progress("embedding", 0, len(clauses))
            contents = [clause.content for clause in clauses]
            embedding = (
                aside.submit(self._asked, endpoint, contents)
                if endpoint
                else aside.submit(self._fitted, directory, contents)
            )
            self._progress("lexical", 0, len(clauses))
            LexicalIndex.build(directory / "lexical", clauses, self._tokenizer)
            from assistant.search import vectors

            stored = embedding.result()
        vectors.fill(directory, self._chroma_url, clauses, stored, self._counting("dense", len(clauses)))
        self._finish(directory, clauses, stored, changed=0)

    def amend(
        self,
        directory: Path,
        clauses: Sequence[IndexedClause],
        source: Path,
        manifest: Manifest,
        endpoint: EndpointEmbeddings | None = None,
    ) -> bool:
        """The same from the generation in `source`, changing only what differs; False when that would not pay off."""
        from assistant.search import vectors

        members: dict[str, str] = json.loads((source / MEMBERS).read_text(encoding="utf-8"))
        added = [clause for clause in clauses if members.get(clause.id) != clause.mark]
        removed = sorted(members.keys() - {clause.id for clause in clauses} | members.keys() & {c.id for c in added})
        changed = manifest.changed + max(len(added), len(removed))
        if changed >= REFIT_SHARE * len(clauses):
            return False
        self._progress("lexical", 0, len(added))
        LexicalIndex.amend(source / "lexical", directory / "lexical", added, removed, self._tokenizer)
        if endpoint is None:
            shutil.copytree(source / MODEL, directory / MODEL, copy_function=os.link)
            stored = self._stored(LatentSemanticEmbeddings.load(directory / MODEL, self._tokenizer))
        else:
            stored = self._asked(endpoint, [clause.content for clause in added])
        if self._chroma_url:
            # A server cannot copy a collection; the vectors come from SQL, so that only the graph is built again.
            vectors.fill(directory, self._chroma_url, clauses, stored, self._counting("dense", len(clauses)))
        else:
            vectors.amend(directory, source, added, removed, stored, self._counting("dense", len(added)))
        self._finish(directory, clauses, stored, changed)
        return True

    def _fitted(self, directory: Path, contents: Sequence[str]) -> StoredEmbeddings:
        fitted = LatentSemanticEmbeddings.fit(contents, self._tokenizer, directory)
        fitted.save(directory / MODEL)
        return self._stored(fitted)

    def _asked(self, endpoint: EndpointEmbeddings, contents: Sequence[str]) -> StoredEmbeddings:
        """The vectors are kept in SQL batch by batch, so that a build that fails goes on from there."""
        stored, report = self._stored(endpoint), self._counting("embedding", len(contents))
        for begin in range(0, len(contents), KEPT_AT_ONCE):
            stored.embed_documents(list(contents[begin : begin + KEPT_AT_ONCE]))
            report(min(begin + KEPT_AT_ONCE, len(contents)))
        return stored

    def _finish(
        self,
        directory: Path,
        clauses: Sequence[IndexedClause],
        embeddings: StoredEmbeddings,
        changed: int,
    ) -> None:
        """Checks what was built, then writes the manifest, which makes the generation exist."""
        from assistant.search import vectors

        self._progress("verify", 0, len(clauses))
        vectors.check(directory, self._chroma_url, clauses, embeddings)
        if len(clauses) <= MOST_CLAUSES:
            ExactScan.save(directory, clauses, embeddings)
        members = {clause.id: clause.mark for clause in clauses}
        (directory / MEMBERS).write_text(json.dumps(members, ensure_ascii=False), encoding="utf-8")
        Manifest(
            schema=manifests.SCHEMA,
            fingerprint=fingerprint(members.items()),
            tokenizer=self._tokenizer.digest,
            embedder_id=embeddings.embedder_id,
            clauses=len(clauses),
            changed=changed,
            probes={clause.id: clause.content for clause in sample(clauses, PROBES)},
            files=manifests.checksums(directory),
        ).write(directory)
        self._progress("verify", len(clauses), len(clauses))

    def _stored(self, embedder: LatentSemanticEmbeddings | EndpointEmbeddings) -> StoredEmbeddings:
        return StoredEmbeddings(embedder, embedder.embedder_id, self._store)

    def _counting(self, stage: str, total: int) -> Callable[[int], None]:
        return lambda done: self._progress(stage, done, total)
