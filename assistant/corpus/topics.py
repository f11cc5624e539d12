"""What documents are about: a controlled list, and the documents that keep to it.

Topics belong to a file, not to a version: they change no clause, so they are no part of a digest, and what is stored
is told with the topics that its file has now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from assistant.domain import Document, DocumentVersion
from assistant.errors import MalformedKnowledge
from assistant.language.entry import Entry

FILE = "topics.yaml"


def read_topics(knowledge_dirs: Iterable[Path]) -> tuple[Mapping[str, str], tuple[MalformedKnowledge, ...]]:
    """Every topic with its explanation, of all folders that have a list, and what is wrong with the lists."""
    topics: dict[str, str] = {}
    problems: list[MalformedKnowledge] = []
    for path in (directory / FILE for directory in knowledge_dirs):
        if not path.exists():
            continue
        try:
            topics |= {name: entry.text() for name, entry in Entry.of_file(path).fields().items()}
        except MalformedKnowledge as problem:
            problems.append(problem)
    return topics, tuple(problems)


def wrong_topics(document: Document, topics: Mapping[str, str]) -> Iterator[str]:
    """What a person must mend in the topics of a document; without a list none are asked for."""
    choice = f"请从 {FILE} 里选：{'、'.join(topics)}"
    if topics and not document.topics:
        yield f"没有写 topics。{choice}"
    for topic in dict.fromkeys(document.topics):
        if topic not in topics:
            yield f"topics 的“{topic}”不在 {FILE} 里。{choice}"
        if document.topics.count(topic) > 1:
            yield f"topics 的“{topic}”写了两次。请只保留一处"


def with_topics(version: DocumentVersion, now: Document | None) -> DocumentVersion:
    """A stored version with the topics that its document has now; as it is where that is not there."""
    if now is None or now.topics == version.document.topics:
        return version
    return replace(version, document=replace(version.document, topics=now.topics))
