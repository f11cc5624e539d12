"""The same library over a Chroma server, which several processes may share."""

import gc
import logging
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.domain import Query
from assistant.errors import StorageUnavailable
from assistant.search.chroma import open_client
from assistant.search.fusion import Weights
from assistant.search.library import IndexLibrary
from tests.fakes.clauses import corpus

# chromadb's HTTP client never closes its connections; the garbage collector does, with a warning.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore:unclosed")

QUESTION = Query("国家级绿色工厂奖励多少")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server(tmp_path):
    port = free_port()
    log = (tmp_path / "chroma.log").open("wb")
    address = ("--host", "127.0.0.1", "--port", str(port))
    process = subprocess.Popen(
        [Path(sys.executable).with_name("chroma"), "run", "--path", tmp_path / "chroma", *address],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        stdout=log,
        stderr=log,
    )
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()
        log.close()
        gc.collect()


def test_a_server_serves_like_the_embedded_index(server, built, tmp_path, tokenizer, store, caplog, monkeypatch):
    monkeypatch.setattr("assistant.search.exact.FASTER_UP_TO", 0)
    process, url = server
    library = IndexLibrary(tmp_path / "indexes", tokenizer, store, Weights(), url)
    client, _ = open_client(tmp_path, url)
    client.create_collection("of-somebody-else", embedding_function=None)

    library.build("first", corpus()[:5])
    library.build("second", corpus(), previous="first")
    searcher = library.open("second")
    searcher.complete()
    embedded = built[1].open("small").search(QUESTION, 10)
    assert [hit.clause_id for hit in searcher.search(QUESTION, 10)] == [hit.clause_id for hit in embedded]

    assert library.remove_stale("second") == ("first",)
    assert {collection.name for collection in client.list_collections()} == {"clauses-second", "of-somebody-else"}

    process.terminate()
    process.wait()
    with caplog.at_level(logging.WARNING):
        hits = searcher.search(QUESTION, 3)
    assert hits[0].clause_id == embedded[0].clause_id
    assert hits[0].dense == 0
    assert "without the dense index" in caplog.text
    waiting = library.open("second")
    with pytest.raises(StorageUnavailable, match="ASSISTANT_CHROMA_URL"):
        waiting.complete()
    assert waiting.search(QUESTION, 10)[0].dense == 1
    with pytest.raises(StorageUnavailable):
        library.build("third", corpus())
    assert library.names() == ("second",)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://127.0.0.1:99999", "https://[::1"])
def test_an_address_without_a_server_is_named(url, tmp_path):
    with pytest.raises(StorageUnavailable, match="ASSISTANT_CHROMA_URL"):
        open_client(tmp_path, url)
