"""What a sync has to do: compare the files with what is stored. Pure planning, nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from assistant.corpus.load import LoadResult
from assistant.domain import Document, DocumentVersion


@dataclass(frozen=True, slots=True)
class SyncPlan:
    """`changed` are new or edited documents; `unchanged` are the ids of those that go on serving as stored."""

    changed: tuple[Document, ...]
    withdrawn: tuple[str, ...]
    unchanged: tuple[str, ...]


def plan_sync(loaded: LoadResult, current: Mapping[str, DocumentVersion]) -> SyncPlan:
    """Compare by digest. What could not be read keeps serving as it was: it is neither changed nor withdrawn."""
    changed = tuple(document for document in loaded.documents if not _is_stored(document, current))
    found = {document.id for document in loaded.documents}
    withdrawn = current.keys() - found - _unread(loaded, current.keys())
    unchanged = current.keys() - withdrawn - {document.id for document in changed}
    return SyncPlan(changed, tuple(sorted(withdrawn)), tuple(sorted(unchanged)))


def _is_stored(document: Document, current: Mapping[str, DocumentVersion]) -> bool:
    return document.id in current and current[document.id].document.digest == document.digest


def _unread(loaded: LoadResult, stored: Set[str]) -> Set[str]:
    # A folder that cannot be opened may hold any document, so none is withdrawn.
    if any(not problem.path.suffix for problem in loaded.problems):
        return stored
    return {problem.path.stem for problem in loaded.problems if problem.path.suffix == ".md"}
