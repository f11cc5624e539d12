"""Vectors in SQL, as little-endian float32."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from itertools import islice

from sqlalchemy import bindparam, select

from assistant.storage.engine import Database
from assistant.storage.tables import embeddings
from assistant.storage.upsert import insert_or_keep

# Below the 999 variables that the oldest SQLite allows in one statement.
_BATCH = 900
_BY_DIGEST = select(embeddings.c.digest, embeddings.c.vector).where(
    embeddings.c.embedder_id == bindparam("embedder_id"),
    embeddings.c.digest.in_(bindparam("digests", expanding=True)),
)


class SqlEmbeddingStore:
    """EmbeddingStore over a migrated database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._insert = insert_or_keep(database, embeddings)

    def load(self, embedder_id: str, digests: Sequence[str]) -> dict[str, Sequence[float]]:
        """See EmbeddingStore."""
        found: dict[str, Sequence[float]] = {}
        wanted = iter(dict.fromkeys(digests))
        with self._database.read() as connection:
            while batch := list(islice(wanted, _BATCH)):
                rows = connection.execute(_BY_DIGEST, {"embedder_id": embedder_id, "digests": batch})
                found.update((digest, _from_bytes(vector)) for digest, vector in rows)
        return found

    def save(self, embedder_id: str, vectors: dict[str, Sequence[float]]) -> None:
        """See EmbeddingStore."""
        rows = [
            {"embedder_id": embedder_id, "digest": digest, "vector": _to_bytes(vector)}
            for digest, vector in vectors.items()
        ]
        if rows:
            with self._database.write() as connection:
                connection.execute(self._insert, rows)


def _to_bytes(vector: Sequence[float]) -> bytes:
    return _little_endian(array("f", vector)).tobytes()


def _from_bytes(stored: bytes) -> array[float]:
    vector = array("f")
    vector.frombytes(stored)
    return _little_endian(vector)


def _little_endian(vector: array[float]) -> array[float]:
    if sys.byteorder == "big":
        vector.byteswap()
    return vector
