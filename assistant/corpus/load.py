"""Read the knowledge folders: the documents that can be used, and what is wrong with the others."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.corpus.front_matter import FrontMatter, canonical, read_front_matter
from assistant.corpus.layout import strip_layout
from assistant.corpus.parse import PARSER_VERSION
from assistant.corpus.topics import read_topics
from assistant.domain import Document
from assistant.errors import MalformedKnowledge

_CONTROL = re.compile(r"[^\n\t\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class LoadResult:
    """Documents in order of id, and the files that could not be used; one bad file never hides the others.

    `topics` are those that a document may have, each with its explanation.
    """

    documents: tuple[Document, ...]
    problems: tuple[MalformedKnowledge, ...]
    topics: Mapping[str, str] = field(default_factory=dict)


def load_documents(knowledge_dirs: Iterable[Path]) -> LoadResult:
    """Every `documents/<id>.md` below the given knowledge folders."""
    knowledge_dirs = tuple(knowledge_dirs)
    topics, malformed = read_topics(knowledge_dirs)
    documents: dict[str, Document] = {}
    paths: dict[str, Path] = {}
    problems = list(malformed)
    for directory in knowledge_dirs:
        try:
            found = sorted((directory / "documents").iterdir())
        except OSError as error:
            problems.append(
                MalformedKnowledge(directory / "documents", 0, f"打不开文件夹（{error.strerror}）", "请检查路径和权限")
            )
            continue
        for path in found:
            if path.suffix != ".md" or path.name == "README.md":
                continue
            try:
                document = read_document(path)
                if document.id in documents:
                    raise MalformedKnowledge(
                        path, 2, f"编号“{document.id}”已被 {paths[document.id]} 使用", "请换一个编号，或删去其中一份"
                    )
            except MalformedKnowledge as problem:
                problems.append(problem)
            else:
                documents[document.id] = document
                paths[document.id] = path
    return LoadResult(tuple(documents[key] for key in sorted(documents)), tuple(problems), topics)


def read_document(path: Path) -> Document:
    """One knowledge file; raises MalformedKnowledge."""
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise MalformedKnowledge(path, 0, f"读不了文件（{error.strerror}）", "请检查权限和磁盘") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise MalformedKnowledge(path, line, "不是 UTF-8 编码", "请另存为 UTF-8") from error
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if control := _CONTROL.search(source):
        line = source.count("\n", 0, control.start()) + 1
        raise MalformedKnowledge(path, line, f"含有控制字符 U+{ord(control[0]):04X}", "请删去后另存")
    front_matter, body = read_front_matter(path, source)
    text, marks = strip_layout(body)
    return Document(
        **{name: getattr(front_matter, name) for name in FrontMatter.__dataclass_fields__},
        text=text,
        marks=marks,
        digest=_digest(front_matter, body),
    )


def _digest(front_matter: FrontMatter, body: str) -> str:
    content = json.dumps([PARSER_VERSION, canonical(front_matter), body.strip()], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()
