from __future__ import annotations

import json
import stat
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import uvicorn

from assistant.channels.local_server import FILE_NAME, LocalServer, ServerRefused
from assistant.channels.web.app import create_app
from assistant.channels.web.serve import listen
from assistant.cli import Wiring, main
from assistant.errors import StorageUnavailable
from tests.fakes.assistant import FIGURE, TODAY, FakeAssistant
from tests.unit.eligibility.cold_store import FIT, OPEN, cold_talk


@pytest.fixture
def assistant(tmp_path_factory: pytest.TempPathFactory) -> FakeAssistant:
    return FakeAssistant(talk=cold_talk(tmp_path_factory.mktemp("cold")))


@pytest.fixture
def server(assistant: FakeAssistant, tmp_path: Path) -> Iterator[LocalServer]:
    """A server that runs and has left its note."""
    with listen("127.0.0.1", 0) as listening:
        local = LocalServer.new("127.0.0.1", listening.getsockname()[1])
        app = create_app(
            assistant,
            today=lambda: TODAY,
            static_dir=tmp_path / "static",
            instance=local.instance,
            operator_token=local.token,
        )
        running = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
        thread = threading.Thread(target=running.run, args=([listening],))
        thread.start()
        with local.announced(tmp_path):
            yield local
        running.should_exit = True
        thread.join()


def test_a_running_server_is_found_by_its_data_directory(server: LocalServer, tmp_path: Path) -> None:
    assert LocalServer.find(tmp_path) == server


def test_the_note_is_for_its_user_only_and_goes_with_the_server(tmp_path: Path) -> None:
    with LocalServer.new("127.0.0.1", 18001).announced(tmp_path):
        assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == []


def test_a_note_of_a_dead_server_counts_for_nothing(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    with LocalServer.new("127.0.0.1", port).announced(tmp_path):
        assert LocalServer.find(tmp_path) is None


def test_another_server_on_the_noted_port_is_not_taken_for_ours(server: LocalServer, tmp_path: Path) -> None:
    stranger = LocalServer(server.url, "another-run", "token")
    with stranger.announced(tmp_path / "other"):
        assert LocalServer.find(tmp_path / "other") is None


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", json.dumps({"url": 5, "instance": "", "token": ""})])
def test_a_damaged_note_counts_for_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content, "utf-8")
    assert LocalServer.find(tmp_path) is None


def test_a_question_goes_through_the_server(server: LocalServer) -> None:
    answer = json.loads(server.ask({"question": "2024年推动多少家企业技改？"}))
    assert answer["sentences"][0]["text"] == FIGURE


def test_a_sync_goes_through_the_server(server: LocalServer, assistant: FakeAssistant) -> None:
    assert server.sync(rebuild=True)["unchanged"] == ["plan-2024"]
    assert assistant.syncs == [False, True]


def test_a_judgement_goes_through_the_server(server: LocalServer) -> None:
    told = server.judge({"facts": FIT, "as_of": OPEN.isoformat(), "programmes": None})
    assert [(each["programme_id"], each["outcome"]) for each in told["verdicts"]] == [("cold-store", "likely")]
    with pytest.raises(ServerRefused, match="没有编号为 warm-store 的扶持事项") as refused:
        server.judge({"facts": {}, "programmes": ["warm-store"]})
    assert refused.value.status == 404


def test_a_comparison_goes_through_the_server(server: LocalServer) -> None:
    compared = server.diff("plan-2024", None, None)
    assert (compared["before"], compared["after"], compared["cited_by"]["count"]) == (1, 2, 0)
    with pytest.raises(ServerRefused, match="没有这个地址"):
        server.diff("a/b", 1, 2)


def test_what_the_server_refuses_keeps_its_words_and_status(server: LocalServer) -> None:
    with pytest.raises(ServerRefused, match="没有这个会话") as refused:
        server.ask({"question": "技改", "conversation_id": "zz"})
    assert refused.value.status == 404


def test_a_server_that_is_gone_is_told_as_unavailable(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    with pytest.raises(ServerRefused) as refused:
        LocalServer.new("127.0.0.1", port).ask({"question": "技改"})
    assert refused.value.status == 503


def test_a_server_on_all_addresses_is_reached_on_this_machine() -> None:
    assert LocalServer.new("0.0.0.0", 18001).url == "http://127.0.0.1:18001"
    assert LocalServer.new("::", 18001).url == "http://[::1]:18001"


def test_a_data_directory_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    with pytest.raises(StorageUnavailable, match="请检查数据目录"), LocalServer.new("", 1).announced(blocked):
        pass


def test_a_second_server_on_the_data_directory_is_refused(
    server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--port", "0"], Wiring(lambda settings, processes=1: FakeAssistant()))
    assert ended.value.code == 3
    assert f"已有服务器在运行：{server.url}" in capfd.readouterr().err


def test_the_command_line_asks_and_syncs_through_the_server(
    server: LocalServer,
    assistant: FakeAssistant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    def build(settings: object, processes: int = 1, observer: object = None) -> FakeAssistant:
        raise AssertionError("the server has the data directory")

    for arguments in (["ask", "2024年推动多少家企业技改？", "--as-of", "2024-05-01"], ["sync"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments, Wiring(build))
        assert ended.value.code == 0
    assert FIGURE in capfd.readouterr().out
    assert [question.as_of for question in assistant.questions] == [date(2024, 5, 1)]
    assert assistant.syncs == [False, False]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--fact", "equipment=900万元", "--as-of", "2026-07-01"), 0, "按 2026-07-01 判断"),
        (("--fact", "equipment=900万元"), 0, f"按 {TODAY.isoformat()} 判断"),
        (("--fact", "equipment=很多"), 2, "没有读懂“设备金额”"),
        (("--programme", "warm-store"), 2, "没有编号为 warm-store 的扶持事项"),
    ],
)
def test_the_command_line_judges_through_the_server(
    server: LocalServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    code: int,
    told: str,
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    def build(settings: object, processes: int = 1, observer: object = None) -> FakeAssistant:
        raise AssertionError("the server has the data directory")

    with pytest.raises(SystemExit) as ended:
        main(["judge", *arguments], Wiring(build))
    said = capfd.readouterr()
    assert (ended.value.code, told in said.out + said.err) == (code, True), said
