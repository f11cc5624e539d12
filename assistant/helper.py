"""A process that helps `serve` to answer, started by `Helpers`."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.answering.helpers import serve
from assistant.answering.language import Language
from assistant.answering.pipeline import build_pipeline
from assistant.answering.turn import Turn
from assistant.corpus.catalogue import Catalogue
from assistant.domain import DocumentVersion, Question
from assistant.search.child import command_of
from assistant.search.endpoint import Endpoint
from assistant.search.fusion import Weights
from assistant.search.library import IndexLibrary
from assistant.search.reranking import Reranking, reranked

COMMAND = command_of("assistant.helper")


@dataclass(frozen=True, slots=True)
class State:
    """One state of the corpus and of the language, by value: files may be edited while it serves."""

    language: Language
    versions: tuple[DocumentVersion, ...]
    indexes: Path
    index_name: str
    weights: Weights
    public_url: str
    embedding: Endpoint | None
    reranking: Reranking | None


class _NothingKept:
    """An EmbeddingStore for a process that embeds questions only."""

    def load(self, embedder_id: str, digests: Sequence[str]) -> dict[str, Sequence[float]]:
        """Nothing."""
        return {}

    def save(self, embedder_id: str, vectors: Mapping[str, Sequence[float]]) -> None:
        """Not at all."""


def main() -> None:
    """Load the state that stands on the standard input, then answer turns until the input ends."""
    # Ctrl-C goes to all processes of a terminal; this one ends with the server. What libraries print is no reply.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    state: State = pickle.load(sys.stdin.buffer)
    library = IndexLibrary(
        state.indexes, state.language.tokenizer, _NothingKept(), state.weights, endpoint=state.embedding
    )
    index = library.open(state.index_name)
    catalogue = Catalogue(state.versions)
    searcher = reranked(index, state.reranking, catalogue.in_context)
    pipeline = build_pipeline(catalogue, searcher, index, state.language, state.public_url)
    del state
    list(pipeline.run(Turn(Question("主要目标是什么？"), date.today())))
    serve(replies, sys.stdin.buffer, lambda turn: list(pipeline.run(turn)))
