"""Fills, amends and checks the dense index of a generation that is being built."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from langchain_core.embeddings import Embeddings

from assistant.search.chroma import OPENING
from assistant.search.dense import DenseIndex, Place
from assistant.search.indexed import IndexedClause
from assistant.search.verification import verify

Done = Callable[[int], None]


def fill(generation: Path, url: str, clauses: Sequence[IndexedClause], embeddings: Embeddings, done: Done) -> None:
    """A new collection with all clauses."""
    with closing(DenseIndex.create(Place.of(generation, url), embeddings)) as dense:
        dense.add(clauses, done)


def amend(
    generation: Path,
    source: Path,
    added: Sequence[IndexedClause],
    removed: Sequence[str],
    embeddings: Embeddings,
    done: Done,
) -> None:
    """A copy of the embedded collection of the generation `source`, changed."""
    place = Place.of(generation, "")
    with OPENING:
        shutil.copytree(Place.of(source, "").directory, place.directory)
    with closing(DenseIndex.open(place, embeddings)) as dense:
        dense.remove(removed)
        dense.add(added, done)


def check(generation: Path, url: str, clauses: Sequence[IndexedClause], embeddings: Embeddings) -> None:
    """Opens the collection as the disk or the server holds it and verifies it; raises IndexDamaged."""
    with closing(DenseIndex.open(Place.of(generation, url), embeddings)) as dense:
        verify(dense, clauses, embeddings)
