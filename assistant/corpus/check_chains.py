"""Lint across documents: links that lead nowhere, successors, names and texts that stand twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from assistant.corpus.parse import parse_clauses
from assistant.domain import Document, Kind, Level

_LONG_TEXT = 30


def broken_links(document: Document, documents: Mapping[str, Document]) -> Iterator[str]:
    """References of a document to documents that are not there, or that do not know of it."""
    for field, ids in (
        ("supersedes", document.supersedes),
        ("superseded_by", (document.superseded_by,)),
        ("replaced_by", (document.replaced_by,)),
    ):
        for other in filter(None, ids):
            if other == document.id:
                yield f"{field} 指向了文件自己。请改成另一份文件的编号"
            elif other not in documents:
                yield f"{field} 指向的文件“{other}”不存在。请改成已有文件的编号，或补上那份文件"
    successor = documents.get(document.superseded_by or "")
    if successor is not None and document.repealed_on is None:
        yield "写了 superseded_by，却没有 repealed_on。请填新文件取代它的那一天"
    if successor is not None and document.id not in successor.supersedes:
        yield f"superseded_by 指向“{successor.id}”，那份文件的 supersedes 里却没有它。请两边都写"
    for other in document.supersedes:
        if other in documents and documents[other].superseded_by != document.id:
            yield f"supersedes 写了“{other}”，那份文件的 superseded_by 却不是它。请两边都写"
    replacing = documents.get(document.replaced_by or "")
    if replacing is not None and (document.kind is not Kind.DIGEST or replacing.kind is not Kind.OFFICIAL_TEXT):
        yield "replaced_by 只用于要点，指向它的官方原文"
    if _in_circle(document, documents):
        yield "superseded_by 绕成了圈。请核对哪一份是现行的"


def shared_names(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Short titles, aliases and document numbers that mean two documents: place and message."""
    owners: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        for name in dict.fromkeys((document.short_title, *document.aliases)):
            owners[name].append(document)
    for name, found in owners.items():
        if len(found) > 1 and not _same_rule(found):
            yield found[-1].id, f"名称“{name}”也是 {found[0].id} 的。同一个名称只能指一份文件，请改掉一处"
    numbered: defaultdict[tuple[str, Kind], list[Document]] = defaultdict(list)
    for document in documents:
        if document.doc_number:
            numbered[document.doc_number, document.kind].append(document)
    for (number, _), found in numbered.items():
        if len(found) > 1:
            yield found[-1].id, f"文号“{number}”也是 {found[0].id} 的。请核对"


def repeated_texts(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Long statements that stand in two digests word for word: place and message."""
    first: dict[str, str] = {}
    for document in (each for each in documents if each.kind is Kind.DIGEST):
        for clause in parse_clauses(document):
            if clause.level is Level.TEXT and len(clause.text) >= _LONG_TEXT:
                other = first.setdefault(clause.digest, clause.id)
                if other.split(":")[0] != document.id:
                    yield clause.id, f"与 {other} 一字不差。请只留一处，或写明各自的文件"


def _same_rule(documents: Iterable[Document]) -> bool:
    """A digest beside the official text of the same rule may be called the same."""
    return len({document.doc_number for document in documents if document.doc_number}) == 1 and len(
        {document.kind for document in documents}
    ) == len(list(documents))


def _in_circle(document: Document, documents: Mapping[str, Document]) -> bool:
    seen: set[str] = set()
    current: Document | None = document
    while current is not None and current.superseded_by:
        if current.id in seen:
            return True
        seen.add(current.id)
        current = documents.get(current.superseded_by)
    return False
