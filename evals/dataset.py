"""The cases of `evals/datasets/*.yaml`, read strictly: a case that is not understood is an error, never skipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from assistant.domain import AnswerStatus, Document
from assistant.errors import AssistantError
from evals.folding import squeeze

DATASETS_DIR = Path(__file__).resolve().parent / "datasets"
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# Answers are searched without punctuation: a wording of nothing else would be found everywhere.
Wording = Annotated[Text, StringConstraints(pattern=r"[\w%‰％]")]


class MalformedDataset(AssistantError):
    """A dataset file or one of its cases cannot be used; the message names both."""

    code = "malformed_dataset"

    def __init__(self, path: Path, case: str, problem: str) -> None:
        super().__init__(f"{path}: {case}: {problem}")


class Slice(StrEnum):
    """Development cases may be looked at while tuning; held-out cases only when reporting."""

    DEVELOPMENT = "development"
    HOLDOUT = "holdout"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(_Strict):
    """A verbatim stretch of a document that an answer has to cite."""

    document: Text
    text: Text


class Expectation(_Strict):
    """What a right answer has. Every group of `facts` needs one of its alternatives; `forbidden` must be absent."""

    status: tuple[AnswerStatus, ...] = Field(min_length=1)
    facts: tuple[Annotated[tuple[Wording, ...], Field(min_length=1)], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    forbidden: tuple[Wording, ...] = ()
    ordered: bool = False
    max_chars: int | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _order_needs_facts(self) -> Expectation:
        if self.ordered and len(self.facts) < 2:
            raise ValueError("ordered 需要至少两组 facts")
        return self


class Case(_Strict):
    """One question and what a right answer has; `history` holds the earlier questions of its conversation."""

    id: Text
    category: Text
    slice: Slice
    question: Text
    history: tuple[Text, ...] = ()
    as_of: date = date(2024, 6, 1)
    expect: Expectation
    note: str = ""


class Dataset(_Strict):
    """All cases, in the order of their files."""

    cases: tuple[Case, ...]

    def of(
        self, slices: Iterable[Slice] = tuple(Slice), category: str | None = None, case_id: str | None = None
    ) -> tuple[Case, ...]:
        """The cases of these slices, of one category and with one id where these are given."""
        wanted = set(slices)
        return tuple(
            case
            for case in self.cases
            if case.slice in wanted and category in (None, case.category) and case_id in (None, case.id)
        )


def load(directory: Path = DATASETS_DIR) -> Dataset:
    """Every dataset of a directory; raises MalformedDataset for the first thing that is wrong."""
    cases: list[Case] = []
    seen: dict[str, Path] = {}
    for path in sorted(directory.glob("*.yaml")):
        for case in _cases_of(path):
            if case.id in seen:
                raise MalformedDataset(path, case.id, f"编号重复，{seen[case.id].name} 已用过")
            seen[case.id] = path
            cases.append(case)
    if not cases:
        raise MalformedDataset(directory, "*", "没有任何用例")
    return Dataset(cases=tuple(cases))


def check_evidence(cases: Iterable[Case], documents: Mapping[str, Document]) -> None:
    """Raises MalformedDataset where expected evidence does not stand in its document: no answer could cite it."""
    squeezed = {id: squeeze(document.text) for id, document in documents.items()}
    for case in cases:
        for evidence in case.expect.evidence:
            if evidence.document not in squeezed:
                raise MalformedDataset(DATASETS_DIR, case.id, f"没有编号为 {evidence.document} 的文件")
            if squeeze(evidence.text) not in squeezed[evidence.document]:
                raise MalformedDataset(DATASETS_DIR, case.id, f"《{evidence.document}》里没有这段原文：{evidence.text}")


def _cases_of(path: Path) -> Iterable[Case]:
    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise MalformedDataset(path, "*", f"不是有效的 YAML：{error}") from error
    if not isinstance(content, dict) or set(content) != {"category", "cases"} or not isinstance(content["cases"], list):
        raise MalformedDataset(path, "*", "顶层必须恰好有 category 和 cases（列表）")
    for position, entry in enumerate(content["cases"], 1):
        if not isinstance(entry, dict) or "category" in entry:
            raise MalformedDataset(path, _name(entry, position), "用例必须是映射，且 category 写在文件顶层")
        try:
            yield Case.model_validate({**entry, "category": content["category"]})
        except ValidationError as error:
            raise MalformedDataset(path, _name(entry, position), _problems(error)) from error


def _name(entry: object, position: int) -> str:
    return str(entry["id"]) if isinstance(entry, dict) and "id" in entry else f"第 {position} 个用例"


def _problems(error: ValidationError) -> str:
    return "；".join(f"{'.'.join(str(part) for part in item['loc'])} {item['msg']}" for item in error.errors())
