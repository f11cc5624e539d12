"""Builds a generation in a child of its own for every line read, to be killed: `crash_builder.py ROOT`.

The imports are done once, before the first line; a child says when it begins and when it has finished.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from assistant.language.tokens import Tokenizer
from assistant.search import vectors
from assistant.search.fusion import Weights
from assistant.search.library import IndexLibrary
from tests.contract.search.conftest import STOPWORDS, TERMS
from tests.fakes.clauses import large_corpus
from tests.fakes.stores import MemoryEmbeddingStore

NEW = large_corpus(250)


def main(root: Path) -> None:
    library = IndexLibrary(root, Tokenizer(TERMS, STOPWORDS, None), MemoryEmbeddingStore(), Weights())
    say(f"ready {vectors.__name__}")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            say(f"building {os.getpid()}")
            library.build(line.strip(), NEW)
            os._exit(0)
        os.waitpid(child, 0)
        say("ended")


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
