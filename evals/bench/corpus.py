"""The repository's corpus, and the cases that its evidence is looked for with."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.corpus.load import load_documents
from assistant.corpus.parse import parse_clauses
from assistant.domain import Document
from assistant.language.tokens import Tokenizer
from assistant.search.indexed import IndexedClause
from evals.dataset import Case, Dataset, Slice
from evals.evaluators.refusal import must_answer
from evals.folding import squeeze

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


@dataclass(frozen=True, slots=True)
class RealCorpus:
    """The reviewed documents and their clauses as search sees them."""

    documents: tuple[Document, ...]
    clauses: tuple[IndexedClause, ...]

    @classmethod
    def read(cls) -> RealCorpus:
        """From the knowledge files."""
        documents = load_documents((KNOWLEDGE,)).documents
        clauses = tuple(
            IndexedClause.of(document, clause) for document in documents for clause in parse_clauses(document)
        )
        return cls(documents, clauses)


def tokenizer(cache_dir: Path) -> Tokenizer:
    """The product's tokenizer with the repository's word lists."""
    return Tokenizer.from_files(KNOWLEDGE / "terms.txt", KNOWLEDGE / "stopwords.txt", cache_dir)


def evidence_cases(dataset: Dataset) -> tuple[Case, ...]:
    """Development cases that stand alone and whose answer has evidence."""
    return tuple(
        case
        for case in dataset.of([Slice.DEVELOPMENT])
        if case.expect.evidence and not case.history and must_answer(case)
    )


def hit_rate(case: Case, found: Sequence[str]) -> float:
    """The share of a case's evidence that stands in one of the found texts."""
    texts = [squeeze(text) for text in found]
    evidence = [squeeze(evidence.text) for evidence in case.expect.evidence]
    return sum(any(wanted in text for text in texts) for wanted in evidence) / len(evidence)


def mean_hit_rate(cases: Sequence[Case], found: Callable[[Case], Sequence[str]]) -> float:
    """The mean of the hit rates over the cases."""
    return round(statistics.fmean(hit_rate(case, found(case)) for case in cases), 4)
