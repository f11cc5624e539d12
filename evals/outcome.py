"""What the evaluators see and say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from assistant.domain import Answer, Document, DocumentVersion
from evals.dataset import Case
from evals.folding import without_markers


@dataclass(frozen=True, slots=True)
class Corpus:
    """The stored documents that answers are checked against, by document id and version."""

    versions: dict[tuple[str, int], DocumentVersion]

    @classmethod
    def of(cls, versions: Iterable[DocumentVersion]) -> Corpus:
        """The corpus of these versions."""
        return cls({(version.document.id, version.version): version for version in versions})

    def document(self, document_id: str, version: int) -> Document | None:
        """The document as it stood in that version, None when there is none."""
        held = self.versions.get((document_id, version))
        return held.document if held else None

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every stored document."""
        return tuple(version.document for version in self.versions.values())


@dataclass(frozen=True, slots=True)
class Asked:
    """A case with its answer, and the answer to the same question in a second, fresh conversation."""

    case: Case
    answer: Answer
    again: Answer
    corpus: Corpus

    @property
    def shown(self) -> str:
        """Everything that a person reads as the answer: notices first, then the sentences, without [n] markers."""
        return "\n".join((*self.answer.notices, without_markers(self.answer.text)))


@dataclass(frozen=True, slots=True)
class Finding:
    """One evaluator's score of one case, 0..1; `reasons` say what failed, none means that the case passed."""

    score: float
    reasons: tuple[str, ...] = ()

    @classmethod
    def strict(cls, reasons: Iterable[str]) -> Finding:
        """All or nothing: 1 without reasons, else 0."""
        given = tuple(reasons)
        return cls(0.0 if given else 1.0, given)


@dataclass(frozen=True, slots=True)
class Evaluator:
    """One measure. `title` is what the Chinese report calls it; `applies` says which cases it concerns."""

    name: str
    title: str
    applies: Callable[[Case], bool]
    judge: Callable[[Asked], Finding]
    higher_is_better: bool = True

    @property
    def worst(self) -> float:
        """The score of a case that ended in an error."""
        return 0.0 if self.higher_is_better else 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case with its findings by evaluator name; `asked` is None where the Assistant raised `error`."""

    case: Case
    asked: Asked | None
    findings: dict[str, Finding]
    ms: float
    error: str = ""
    failed: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "failed", tuple(name for name, finding in self.findings.items() if finding.reasons))
