"""An approved answer as a case of the evals, with expectations drawn from what it says and cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from assistant.domain import CITED, ApprovedAnswer, Citation, Sentence
from assistant.language.quantities import QuantityKind, find_quantities

CATEGORY = "approved"
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class EvalCase:
    """What an answer to the question must say and cite."""

    id: str
    question: str
    as_of: date
    facts: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, answer: ApprovedAnswer, as_of: date) -> EvalCase:
        """The case of an answer as it must be given on a day."""
        paragraphs = [CITED.sub("", each.text) for each in answer.paragraphs if each.citations]
        figures = (
            quantity.text.strip()
            for text in paragraphs
            for quantity in find_quantities(text)
            if quantity.kind is not QuantityKind.ORDINAL
        )
        evidence = ((each.document_id, each.quote) for each in answer.citations)
        id = f"{CATEGORY}-{answer.id[:12]}"
        return cls(id, answer.question, as_of, tuple(dict.fromkeys(figures)), tuple(dict.fromkeys(evidence)))

    def to_yaml(self) -> str:
        """A file for `evals/datasets/`."""
        expect: dict[str, Any] = {
            "status": ["answered"],
            "facts": [[fact] for fact in self.facts],
            "evidence": [{"document": document, "text": text} for document, text in self.evidence],
        }
        case = {
            "id": self.id,
            "slice": "development",
            "question": self.question,
            "as_of": self.as_of,
            "expect": expect,
            "note": "来自人工审核答复",
        }
        content = {"category": CATEGORY, "knowledge": "all", "cases": [case]}
        return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)

    def failures(self, sentences: tuple[Sentence, ...], citations: tuple[Citation, ...]) -> Iterator[str]:
        """What of it an answer lacks, in Chinese."""
        said = _squeezed("".join(sentence.text for sentence in sentences))
        yield from (f"答复里缺少“{fact}”" for fact in self.facts if _squeezed(fact) not in said)
        cited = {(each.document_id, each.quote) for each in citations}
        yield from (f"没有引到“{text[:20]}”" for document, text in self.evidence if (document, text) not in cited)


def _squeezed(text: str) -> str:
    return _SPACE.sub("", text)
