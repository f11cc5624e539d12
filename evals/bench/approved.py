"""What approved answers cost each question: `python -m evals.bench.approved`."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from pathlib import Path

from assistant.answering.citations import CitationList
from assistant.answering.phrasing_files import read_asking
from assistant.answering.turn import Span, Turn
from assistant.approved.hits import Hits
from assistant.approved.words import SameWords
from assistant.corpus.catalogue import Catalogue
from assistant.corpus.load import load_documents
from assistant.domain import ApprovedAnswer, Paragraph, Question, Validity
from assistant.eligibility.opening import catalogue_of
from evals.approved import KNOWLEDGE, WRITTEN_AT, answer_to, open_language
from evals.bench.timing import Latency, latency, timed

BAR_MS = 2.0
VARIANTS = 4


@dataclass
class _Store:
    """The answers, as a store reads them."""

    answers: tuple[ApprovedAnswer, ...]

    def all(self, states: Sequence[object] = ()) -> tuple[ApprovedAnswer, ...]:
        """All of them."""
        return self.answers

    def generation(self) -> str:
        """The same for ever."""
        return "1"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what a question takes with so many answers; 1 where the median lies above the bar."""
    parser = argparse.ArgumentParser(description="人工审核答复命中与不命中各用多少时间")
    parser.add_argument("--answers", type=int, default=1000, help="发布多少条答复")
    parser.add_argument("--questions", type=int, default=4000, help="问多少次")
    options = parser.parse_args(arguments)
    catalogue = catalogue_of(load_documents([KNOWLEDGE]).documents)
    lines = _lines(catalogue)
    answers = tuple(islice(_answers(catalogue, lines), options.answers))
    told = {question for each in answers for question in each.questions}
    with tempfile.TemporaryDirectory(prefix="bench-") as room:
        language = open_language(Path(room))
    words = SameWords.read(KNOWLEDGE)
    today = WRITTEN_AT.date()
    hits = Hits(_Store(answers), language, words, "", lambda: WRITTEN_AT)  # type: ignore[arg-type]
    turns = {text: Turn(Question(text, as_of=today), today) for _, _, asked in lines for text in asked}
    _, reading = timed(hits.published)
    given = _measured(hits, catalogue, [turns[each] for each in sorted(told)], options.questions)
    left = [turns[each] for each in sorted(turns.keys() - told)]
    passed = _measured(hits, catalogue, left, options.questions)
    none = _measured(
        Hits(_Store(()), language, words, "", lambda: WRITTEN_AT),  # type: ignore[arg-type]
        catalogue,
        left,
        options.questions,
    )
    print(f"答复 {len(answers)} 条，问法 {len(told)} 种；换了答复后第一次读入 {reading:.2f} s")
    for name, cost in (("命中", given), ("没命中", passed), ("一条都没有", none)):
        print(f"{name}：p50 {cost.p50_ms:.3f} ms，p99 {cost.p99_ms:.3f} ms（{cost.calls} 次）")
    print(f"目标 p50 不超过 {BAR_MS:g} ms")
    return int(max(given.p50_ms, passed.p50_ms) > BAR_MS)


def _measured(hits: Hits, catalogue: Catalogue, turns: Sequence[Turn], count: int) -> Latency:
    asked = random.Random(1).choices(turns, k=count)
    return latency(lambda turn: hits.given(turn, catalogue), asked)


def _lines(catalogue: Catalogue) -> list[tuple[str, str, tuple[str, ...]]]:
    """Document, statement and how people ask for it, in a fixed order that mixes the documents."""
    asking, _ = read_asking([KNOWLEDGE])
    found = [(each.document_id, each.quote, tuple(each.asked)) for each in asking.phrasings]
    few = [
        (id, quote, asked[at : at + VARIANTS]) for id, quote, asked in found for at in range(0, len(asked), VARIANTS)
    ]
    random.Random(2).shuffle(few)
    return [each for each in few if each[0] in catalogue.versions]


def _answers(catalogue: Catalogue, lines: Sequence[tuple[str, str, tuple[str, ...]]]) -> Iterator[ApprovedAnswer]:
    for at, (document_id, quote, asked) in enumerate(lines):
        clauses = catalogue.version(document_id).clauses
        clause = next((each for each in clauses if not each.heading and quote in each.text), None)
        if clause is None:
            continue
        start = clause.text.find(quote)
        listed = CitationList(catalogue, WRITTEN_AT.date(), "")
        listed.number(Span(clause.id, start, start + len(quote)))
        if listed.citations[0].validity in (Validity.IN_FORCE, Validity.UNKNOWN):
            yield replace(
                answer_to(asked[0], str(at)),
                variants=asked[1:],
                paragraphs=(Paragraph(quote, (1,)),),
                citations=listed.citations,
                review_on=WRITTEN_AT.date() + timedelta(days=365),
            )


if __name__ == "__main__":
    sys.exit(main())
