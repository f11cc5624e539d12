"""What goes into the indexes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

from assistant.domain import Clause, Document

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class IndexedClause:
    """A clause as search sees it. `title` is the document's, `digest` the SHA-256 of `text`."""

    id: str
    title: str
    locator: str
    text: str
    digest: str

    @classmethod
    def of(cls, document: Document, clause: Clause) -> Self:
        """The indexed form of a clause of that document."""
        return cls(clause.id, document.title, clause.locator, clause.text, clause.digest)

    @property
    def content(self) -> str:
        """What is embedded: a sentence alone seldom says which measure it belongs to."""
        return f"{self.locator}\n{self.text}"

    @property
    def mark(self) -> str:
        """Changes whenever anything indexed of this clause changes."""
        return hashlib.sha256("\0".join((self.title, self.locator, self.digest)).encode()).hexdigest()[:20]


def fingerprint(marks: Iterable[tuple[str, str]]) -> str:
    """Digest of a set of (clause id, mark) pairs; the order does not matter."""
    lines = "\n".join(f"{clause_id} {mark}" for clause_id, mark in sorted(marks))
    return hashlib.sha256(lines.encode()).hexdigest()


def sample(items: Sequence[T], size: int) -> Sequence[T]:
    """At most `size` items, evenly spread, always the same ones."""
    return items[:: max(1, -(-len(items) // size))]
