"""An immutable snapshot of the current corpus in memory, for answering without a query to SQL."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from assistant.domain import Clause, Document, DocumentVersion, Level
from assistant.errors import NotFound


class Catalogue:
    """Documents, clauses and their tree. Build a new one after each sync; never changes."""

    def __init__(self, versions: Iterable[DocumentVersion]) -> None:
        self.versions: Mapping[str, DocumentVersion] = MappingProxyType(
            {version.document.id: version for version in versions}
        )
        self.clauses: Mapping[str, Clause] = MappingProxyType(
            {clause.id: clause for version in self.versions.values() for clause in version.clauses}
        )
        children: dict[str, list[Clause]] = {}
        for clause in self.clauses.values():
            if clause.parent_id is not None:
                children.setdefault(clause.parent_id, []).append(clause)
        self._children = {parent: tuple(found) for parent, found in children.items()}
        digests = ",".join(f"{v.document.id}@{v.document.digest}" for v in self.versions.values())
        self.fingerprint = hashlib.sha256(digests.encode()).hexdigest()

    def clause(self, clause_id: str) -> Clause:
        """Raises NotFound."""
        try:
            return self.clauses[clause_id]
        except KeyError:
            raise NotFound(f"没有编号为 {clause_id} 的条款，请从文件目录重新打开。") from None

    def version(self, document_id: str) -> DocumentVersion:
        """Raises NotFound."""
        try:
            return self.versions[document_id]
        except KeyError:
            raise NotFound(f"没有编号为 {document_id} 的文件，请从文件目录重新打开。") from None

    def document(self, document_id: str) -> Document:
        """Raises NotFound."""
        return self.version(document_id).document

    def documents(self) -> tuple[Document, ...]:
        """All current documents, in order of id."""
        return tuple(version.document for version in self.versions.values())

    def children(self, clause_id: str, level: Level | None = None) -> tuple[Clause, ...]:
        """Clauses directly below an outline clause, in reading order."""
        found = self._children.get(clause_id, ())
        return found if level is None else tuple(clause for clause in found if clause.level is level)

    def texts_below(self, clause_id: str) -> tuple[Clause, ...]:
        """All text clauses anywhere below an outline clause, in reading order."""
        below: list[Clause] = []
        for child in self.children(clause_id):
            if child.level is Level.TEXT:
                below.append(child)
            else:
                below.extend(self.texts_below(child.id))
        return tuple(below)

    def ancestors(self, clause: Clause) -> tuple[Clause, ...]:
        """Outline clauses above, from the title down."""
        above: list[Clause] = []
        parent = clause.parent_id
        while parent is not None:
            above.append(self.clauses[parent])
            parent = above[-1].parent_id
        return tuple(reversed(above))

    def governing(self, document: Document) -> Document:
        """The document whose dates decide: an interpretation lives as long as the text that it interprets."""
        interpreted = self.versions.get(document.interprets or "")
        return document if interpreted is None else interpreted.document

    def basis(self, document: Document) -> Sequence[tuple[Clause, int, int]]:
        """Where the document states its own period: clause with the document span of each basis phrase."""
        found: list[tuple[Clause, int, int]] = []
        for phrase in document.validity_basis:
            start = document.text.find(phrase)
            for clause in self.version(document.id).clauses:
                if start >= 0 and clause.start <= start and start + len(phrase) <= clause.end:
                    found.append((clause, start, start + len(phrase)))
        return found
