"""Latent semantic vectors fitted on our own corpus: no download, no key, and far under a millisecond a query."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexDamaged, StorageUnavailable
from assistant.language.tokens import Tokenizer
from assistant.search import svd

DIMENSIONS = 256
# 120,000 terms gave the same recall on 20,000 clauses and six times the memory.
MOST_TERMS = 20_000

Floats = NDArray[np.float32]


class Embedder(Protocol):
    """What gives vectors: every LangChain `Embeddings`, and what needs no LangChain, whose import takes 22 MB."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        ...

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        ...


class LatentSemanticEmbeddings:
    """TF-IDF over bigrams and words, projected by a truncated SVD; an Embedder that needs numpy only.

    Vectors have length 1, or 0 for a text of which no term is known. `embedder_id` names the fit: equal ids give
    equal vectors.
    """

    def __init__(self, terms: list[str], idf: Floats, projection: Floats, tokenizer: Tokenizer) -> None:
        self._terms = terms
        self._numbers = {term: number for number, term in enumerate(terms)}
        self._idf = idf
        self._projection = projection
        self._tokenizer = tokenizer
        digest = hashlib.sha256(tokenizer.digest.encode())
        digest.update("\n".join(terms).encode())
        digest.update(np.ascontiguousarray(idf).data)
        digest.update(np.ascontiguousarray(projection).data)
        self.embedder_id = f"lsa-{digest.hexdigest()[:16]}"

    @classmethod
    def fit(cls, texts: Iterable[str], tokenizer: Tokenizer, workspace: Path) -> Self:
        """Learns terms and axes from a corpus, which may be empty. Raises StorageUnavailable when there is no room.

        What the child process reads and writes stands in `workspace` meanwhile.
        """
        rows, terms, idf = _count(texts, tokenizer)
        dimensions = min(DIMENSIONS, len(rows), len(terms))
        projection = np.zeros((0, 1), np.float32)
        if dimensions:
            projection = _project(rows, len(terms), idf, dimensions, workspace)
        return cls(terms, idf, projection, tokenizer)

    @classmethod
    def load(cls, directory: Path, tokenizer: Tokenizer) -> Self:
        """Opens what `save` wrote; raises IndexDamaged."""
        try:
            terms = json.loads((directory / "vocabulary.json").read_text(encoding="utf-8"))
            with (directory / "model.npz").open("rb") as file, np.load(file) as model:
                return cls(terms, model["idf"], model["projection"], tokenizer)
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            raise IndexDamaged(f"语义向量模型无法读取（{directory}）：{error}。请重建索引") from error

    def save(self, directory: Path) -> None:
        """Writes `vocabulary.json` and `model.npz`."""
        directory.mkdir(parents=True, exist_ok=True)
        vocabulary = json.dumps(self._terms, ensure_ascii=False)
        (directory / "vocabulary.json").write_text(vocabulary, encoding="utf-8")
        np.savez(directory / "model.npz", idf=self._idf, projection=self._projection)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a text."""
        counts = Counter(
            number for term in _features(text, self._tokenizer) if (number := self._numbers.get(term)) is not None
        )
        numbers = np.fromiter(counts.keys(), np.int64, len(counts))
        frequencies = np.fromiter(counts.values(), np.float32, len(counts))
        vector = _weigh(frequencies, self._idf[numbers]) @ self._projection[numbers]
        length = float(np.linalg.norm(vector))
        unit: list[float] = (vector / length if length else vector).tolist()
        return unit


def _features(text: str, tokenizer: Tokenizer) -> list[str]:
    return tokenizer.bigrams(text) + tokenizer.index_words(text)


def _weigh(frequencies: Floats, idf: Floats) -> Floats:
    return (1 + np.log(frequencies)) * idf


Row = tuple[NDArray[np.int32], Floats]


def _count(texts: Iterable[str], tokenizer: Tokenizer) -> tuple[list[Row], list[str], Floats]:
    """Term numbers and frequencies of each text, the terms kept (most frequent first) and their idf."""
    met: dict[str, int] = {}
    rows: list[Row] = []
    for text in texts:
        counts = Counter(_features(text, tokenizer))
        numbers = np.fromiter((met.setdefault(term, len(met)) for term in counts), np.int32, len(counts))
        rows.append((numbers, np.fromiter(counts.values(), np.float32, len(counts))))
    found_in = np.zeros(len(met), np.int64)
    for numbers, _ in rows:
        found_in[numbers] += 1
    terms = sorted(met, key=lambda term: (-found_in[met[term]], term))[:MOST_TERMS]
    kept = np.array([met[term] for term in terms], np.int64)
    renumbered = np.full(len(met), -1, np.int32)
    renumbered[kept] = np.arange(len(terms), dtype=np.int32)
    idf = (np.log((1 + len(rows)) / (1 + found_in[kept])) + 1).astype(np.float32)
    return [_keep(renumbered[numbers], frequencies) for numbers, frequencies in rows], terms, idf


def _keep(numbers: NDArray[np.int32], frequencies: Floats) -> Row:
    known = numbers >= 0
    return numbers[known], frequencies[known]


def _project(rows: list[Row], width: int, idf: Floats, dimensions: int, workspace: Path) -> Floats:
    """The projection (terms × dimensions) of the L2-normalised TF-IDF matrix, computed by `svd` in a child."""
    data = []
    for numbers, frequencies in rows:
        weights = _weigh(frequencies, idf[numbers])
        data.append(weights / (np.linalg.norm(weights) or 1))
    ends = np.cumsum([0, *(len(numbers) for numbers, _ in rows)])
    with tempfile.TemporaryDirectory(dir=workspace) as room:
        matrix, projection = Path(room, "matrix.npz"), Path(room, "projection.npy")
        indices = np.concatenate([numbers for numbers, _ in rows])
        np.savez(matrix, data=np.concatenate(data), indices=indices, indptr=ends, shape=(len(rows), width))
        command = [sys.executable, "-P", svd.__file__, str(matrix), str(projection), str(dimensions)]
        # One thread: the sums, and so the vectors, are then the same on any number of cores.
        single = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        child = subprocess.run(command, env={**os.environ, **single}, capture_output=True, text=True, check=False)
        if child.returncode:
            raise StorageUnavailable(
                f"语义向量的拟合没有完成（退出码 {child.returncode}）：{child.stderr[-500:].strip()}"
            )
        fitted: Floats = np.load(projection)
        return fitted
