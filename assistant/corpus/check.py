"""What a person should look at in the knowledge files before they serve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from assistant.corpus.check_chains import broken_links, repeated_texts, shared_names
from assistant.corpus.check_sources import is_web_address, undated_windows, unsourced
from assistant.corpus.load import LoadResult
from assistant.corpus.parse import parse_clauses
from assistant.corpus.sentences import TERMINALS
from assistant.corpus.topics import wrong_topics
from assistant.domain import Clause, Document, Level


class Severity(StrEnum):
    """An error keeps a file from serving well; a warning may be as the original has it."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong and what to do, at a file with its line, a document id or a clause id."""

    severity: Severity
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


_LONG_LINE = 30


def check_documents(loaded: LoadResult) -> tuple[Finding, ...]:
    """All findings, malformed files first."""
    malformed = [
        Finding(Severity.ERROR, f"{problem.path}:{problem.line}", f"{problem.problem}。{problem.remedy}")
        for problem in loaded.problems
    ]
    known = {document.id: document for document in loaded.documents}
    each = (finding for document in loaded.documents for finding in _check(document, known, loaded.topics))
    across = [Finding(Severity.ERROR, place, message) for place, message in shared_names(loaded.documents)]
    again = [Finding(Severity.WARNING, place, message) for place, message in repeated_texts(loaded.documents)]
    return (*malformed, *each, *across, *again)


def _check(document: Document, known: Mapping[str, Document], topics: Mapping[str, str]) -> Iterator[Finding]:
    for problem in (
        *_front_matter(document, known),
        *_dates(document),
        *broken_links(document, known),
        *undated_windows(document),
        *wrong_topics(document, topics),
    ):
        yield Finding(Severity.ERROR, document.id, problem)
    clauses = parse_clauses(document)
    for place, problem in unsourced(document, clauses):
        yield Finding(Severity.ERROR, place, problem)
    if not any(clause.level is Level.TEXT for clause in clauses):
        yield Finding(Severity.ERROR, document.id, "正文没有可以引用的条款。请补上正文")
    for clause in clauses:
        if clause.level is Level.TEXT and not any(character.isalnum() for character in clause.text):
            yield Finding(Severity.ERROR, clause.id, f"条款没有文字：“{clause.text}”。请删去或与相邻的一行并起来")
    yield from _cut_lines(clauses)


def _front_matter(document: Document, known: Mapping[str, Document]) -> Iterator[str]:
    if document.interprets is not None and document.interprets not in known:
        yield f"interprets 指向的文件“{document.interprets}”不存在。请改成已有文件的编号，或补上那份文件"
    if document.interprets == document.id:
        yield "interprets 指向了文件自己。请改成所解读文件的编号"
    for phrase in document.validity_basis:
        if phrase not in document.text:
            yield f"validity_basis 的“{phrase}”在正文里找不到。请逐字照抄原文，空格也要一致"
    if not is_web_address(document.url):
        yield f"url 不是 http 或 https 网址：“{document.url}”。请填写原文网址"


def _dates(document: Document) -> Iterator[str]:
    begins = document.effective_on or document.issued_on
    if begins and document.expires_on and document.expires_on.last_day < begins.day:
        yield f"到期日 {document.expires_on} 早于开始日 {begins}。请核对原文"
    if document.expires_on and not document.validity_basis:
        yield "写了 expires_on，却没有在 validity_basis 照抄原文依据。请补上"


def _cut_lines(clauses: Iterable[Clause]) -> Iterator[Finding]:
    """A long sentence without an end, followed by another: a page break that was not joined."""
    for clause, following in pairwise(clauses):
        cut = len(clause.text) > _LONG_LINE and clause.text[-1] not in TERMINALS + "：；|”）》"
        if cut and clause.level is following.level is Level.TEXT and not following.label:
            message = f"“…{clause.text[-10:]}”像是被换行切断了。若原文是一句，请与下一行接起来"
            yield Finding(Severity.WARNING, clause.id, message)
