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
    """Development cases may be looked at while tuning; held-out cases only when reporting.

    Those of the plan are asked of its two documents alone, those of the rules of all documents; BESIDE are the plan's
    development cases that are answered, asked again with all other documents beside.
    """

    DEVELOPMENT = "development"
    HOLDOUT = "holdout"
    RULES_DEVELOPMENT = "rules_development"
    RULES_HOLDOUT = "rules_holdout"
    BESIDE = "beside"

    @property
    def is_held_out(self) -> bool:
        """Whether its cases are only looked at when reporting."""
        return self in (Slice.HOLDOUT, Slice.RULES_HOLDOUT)

    @property
    def of_plan_alone(self) -> bool:
        """Whether its cases are asked of the plan and its interpretation alone."""
        return self in (Slice.DEVELOPMENT, Slice.HOLDOUT)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(_Strict):
    """A verbatim stretch of a document that an answer has to cite."""

    document: Text
    text: Text


class Attribution(_Strict):
    """An amount that may only be said in a sentence that cites one of these documents."""

    fact: Wording
    documents: tuple[Text, ...] = Field(min_length=1)


class Expectation(_Strict):
    """What a right answer has.

    Every group of `facts` needs one of its alternatives, every group of `cites` one of its documents; `forbidden`
    must be absent.
    """

    status: tuple[AnswerStatus, ...] = Field(min_length=1)
    facts: tuple[Annotated[tuple[Wording, ...], Field(min_length=1)], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    cites: tuple[Annotated[tuple[Text, ...], Field(min_length=1)], ...] = ()
    attributed: tuple[Attribution, ...] = ()
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


def beside(cases: Iterable[Case]) -> tuple[Case, ...]:
    """The development cases that the plan answers, to be asked with all other documents beside it."""
    answers = {AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED}
    return tuple(
        case.model_copy(update={"id": f"{case.id}+", "slice": Slice.BESIDE})
        for case in cases
        if case.slice is Slice.DEVELOPMENT and case.expect.evidence and answers.issuperset(case.expect.status)
    )


def check_evidence(cases: Iterable[Case], documents: Mapping[str, Document]) -> None:
    """Raises MalformedDataset where expected evidence does not stand in its document: no answer could cite it."""
    squeezed = {id: squeeze(document.text) for id, document in documents.items()}
    for case in cases:
        named = {id for group in case.expect.cites for id in group}
        named |= {id for each in case.expect.attributed for id in each.documents}
        for id in sorted(named - set(documents)):
            raise MalformedDataset(DATASETS_DIR, case.id, f"没有编号为 {id} 的文件")
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
    named = set(content) - {"knowledge"} if isinstance(content, dict) else set()
    if named != {"category", "cases"} or not isinstance(content["cases"], list):
        raise MalformedDataset(path, "*", "顶层必须恰好有 category 和 cases（列表），另可有 knowledge")
    if content.get("knowledge", "all") != "all":
        raise MalformedDataset(path, "*", "knowledge 只能是 all（问全部文件）；省去则只问《行动方案》及其解读")
    for position, entry in enumerate(content["cases"], 1):
        if not isinstance(entry, dict) or "category" in entry:
            raise MalformedDataset(path, _name(entry, position), "用例必须是映射，且 category 写在文件顶层")
        if "knowledge" in content:
            entry = {**entry, "slice": f"rules_{entry.get('slice')}"}
        try:
            yield Case.model_validate({**entry, "category": content["category"]})
        except ValidationError as error:
            raise MalformedDataset(path, _name(entry, position), _problems(error)) from error


def _name(entry: object, position: int) -> str:
    return str(entry["id"]) if isinstance(entry, dict) and "id" in entry else f"第 {position} 个用例"


def _problems(error: ValidationError) -> str:
    return "；".join(f"{'.'.join(str(part) for part in item['loc'])} {item['msg']}" for item in error.errors())
