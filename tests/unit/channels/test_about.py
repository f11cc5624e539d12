from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from assistant import __version__
from assistant.channels.web.app import create_app
from tests.fakes.assistant import TODAY, FakeAssistant


def test_a_page_learns_what_it_must_know_of_its_server(tmp_path: Path) -> None:
    web = create_app(FakeAssistant(), today=lambda: TODAY, static_dir=tmp_path, contact="请找<科技科>。")
    with TestClient(web) as client:
        assert client.get("/api/v1/about").json() == {
            "name": "政策问答助手",
            "version": __version__,
            "today": "2024-06-01",
            "contact": "请找<科技科>。",
            "model": False,
            "documents": 1,
            "max_question_chars": 2000,
            "desk": False,
        }


def test_a_page_learns_whether_a_model_may_word_answers(tmp_path: Path) -> None:
    web = create_app(FakeAssistant(while_wording=lambda: None), today=lambda: TODAY, static_dir=tmp_path)
    with TestClient(web) as client:
        assert client.get("/api/v1/about").json()["model"] is True
