"""The hand-labelled answers of `evals/judged.yaml`, against which a judge is checked; read as strictly as the cases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.corpus import parse_clauses
from assistant.corpus.load import load_documents
from assistant.domain import Document
from evals.dataset import Evidence, MalformedDataset, Text
from evals.judging import Exhibit, Line

SAMPLE = Path(__file__).resolve().parent / "judged.yaml"
_MARKER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document with the texts of its clauses."""

    document: Document
    clauses: tuple[str, ...]


def shelf(knowledge: Path) -> Mapping[str, Shelved]:
    """Every document of a knowledge folder by its id."""
    documents = load_documents((knowledge,)).documents
    return {each.id: Shelved(each, tuple(clause.text for clause in parse_clauses(each))) for each in documents}


class Item(BaseModel):
    """A question, its statements, a worded answer, and what is right to say of it.

    `wrong` is the sentence that its statements do not prove, none in a faithful answer; `kind` is what was done to it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Text
    kind: Text
    question: Text
    statements: tuple[Evidence, ...] = Field(min_length=1)
    answer: tuple[Text, ...] = Field(min_length=1)
    wrong: int | None = None
    useful: Annotated[int, Field(ge=0, le=2)]
    why: Text

    @property
    def faithful(self) -> bool:
        """Whether every sentence is proven by its statements."""
        return self.wrong is None

    @model_validator(mode="after")
    def _holds_together(self) -> Item:
        for sentence in self.answer:
            markers = [int(number) for number in _MARKER.findall(sentence)]
            if not markers or not all(1 <= number <= len(self.statements) for number in markers):
                raise ValueError(f"这一句没有标引文，或标了没有的编号：{sentence}")
        if self.wrong is not None and not 1 <= self.wrong <= len(self.answer):
            raise ValueError(f"没有第 {self.wrong} 句")
        return self

    def exhibit(self, documents: Mapping[str, Shelved]) -> Exhibit:
        """As it is shown to a judge; raises MalformedDataset for a statement that stands in no clause."""
        told = {number: self._told(each, documents) for number, each in enumerate(self.statements, 1)}
        return Exhibit(self.question, told, [Line(sentence) for sentence in self.answer])

    def _told(self, statement: Evidence, documents: Mapping[str, Shelved]) -> str:
        shelved = documents.get(statement.document)
        if shelved is None or all(statement.text not in clause for clause in shelved.clauses):
            raise MalformedDataset(SAMPLE, self.id, f"《{statement.document}》里没有这段原文：{statement.text}")
        return f"（《{shelved.document.short_title}》）{statement.text}"


def load(path: Path = SAMPLE) -> tuple[Item, ...]:
    """Every item; raises MalformedDataset for the first thing that is wrong."""
    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise MalformedDataset(path, "*", f"不是有效的 YAML：{error}") from error
    if not isinstance(content, dict) or set(content) != {"items"} or not isinstance(content["items"], list):
        raise MalformedDataset(path, "*", "顶层必须恰好有 items（列表）")
    items: dict[str, Item] = {}
    for position, entry in enumerate(content["items"], 1):
        name = str(entry.get("id", position)) if isinstance(entry, dict) else f"第 {position} 条"
        try:
            item = Item.model_validate(entry)
        except ValidationError as error:
            raise MalformedDataset(path, name, "；".join(each["msg"] for each in error.errors())) from error
        if item.id in items:
            raise MalformedDataset(path, name, "编号重复")
        items[item.id] = item
    return tuple(items.values())
