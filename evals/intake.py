"""How well talk is read: `python -m evals.intake` prints facts that are exact, and dialogues that are."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from assistant.answering.language import Language
from assistant.eligibility.facts import FactsCatalogue, read_facts_catalogue
from assistant.eligibility.heard import Heard
from assistant.eligibility.intake import Intake
from assistant.eligibility.values import value_text

REPOSITORY = Path(__file__).resolve().parents[1]
DIALOGUES = Path(__file__).resolve().parent / "intake.yaml"
FLOOR = 0.95
"""The least share of facts that must be exact, in each slice."""

Read = Callable[[str, date, str], Heard]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Turn(_Strict):
    """One thing an owner says, which fact was asked for before, and all that it tells."""

    say: str
    asked: str = ""
    facts: dict[str, str] = Field(default_factory=dict)
    skip: bool = False


class Dialogue(_Strict):
    """What one owner says, turn by turn."""

    id: str
    slice: Literal["development", "holdout"]
    turns: tuple[Turn, ...] = Field(min_length=1, max_length=5)


class Dialogues(_Strict):
    """All of them, and the day on which they are held."""

    today: date
    dialogues: tuple[Dialogue, ...]


@dataclass
class Score:
    """Counts of one slice. An exact fact is expected and read with the same value."""

    expected: int = 0
    read: int = 0
    exact: int = 0
    dialogues: int = 0
    exact_dialogues: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was read that is right."""
        return self.exact / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        """The share of what was told that was read rightly."""
        return self.exact / self.expected if self.expected else 1.0

    @property
    def facts_exact(self) -> float:
        """The share of facts, told or read, that are right."""
        every = self.expected + self.read - self.exact
        return self.exact / every if every else 1.0


def load(path: Path = DIALOGUES) -> Dialogues:
    """The dialogues as written; a field that is not known is an error."""
    held = Dialogues.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    ids = [dialogue.id for dialogue in held.dialogues]
    if len(ids) != len(set(ids)):
        raise ValueError(f"{path}: 编号重复")
    return held


def score(dialogues: Dialogues, facts: FactsCatalogue, read: Read) -> dict[str, Score]:
    """Scores by slice; only of development dialogues the misses are told."""
    scores: dict[str, Score] = {}
    for dialogue in dialogues.dialogues:
        held = scores.setdefault(dialogue.slice, Score())
        missed = []
        for turn in dialogue.turns:
            heard = read(turn.say, dialogues.today, turn.asked)
            found = {each.fact.id: _shown(facts, each.fact.id, each.fact.value) for each in heard.facts}
            found |= {"(skip)": "true"} if heard.skipped else {}
            wanted = turn.facts | ({"(skip)": "true"} if turn.skip else {})
            held.expected += len(wanted)
            held.read += len(found)
            held.exact += len(wanted.items() & found.items())
            if wanted != found:
                missed.append(f"{dialogue.id}：{turn.say}  应为 {wanted}，读成 {found}")
        held.dialogues += 1
        held.exact_dialogues += not missed
        if dialogue.slice == "development":
            held.misses += missed
    return scores


def shipped() -> tuple[FactsCatalogue, Read]:
    """The catalogue and the reader that ship."""
    knowledge = REPOSITORY / "knowledge"
    facts, problems = read_facts_catalogue([knowledge])
    if problems:
        raise problems[0]
    with tempfile.TemporaryDirectory(prefix="evals-") as cache:
        language = Language.read(knowledge, REPOSITORY / "prompts", Path(cache))
    return facts, Intake(facts, language).read


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 above the floor, 1 below it."""
    parser = argparse.ArgumentParser(prog="python -m evals.intake", description="评测从话里读出企业情况")
    parser.add_argument("--misses", action="store_true", help="列出没有读对的开发用例")
    options = parser.parse_args(arguments)
    facts, read = shipped()
    scores = score(load(), facts, read)
    for name, held in scores.items():
        print(
            f"{name}：情况全对 {held.facts_exact:.3f}（精确 {held.precision:.3f}，召回 {held.recall:.3f}，"
            f"{held.exact}/{held.expected} 项），对话全对 {held.exact_dialogues}/{held.dialogues}"
        )
        if options.misses:
            print(*held.misses, sep="\n")
    return int(any(held.facts_exact < FLOOR for held in scores.values()))


def _shown(facts: FactsCatalogue, id: str, value: object) -> str:
    kind = facts[id]
    return str(value) if kind.options else value_text(kind, value)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main())
