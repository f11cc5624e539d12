"""Whether approved answers are given to their own questions and to no others: `python -m evals.approved`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from assistant.answering.language import Language
from assistant.approved.book import Book
from assistant.approved.reading import QuestionReader
from assistant.approved.words import SameWords
from assistant.domain import ApprovedAnswer, ApprovedState
from evals.dataset import Slice

REPOSITORY = Path(__file__).resolve().parents[1]
KNOWLEDGE = REPOSITORY / "knowledge"
PAIRS = REPOSITORY / "evals" / "approved.yaml"
WRITTEN_AT = datetime(2026, 11, 27, 9, tzinfo=UTC)
LEAST_RECALL = 0.8
"""Of the development cases; of the held-out ones it is only told."""


class Group(BaseModel):
    """A question that was approved, the same asked otherwise, and others that are much like it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slice: Slice
    approved: str
    same: tuple[str, ...] = Field(min_length=1)
    other: tuple[str, ...] = Field(min_length=1)


@dataclass
class Score:
    """What was found for the questions of a slice."""

    hits: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    others: int = 0

    @property
    def precision(self) -> float:
        """Share of the answers that were given which were the right ones."""
        given = len(self.hits) + len(self.wrong)
        return len(self.hits) / given if given else 1.0

    @property
    def recall(self) -> float:
        """Share of the questions that should get an answer which got it."""
        asked = len(self.hits) + len(self.missed)
        return len(self.hits) / asked if asked else 1.0


def read_groups(path: Path = PAIRS) -> tuple[Group, ...]:
    """The groups of the dataset; raises ValidationError for what is not understood."""
    return TypeAdapter(tuple[Group, ...]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))


def open_language(cache_dir: Path) -> Language:
    """The word lists and wordings as the product has them."""
    return Language.read(KNOWLEDGE, REPOSITORY / "prompts", cache_dir)


def score(groups: Sequence[Group], reader: QuestionReader) -> dict[Slice, Score]:
    """Every question asked of a book that holds all the approved ones; held-out groups stand in it, too."""
    book = Book(reader, [answer_to(group.approved, str(at)) for at, group in enumerate(groups)])
    scores: dict[Slice, Score] = {}
    for at, group in enumerate(groups):
        held = scores.setdefault(group.slice, Score())
        for question, should in _questions(group):
            match = book.find(question, WRITTEN_AT.year)
            given = match.answer.id if match else None
            held.others += not should
            if should and given == str(at):
                held.hits.append(question)
            elif match:
                held.wrong.append(f"{question} → {match.question}（{match.likeness}）")
            elif should:
                held.missed.append(f"{question} ↛ {group.approved}")
    return scores


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision and recall; 1 where a wrong answer was given or too few development questions got theirs."""
    parser = argparse.ArgumentParser(prog="python -m evals.approved", description="人工审核答复命中得准不准")
    parser.add_argument("--reveal-holdout", action="store_true", help="也列出留出集里没命中的问句（只在汇报时用）")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="evals-") as room:
        scores = score(read_groups(), QuestionReader(open_language(Path(room)), SameWords.read(KNOWLEDGE)))
    for name, held in scores.items():
        print(
            f"{name}：应命中 {len(held.hits) + len(held.missed)}，命中 {len(held.hits)}；不该命中 {held.others}，"
            f"误中 {len(held.wrong)}；准确率 {held.precision:.3f}，召回率 {held.recall:.3f}"
        )
        if not name.is_held_out or options.reveal_holdout:
            print(
                "".join(f"  误中 {each}\n" for each in held.wrong) + "".join(f"  未中 {e}\n" for e in held.missed),
                end="",
            )
    wrong = any(held.wrong for held in scores.values())
    return int(wrong or scores[Slice.DEVELOPMENT].recall < LEAST_RECALL)


def _questions(group: Group) -> Iterator[tuple[str, bool]]:
    yield from ((question, True) for question in (group.approved, *group.same))
    yield from ((question, False) for question in group.other)


def answer_to(question: str, id: str) -> ApprovedAnswer:
    """A published answer that says nothing."""
    return ApprovedAnswer(
        id=id,
        question=question,
        variants=(),
        paragraphs=(),
        citations=(),
        state=ApprovedState.PUBLISHED,
        owner_id="",
        changed_at=WRITTEN_AT,
        review_on=date(2027, 11, 27),
    )


if __name__ == "__main__":
    sys.exit(main())
