"""How many questions lead to a verdict: `python -m evals.questioning` asks the enterprises of the rules' situations.

Each enterprise tells where it is and what it makes, and names one programme; then it is asked what the assistant asks
first, and answers from what its situation says, or that it does not know. Counted are the questions until the verdict
on that programme no longer depends on what may be asked.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from assistant.answering.lexicon import Lexicon
from assistant.corpus.load import load_documents
from assistant.domain import Outcome, Verdict
from assistant.eligibility.asking import missing_of
from assistant.eligibility.assessing import Assessor
from assistant.eligibility.opening import catalogue_of, open_assessor, read_rules
from assistant.eligibility.rules import Programme, Situation

KNOWLEDGE = Path(__file__).resolve().parents[1] / "knowledge"
TOLD_FIRST = ("place", "industry")
MOST = 4
"""The bar: the median of questions until a verdict."""


@dataclass(frozen=True, slots=True)
class Interview:
    """One enterprise: which facts it was asked for, and whether that ended in a verdict."""

    programme_id: str
    situation: str
    asked: tuple[str, ...]
    decided: bool


def interview(assessor: Assessor, programme: Programme, situation: Situation) -> Interview:
    """Ask one enterprise until the verdict is there or nothing is left to ask."""
    known = {id: said for id, said in situation.facts.items() if id in TOLD_FIRST}
    asked: list[str] = []
    while True:
        profile, _ = assessor.profile(known, situation.as_of)
        verdict = assessor.judge.verdict(programme.id, profile, situation.as_of)
        skipped = [fact for fact in asked if fact not in known]
        left = [fact for fact in assessor.facts.to_ask(missing_of([verdict]), skipped) if fact not in asked]
        if verdict.conditions is not Outcome.UNDETERMINED or not left:
            return Interview(programme.id, situation.name, tuple(asked), _is_decided(verdict))
        asked.append(left[0])
        if left[0] in situation.facts:
            known[left[0]] = situation.facts[left[0]]


def interviews() -> Iterator[Interview]:
    """Of every situation whose rule is in force or open to come."""
    files = read_rules([KNOWLEDGE])
    places = Lexicon.from_dir(KNOWLEDGE).places
    assessor = open_assessor(files, catalogue_of(load_documents([KNOWLEDGE]).documents), places, "")
    for programme in files.programmes:
        for situation in programme.situations:
            if situation.outcome is not Outcome.EXPIRED:
                yield interview(assessor, programme, situation)


def _is_decided(verdict: Verdict) -> bool:
    return verdict.conditions is not Outcome.UNDETERMINED


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the numbers; 1 when the median lies above the bar."""
    parser = argparse.ArgumentParser(description="问几句得出结论")
    parser.add_argument("--each", action="store_true", help="逐个事项列出")
    wanted = parser.parse_args(arguments)
    held = list(interviews())
    decided = [len(each.asked) for each in held if each.decided]
    middle = median(decided)
    print(f"企业 {len(held)} 家，得出结论 {len(decided)} 家；问句中位数 {middle:g}，最多 {max(decided)}")
    print("问句数 → 家数：" + "，".join(f"{count} → {times}" for count, times in sorted(Counter(decided).items())))
    if wanted.each:
        for id in dict.fromkeys(each.programme_id for each in held):
            own = [len(each.asked) for each in held if each.programme_id == id and each.decided]
            print(f"{id}：{median(own):g}（{len(own)} 家）" if own else f"{id}：没有能得出结论的")
    return int(middle > MOST)


if __name__ == "__main__":
    sys.exit(main())
