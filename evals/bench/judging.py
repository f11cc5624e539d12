"""How long it takes to judge every programme for one enterprise: `python -m evals.bench.judging`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

from assistant.answering.lexicon import Lexicon
from assistant.corpus.load import load_documents
from assistant.eligibility.opening import catalogue_of, open_assessor, read_rules
from evals.percentiles import percentile

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
BAR_MS = 5.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print p50 and p99 over the enterprises of all situations; 1 when the median lies above the bar."""
    parser = argparse.ArgumentParser(description="逐个企业判断全部事项的用时")
    parser.add_argument("--rounds", type=int, default=2000, help="判断多少次")
    rounds = parser.parse_args(arguments).rounds
    files = read_rules([KNOWLEDGE])
    assessor = open_assessor(
        files, catalogue_of(load_documents([KNOWLEDGE]).documents), Lexicon.from_dir(KNOWLEDGE).places, ""
    )
    situations = [each for programme in files.programmes for each in programme.situations]
    told = [(assessor.profile(each.facts, each.as_of)[0], each.as_of) for each in situations]
    taken = []
    for profile, as_of in islice(cycle(told), rounds):
        began = time.perf_counter()
        assessor.assess(profile, as_of)
        taken.append((time.perf_counter() - began) * 1000)
    middle = percentile(taken, 50)
    print(f"事项 {len(files.programmes)} 个，企业 {len(told)} 家，判断 {rounds} 次")
    print(f"p50 {middle:.2f} ms，p99 {percentile(taken, 99):.2f} ms（目标 p50 不超过 {BAR_MS:g} ms）")
    return int(middle > BAR_MS)


if __name__ == "__main__":
    sys.exit(main())
