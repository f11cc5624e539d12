"""Search must work without a network and must not heed settings that were meant for other programs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

BUILD_AND_ASK = """
import socket, sys
from pathlib import Path

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise SystemExit(f"network used: {event} {arguments}")
sys.addaudithook(refuse)

from assistant.domain import Query
from assistant.language.tokens import Tokenizer
from assistant.search.fusion import Weights
from assistant.search.library import IndexLibrary
from tests.fakes.clauses import corpus
from tests.fakes.stores import MemoryEmbeddingStore

root = Path(sys.argv[1])
library = IndexLibrary(root, Tokenizer([], [], root / "jieba"), MemoryEmbeddingStore(), Weights())
library.build("first", corpus())
assert library.open("first").search(Query("绿色工厂奖励"), 1)[0].dense > 0
model_code = [name for name in sys.modules if name.split(".")[0] in ("onnxruntime", "tokenizers", "sklearn", "torch")]
print("found", model_code)
"""


def run(tmp_path, program, **environment):
    return subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "data")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_neither_a_network_nor_a_default_model_is_touched(tmp_path):
    done = run(tmp_path, BUILD_AND_ASK)
    assert done.stdout == "found []\n", done.stderr


def test_settings_meant_for_others_are_not_heeded(tmp_path):
    """Chroma itself would take all of these from `.env` and from the environment."""
    (tmp_path / ".env").write_text("ALLOW_RESET=true\nIS_PERSISTENT=false\nPERSIST_DIRECTORY=elsewhere\n")
    done = run(tmp_path, BUILD_AND_ASK, CHROMA_SERVER_HOST="chroma.example", ALLOW_RESET="true", ENVIRONMENT="x")
    assert done.stdout == "found []\n", done.stderr
    assert not (tmp_path / "elsewhere").exists()
    assert not (tmp_path / "chroma").exists()


@pytest.mark.parametrize("name", ["MIGRATIONS"])
def test_a_setting_that_stops_chroma_from_loading_is_named(tmp_path, name):
    done = run(tmp_path, BUILD_AND_ASK, **{name: "head"})
    assert done.returncode != 0
    assert "StorageUnavailable" in done.stderr
    assert name.lower() in done.stderr


def test_importing_the_library_loads_nothing_heavy(tmp_path):
    program = """
import sys
import assistant.search.library
heavy = ("chromadb", "langchain_core", "langchain_chroma", "tantivy", "numpy", "jieba", "opencc", "sklearn")
print([name for name in heavy if name in sys.modules])
"""
    assert run(tmp_path, program).stdout == "[]\n"
