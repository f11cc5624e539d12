"""An operator lets an endpoint embed: the old index serves until the new one is there, and whenever it is away."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest

from assistant.answering.finish import answer_of
from assistant.answering.helpers import Helpers
from assistant.answering.language import Language
from assistant.answering.phrasing_files import read_asking
from assistant.answering.turn import Turn
from assistant.bootstrap import build_assistant, state_of
from assistant.domain import Question
from assistant.errors import EndpointUnavailable
from assistant.helper import COMMAND
from assistant.settings import Settings
from tests.fakes.embedding_server import EmbeddingServer, embedding_server
from tests.journeys.conftest import PATIENCE_SECONDS, serving
from tests.journeys.house import QUESTIONS, WITHIN, all_told


def settings(data_dir: Path, endpoint: EmbeddingServer) -> Settings:
    return Settings(_env_file=None, data_dir=data_dir, embedding_url=endpoint.url, embedding_name="bge-m3")


def test_a_changed_embedding_is_built_beside_the_old_one_and_then_serves(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.search.endpoint.BUILD_AGAIN_SECONDS", 0.0)
    with embedding_server() as endpoint:
        with closing(build_assistant(settings(data_dir, endpoint))) as assistant:
            old = assistant.sync().index_name
            before = all_told(assistant)
            assert "暂用本机向量" in assistant.readiness.parts["search"]
            endpoint.faults.extend(["", "", "401"])
            with pytest.raises(EndpointUnavailable, match="ASSISTANT_EMBEDDING_KEY"):
                assistant.warm_up()
            assert assistant.readiness.parts["index"] == old
            assert all_told(assistant) == before
            assistant.warm_up()
            new = assistant.readiness.parts["index"]
            assert new != old
            assert "search" not in assistant.readiness.parts
            after = all_told(assistant)
        assert [path.name for path in (data_dir / "indexes").iterdir()] == [new]
        endpoint.asked.clear()
        with closing(build_assistant(settings(data_dir, endpoint))) as assistant:
            assert assistant.sync().index_name == new
            assistant.warm_up()
            assert all_told(assistant) == after
            assert len(endpoint.texts) < 40


def test_a_helper_asks_the_same_endpoints_and_gives_the_same_answers_as_the_server(data_dir: Path) -> None:
    with embedding_server() as endpoint:
        address = f"{endpoint.url}/rerank"
        wanted = settings(data_dir, endpoint).model_copy(update={"reranker_url": address})
        language = Language.read(wanted.knowledge_dirs[0], wanted.prompts_dir, data_dir / "cache")
        spoken = replace(language, asking=read_asking(wanted.knowledge_dirs)[0])
        with closing(build_assistant(wanted)) as assistant:
            assistant.sync()
            assistant.warm_up()
            index = assistant.readiness.parts["index"]
            helpers = Helpers(COMMAND, state_of(wanted, spoken, assistant.documents(), index), 1)
            helpers.start()
            patience = time.monotonic() + PATIENCE_SECONDS
            while helpers.run(Turn(Question(QUESTIONS[0]), WITHIN)) is None:
                assert time.monotonic() < patience
                time.sleep(0.05)
            for text in QUESTIONS[1:]:
                before = len(endpoint.asked)
                run = helpers.run(Turn(Question(text), WITHIN))
                assert run is not None
                assert isinstance(run[-1], Turn)
                asked = len(endpoint.asked)
                there, here = answer_of(run[-1], "", ()), assistant.answer(Question(text, as_of=WITHIN))
                by_both = [
                    sorted(path for path, _ in each) for each in (endpoint.asked[before:asked], endpoint.asked[asked:])
                ]
                assert by_both[0] == by_both[1]
                assert {"/v1/embeddings", "/v1/rerank"} == set(by_both[0])
                assert (there.text, there.status, there.citations) == (here.text, here.status, here.citations)
            helpers.close()


def test_a_server_is_ready_without_its_endpoint_and_takes_it_in_when_it_comes(data_dir: Path) -> None:
    with embedding_server() as endpoint:
        endpoint.fault = "500"
        with serving(data_dir, EMBEDDING_URL=endpoint.url, EMBEDDING_NAME="bge-m3") as server:
            with httpx2.Client(base_url=server.url, timeout=PATIENCE_SECONDS) as web:

                def parts() -> dict[str, str]:
                    return dict(web.get("/readyz").json()["parts"])

                def answered(text: str) -> bool:
                    asked = {"question": text, "as_of": str(WITHIN)}
                    return bool(web.post("/api/v1/answers", json=asked).json()["status"] == "answered")

                def wait(condition: str, until: bool) -> None:
                    patience = time.monotonic() + PATIENCE_SECONDS
                    while (condition in parts()) is not until:
                        assert time.monotonic() < patience
                        time.sleep(0.1)

                old = parts()["index"]
                wait("warm_up", True)
                assert "向量接口" in parts()["warm_up"]
                assert answered(QUESTIONS[0])
                endpoint.fault = ""
                wait("search", False)
                wait("warm_up", False)
                assert parts()["index"] != old
                endpoint.fault = "429"
                assert answered(QUESTIONS[1])
                assert answered(QUESTIONS[2])
            log = server.log.read_text("utf-8")
            assert "Traceback" not in log
