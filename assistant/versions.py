"""Versions of documents: reading them, comparing two, and what rests on words that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import pairwise

from assistant.answering.phrasing_files import Phrasing
from assistant.corpus.changes import VersionDiff
from assistant.corpus.diff import diff_versions
from assistant.corpus.marking import Cut
from assistant.corpus.present import Present, presents_of, successions
from assistant.corpus.repeats import Repeat, repeats_of
from assistant.domain import Answer, Citation, Clause, DocumentVersion
from assistant.errors import NotFound
from assistant.ports import ConversationStore, CorpusStore

ANSWERS_SHOWN = 20
"""How many of the answers that rest on a change are shown."""
Phrasings = Callable[[], Sequence[Phrasing]]


@dataclass(frozen=True, slots=True)
class CitingAnswer:
    """An answer that cites words which changed; `standing` are its citations whose quote is still in the clause."""

    answer: Answer
    asked_at: datetime
    citations: tuple[Citation, ...]
    standing: frozenset[int]


@dataclass(frozen=True, slots=True)
class CitedBy:
    """How many answers rest on the words that a newer version changed, and the newest of them."""

    count: int
    answers: tuple[CitingAnswer, ...]


@dataclass(frozen=True, slots=True)
class QuotedBy:
    """Knowledge that still quotes what a newer version changed.

    `repeats` are other documents, `phrasings` those whose quote no longer stands, `basis` the phrases of
    `validity_basis` that do not.
    """

    repeats: tuple[Repeat, ...]
    phrasings: tuple[Phrasing, ...]
    basis: tuple[str, ...]


class Versions:
    """Reads and compares the stored versions; moments are told in the time zone."""

    def __init__(
        self,
        corpus: CorpusStore,
        conversations: ConversationStore,
        phrasings: Phrasings,
        cut: Cut,
        zone: tzinfo | None,
    ) -> None:
        self._corpus, self._conversations = corpus, conversations
        self._phrasings, self._cut, self._zone = phrasings, cut, zone

    def all(self, document_id: str) -> tuple[DocumentVersion, ...]:
        """Oldest first; raises NotFound."""
        return tuple(map(self._told, self._corpus.versions(document_id)))

    def next_number(self, document_id: str) -> int:
        """The number that a changed document gets."""
        try:
            return self.all(document_id)[-1].version + 1
        except NotFound:
            return 1

    def version(self, document_id: str, number: int) -> DocumentVersion:
        """One of them; raises NotFound."""
        return _numbered(self.all(document_id), number)

    def diff(self, versions: Sequence[DocumentVersion], before: int | None, after: int | None) -> VersionDiff:
        """From the older to the newer whichever is named first; without numbers the last two. Raises NotFound."""
        if len(versions) == 1 and before is None and after is None:
            raise NotFound(
                f"文件 {versions[0].document.id} 只有第 {versions[0].version} 版，还没有可以比较的版本。"
                "请在文件改动并同步之后再比较。"
            )
        newer = versions[-1] if after is None else _numbered(versions, after)
        older = versions[max(0, versions.index(newer) - 1)] if before is None else _numbered(versions, before)
        if older.version > newer.version:
            older, newer = newer, older
        return diff_versions(older, newer, self._cut)

    def steps(self, versions: Sequence[DocumentVersion]) -> tuple[VersionDiff, ...]:
        """What each version but the first changed."""
        return tuple(diff_versions(older, newer, self._cut) for older, newer in pairwise(versions))

    def clause(
        self, clause_id: str, number: int | None, current: Mapping[str, DocumentVersion]
    ) -> tuple[DocumentVersion, Clause]:
        """A clause by its id or `id@version`: of that version, else of the one that serves; raises NotFound."""
        clause_id, at, stated = clause_id.partition("@")
        if at and not (stated.isascii() and stated.isdecimal()):
            raise NotFound(f"“{stated}”不是版本号。请写成“条款编号@版本”，例如 {clause_id}@1。")
        number = int(stated) if at else number
        document_id = clause_id.partition(":")[0]
        serving = current.get(document_id)
        # What serves is in memory; all else is read from SQL, every version at once.
        if serving and number in (None, serving.version):
            wanted = [self._told(serving)]
        elif number is None:
            wanted = list(reversed(self.all(document_id)))
        else:
            wanted = [self.version(document_id, number)]
        for version in wanted:
            for clause in version.clauses:
                if clause.id == clause_id:
                    return version, clause
        raise NotFound(self._missing(clause_id, document_id, wanted[0].version))

    def counterparts(
        self, held: DocumentVersion, clause: Clause, current: Mapping[str, DocumentVersion]
    ) -> tuple[tuple[int, Clause | None], ...]:
        """The clause as each version has it, oldest first with its number; None where it is not there."""
        serving = current.get(held.document.id)
        if serving and held.version == serving.version == 1:
            return ((1, clause),)
        return tuple(
            (other.version, clause if other.version == held.version else _successor(held, clause, other))
            for other in self.all(held.document.id)
        )

    def presents(self, citations: Iterable[Citation], current: Mapping[str, DocumentVersion]) -> tuple[Present, ...]:
        """What became of each cited clause, in order of the citations."""
        known: dict[tuple[str, int], dict[str, Present]] = {}
        found = []
        for citation in citations:
            serving = current.get(citation.document_id)
            cited = citation.document_id, citation.version
            if cited not in known:
                held = serving if serving and serving.version == citation.version else self.version(*cited)
                known[cited] = presents_of(held, serving)
            found.append(known[cited][citation.clause_id])
        return tuple(found)

    def cited_by(self, diff: VersionDiff, limit: int) -> CitedBy:
        """Answers that rest on what changed, newest first and at most `limit`."""
        # A sentence that stands elsewhere, too, is still what the document says.
        said = {clause.digest for clause in diff.after.clauses}
        changed = {
            change.before.digest: change.after
            for change in diff.changes
            if change.before and change.before.digest not in said
        }
        recorded = self._conversations.citing(diff.after.document.id, tuple(changed), diff.before.version, limit)
        return CitedBy(
            recorded.count,
            tuple(
                _citing(answer, asked_at.astimezone(self._zone), diff, changed) for asked_at, answer in recorded.newest
            ),
        )

    def quoted_by(self, diff: VersionDiff, current: Iterable[DocumentVersion]) -> QuotedBy:
        """What else quotes words that changed, among the documents that serve and the phrasings."""
        document = diff.after.document
        changed = [change.before for change in diff.changes if change.before]
        return QuotedBy(
            repeats=repeats_of(diff, (version for version in current if version.document.id != document.id)),
            phrasings=tuple(
                phrasing
                for phrasing in self._phrasings()
                if phrasing.document_id == document.id
                and phrasing.places(changed)
                and not phrasing.places(diff.after.clauses)
            ),
            basis=tuple(phrase for phrase in document.validity_basis if phrase not in document.text),
        )

    def _told(self, version: DocumentVersion) -> DocumentVersion:
        return replace(version, recorded_at=version.recorded_at.astimezone(self._zone))

    def _missing(self, clause_id: str, document_id: str, number: int) -> str:
        held = [
            version.version
            for version in self.all(document_id)
            if any(clause.id == clause_id for clause in version.clauses)
        ]
        if not held:
            return f"没有编号为 {clause_id} 的条款，请从文件目录重新打开。"
        named = "、".join(f"第 {version} 版" for version in held)
        return f"第 {number} 版里没有编号为 {clause_id} 的条款；{named}里有，请写成 {clause_id}@{held[-1]} 打开。"


def _successor(held: DocumentVersion, clause: Clause, other: DocumentVersion) -> Clause | None:
    return next((new for old, new in successions(held, other) if old.id == clause.id), None)


def _numbered(versions: Sequence[DocumentVersion], number: int) -> DocumentVersion:
    for version in versions:
        if version.version == number:
            return version
    held = "、".join(str(version.version) for version in versions)
    raise NotFound(f"文件 {versions[0].document.id} 没有第 {number} 版，请改用现有的版本：{held}。")


def _citing(
    answer: Answer, asked_at: datetime, diff: VersionDiff, changed: Mapping[str, Clause | None]
) -> CitingAnswer:
    citations = tuple(
        citation
        for citation in answer.citations
        if citation.document_id == diff.after.document.id
        and citation.version <= diff.before.version
        and citation.digest in changed
    )
    standing = {each.n for each in citations if (now := changed[each.digest]) and each.quote in now.text}
    return CitingAnswer(answer, asked_at, citations, frozenset(standing))
