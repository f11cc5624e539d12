"""What differs between two versions of a document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain import Clause, DocumentVersion

Span = tuple[int, int]


class Sort(StrEnum):
    """What happened to a clause."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"


class ValueKind(StrEnum):
    """What sort of statement changed inside a clause."""

    MONEY = "money"
    COUNT = "count"
    RATIO = "ratio"
    DATE = "date"
    PERIOD = "period"
    ORDINAL = "ordinal"
    LIMIT = "limit"
    DOCUMENT_NUMBER = "document_number"
    DUTY = "duty"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Value:
    """A figure, date, limit, duty or condition: its words in the clause (`clause.text[start:end]`), its normal form."""

    text: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value that took another's place; None where there is none."""

    kind: ValueKind
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause that differs; None where it is absent.

    `removed` are spans of the old clause's text, `added` spans of the new one's, whole words each.
    """

    before: Clause | None
    after: Clause | None
    removed: tuple[Span, ...] = ()
    added: tuple[Span, ...] = ()
    values: tuple[ValueChange, ...] = ()

    @property
    def sort(self) -> Sort:
        """What happened to the clause."""
        if self.before is None:
            return Sort.ADDED
        return Sort.REMOVED if self.after is None else Sort.REWORDED

    @property
    def renumbered(self) -> bool:
        """Whether a reworded clause also has another number."""
        return self.before is not None and self.after is not None and self.before.id != self.after.id


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the document, such as `expires_on`, that differs."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class VersionDiff:
    """All differences, clauses in reading order. `renumbered` are clauses that kept their words under another id."""

    before: DocumentVersion
    after: DocumentVersion
    changes: tuple[ClauseChange, ...]
    renumbered: tuple[tuple[Clause, Clause], ...]
    fields: tuple[FieldChange, ...]
