"""What a sync has to do: compare the files with what is stored. Pure planning, nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from assistant.corpus.load import LoadResult
from assistant.corpus.parse import parse_clauses
from assistant.domain import Document, DocumentVersion


@dataclass(frozen=True, slots=True)
class SyncPlan:
    """`changed` are new or edited documents; `withdrawn` and `unchanged` are document ids."""

    changed: tuple[Document, ...]
    withdrawn: tuple[str, ...]
    unchanged: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the store already agrees with the files."""
        return not (self.changed or self.withdrawn)


def plan_sync(loaded: LoadResult, current: Iterable[DocumentVersion]) -> SyncPlan:
    """Compare by digest. What could not be read keeps serving as it was: it is neither changed nor withdrawn."""
    stored = {version.document.id: version.document.digest for version in current}
    found = {document.id: document.digest for document in loaded.documents}
    return SyncPlan(
        changed=tuple(document for document in loaded.documents if stored.get(document.id) != document.digest),
        withdrawn=tuple(sorted(stored.keys() - found.keys() - _kept(loaded, stored))),
        unchanged=tuple(sorted(name for name, digest in found.items() if stored.get(name) == digest)),
    )


def _kept(loaded: LoadResult, stored: Mapping[str, str]) -> set[str]:
    # A folder that cannot be opened may hold any document, so none is withdrawn.
    if any(problem.path.suffix != ".md" for problem in loaded.problems):
        return set(stored)
    return {problem.path.stem for problem in loaded.problems}


def new_versions(
    changed: Iterable[Document], latest: Mapping[str, int], recorded_at: datetime
) -> tuple[DocumentVersion, ...]:
    """Changed documents as versions with their clauses; `latest` is the highest stored version by document id."""
    return tuple(
        DocumentVersion(document, latest.get(document.id, 0) + 1, recorded_at, parse_clauses(document))
        for document in changed
    )
