"""`python -m evals.bench`: measure, print and keep the figures."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from assistant.search.indexed import IndexedClause
from evals.bench import answers, plain_recipe, results, retrieval, serving
from evals.bench.corpus import RealCorpus, evidence_cases, tokenizer
from evals.bench.growth import grow
from evals.bench.questions import development_questions, varied
from evals.dataset import Case, load

SIZES = (1_000, 20_000, 100_000)


def main() -> int:
    """Measure the parts one after the other, so that they do not disturb each other."""
    options = _parser().parse_args()
    sizes = options.sizes or (SIZES[:1] if options.quick else SIZES)
    made_at = datetime.now().astimezone()
    dataset = load()
    cases, own = evidence_cases(dataset), development_questions(dataset)
    count = 200 if options.quick else 2_000
    figures: dict[str, object] = {"made_at": made_at.isoformat(timespec="seconds"), "machine": results.machine()}
    _say("回答：进程内")
    figures["answers"] = answers.measure(varied(own, count), cases)
    _say("服务：启动、内存、吞吐")
    figures["serving"] = serving.measure(varied(own, count, seed=2))
    questions = varied(own, 300, seed=3)
    corpus = RealCorpus.read()
    figures["real"] = _beside_plain(corpus, corpus.clauses, questions, cases)
    # Synthetic clauses repeat pieces of real ones, so that looking for evidence among them would say nothing.
    figures["sizes"] = [_beside_plain(corpus, grow(corpus.clauses, size), questions, ()) for size in sizes]
    figures["load_at_end"] = round(os.getloadavg()[0], 1)
    written = results.write(figures, made_at)
    print(results.markdown(figures, made_at))
    _say(f"结果：{'、'.join(str(path) for path in written)}")
    return 0


def _beside_plain(
    corpus: RealCorpus, clauses: Sequence[IndexedClause], questions: Sequence[str], cases: Sequence[Case]
) -> dict[str, object]:
    """Our retrieval and the plain recipe over the same text; `clauses` begin with those of the corpus."""
    _say(f"检索：{len(clauses):,} 条")
    texts = [document.text for document in corpus.documents]
    for title, group in groupby(clauses[len(corpus.clauses) :], key=lambda clause: clause.title):
        texts.append("\n".join((title, *(clause.text for clause in group))))
    with tempfile.TemporaryDirectory(prefix="bench-retrieval-") as room:
        words = tokenizer(Path(room, "cache"))
        budget = plain_recipe.TEXT_BUDGET
        ours = retrieval.measure(Path(room, "ours"), clauses, words, questions, cases, budget)
        plain = plain_recipe.measure(Path(room, "plain"), texts, ours.embeddings, questions, cases)
    return {"ours": ours.figures, "plain": plain}


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _sizes(stated: str) -> tuple[int, ...]:
    return tuple(int(size) for size in stated.split(","))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description="测量延迟、吞吐、内存、启动与索引")
    parser.add_argument("--sizes", type=_sizes, metavar="N,N", help=f"条款数，默认 {','.join(map(str, SIZES))}")
    parser.add_argument("--quick", action="store_true", help="几分钟内的粗测：问题少，默认只测 1000 条")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
