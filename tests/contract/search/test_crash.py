"""kill -9 at any point of a build leaves the old generation or the new one, never a mix."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from assistant.domain import Query
from assistant.search.fusion import Weights
from assistant.search.library import IndexLibrary
from tests.contract.search.crash_builder import NEW
from tests.fakes.clauses import corpus
from tests.fakes.stores import MemoryEmbeddingStore

pytestmark = pytest.mark.usefixtures("through_chroma")

ROOT = Path(__file__).parents[3]
QUESTIONS = [Query(clause.text) for clause in (*corpus()[::3], *NEW[::50])]
KILLS = 8


@pytest.fixture
def builder(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.contract.search.crash_builder", str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline().startswith("ready")
    yield process
    process.communicate()
    assert process.returncode == 0


def begin(builder, name):
    builder.stdin.write(f"{name}\n")
    builder.stdin.flush()
    return int(builder.stdout.readline().removeprefix("building "))


def end(builder):
    assert builder.stdout.readline() == "ended\n"


def answers(searcher):
    searcher.complete()
    return [searcher.search(question, 5) for question in QUESTIONS]


def test_a_killed_build_leaves_old_or_new(builder, tmp_path, tokenizer):
    library = IndexLibrary(tmp_path, tokenizer, MemoryEmbeddingStore(), Weights())
    library.build("old", corpus())
    old = answers(library.open("old"))
    started = time.monotonic()
    begin(builder, "whole")
    end(builder)
    duration = time.monotonic() - started
    new = answers(library.open("whole"))
    assert new != old

    moments = random.Random(20240301)
    for kill in range(KILLS):
        name = f"killed-{kill}"
        child = begin(builder, name)
        # Spread over the whole build, the last just before the end, where the manifest is written.
        time.sleep(duration * (kill + moments.random()) / KILLS)
        # On a shared machine a build may be done before its moment comes.
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        end(builder)
        assert answers(library.open("old")) == old
        if name in library.names():
            assert answers(library.open(name)) == new

    library.build("after", NEW)
    assert answers(library.open("after")) == new
    library.remove_stale("after")
    assert library.names() == ("after",)
    assert [path.name for path in tmp_path.iterdir()] == ["after"]
