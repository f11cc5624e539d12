"""An immutable snapshot of the current corpus in memory, for answering without a query to SQL."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from assistant.domain import Clause, Document, DocumentVersion, Kind, Level
from assistant.errors import NotFound


class Catalogue:
    """Documents, clauses and their tree. Build a new one after each sync; never changes.

    A shelf knows as `collected` the documents of all shelves, to name them.
    """

    def __init__(self, versions: Iterable[DocumentVersion], collected: Sequence[Document] = ()) -> None:
        self.versions: Mapping[str, DocumentVersion] = MappingProxyType(
            {version.document.id: version for version in versions}
        )
        order = tuple(Kind)
        told = {version.document.id: len(version.clauses) for version in self.versions.values()}
        self.collected = collected or tuple(
            sorted(self.documents(), key=lambda each: (order.index(each.kind), -told[each.id], each.id))
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

    def in_context(self, clause_id: str) -> str:
        """Title, locator and text of a clause, a line each: alone it seldom says what it is about. Raises NotFound."""
        clause = self.clause(clause_id)
        return f"{self.document(clause.document_id).title}\n{clause.locator}\n{clause.text}"

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

    def shelves(self) -> Mapping[str, Catalogue]:
        """The documents that are read together, by the name of their shelf; the most authoritative shelf first."""
        order = tuple(Kind)
        held: dict[str, list[DocumentVersion]] = {}
        for version in self.versions.values():
            held.setdefault(version.document.shelf, []).append(version)
        first = {name: min(order.index(each.document.kind) for each in versions) for name, versions in held.items()}
        return {
            name: Catalogue(held[name], self.collected) for name in sorted(held, key=lambda name: (first[name], name))
        }

    @property
    def holds_rules(self) -> bool:
        """Whether its documents are rules that hold for somebody somewhere, not one plan to be read as a text."""
        return any(document.kind is Kind.DIGEST or document.stands_for for document in self.documents())

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


def replacement_of(document: Document, others: Iterable[Document]) -> Document | None:
    """The official text for which a digest steps back: the one that it names, else the one of the same number."""
    if document.kind is not Kind.DIGEST:
        return None
    official = [other for other in others if other.kind is Kind.OFFICIAL_TEXT]
    named = (other for other in official if other.id == document.replaced_by)
    numbered = (other for other in official if other.doc_number and other.doc_number == document.doc_number)
    return next(named, None) or next(numbered, None)


def answering(versions: Sequence[DocumentVersion]) -> tuple[DocumentVersion, ...]:
    """The versions that answers may rest on: all but the digests whose official text has come.

    That text takes their place on their shelf.
    """
    documents = [version.document for version in versions]
    replaced: dict[str, list[Document]] = {}
    for document in documents:
        official = replacement_of(document, documents)
        if official is not None:
            replaced.setdefault(official.id, []).append(document)
    gone = {document.id for digests in replaced.values() for document in digests}
    return tuple(
        replace(version, document=_instead_of(version.document, replaced.get(version.document.id, ())))
        for version in versions
        if version.document.id not in gone
    )


def _instead_of(official: Document, digests: Sequence[Document]) -> Document:
    if not digests:
        return official
    return replace(official, shelf=digests[0].shelf, stands_for=tuple(digest.id for digest in digests))
