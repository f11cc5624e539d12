"""What an operator does: start, stop, sync, break things, mend them."""

from __future__ import annotations

import json
import re
import signal
import socket
from pathlib import Path

import pytest

from assistant.settings import Settings
from tests.journeys.conftest import Server, command, serving

KNOWLEDGE = Settings.model_fields["knowledge_dirs"].default[0]


def test_a_second_server_is_refused_and_the_first_goes_on(server: Server) -> None:
    second = command(server.data_dir, "serve", "--port", "0")
    assert second.returncode == 3
    assert "已有服务器在运行" in second.stderr
    assert command(server.data_dir, "ask", "六大专项行动分别是什么？").returncode == 0


def test_a_sync_goes_through_the_running_server(server: Server) -> None:
    synced = command(server.data_dir, "sync")
    assert synced.returncode == 0
    assert re.search("新增 0，更新 0，撤下 0，未变 [1-9]", synced.stdout)


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        refused = command(tmp_path / "data", "serve", "--port", str(taken.getsockname()[1]))
    assert refused.returncode == 3
    assert "已被占用" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("signalled", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "TERM"])
def test_a_stopped_server_ends_cleanly_and_takes_its_note_along(data_dir: Path, signalled: signal.Signals) -> None:
    with serving(data_dir) as server:
        server.process.send_signal(signalled)
        assert server.process.wait(60) == 0
        assert not (server.data_dir / "server.json").exists()
        assert "Traceback" not in server.log.read_text("utf-8")


def test_a_killed_server_does_not_stand_in_the_way(data_dir: Path) -> None:
    with serving(data_dir) as server:
        server.process.kill()
        server.process.wait()
        assert (server.data_dir / "server.json").exists()
        asked = command(server.data_dir, "ask", "六大专项行动分别是什么？")
    assert asked.returncode == 0


def test_a_malformed_file_is_named_and_the_others_serve(tmp_path: Path, data_dir: Path) -> None:
    knowledge = tmp_path / "extra"
    (knowledge / "documents").mkdir(parents=True)
    (knowledge / "documents" / "broken.md").write_text("---\nid: broken\ntitle: [\n---\n正文\n", "utf-8")
    dirs = f'["{KNOWLEDGE}", "{knowledge}"]'
    checked = command(data_dir, "check", KNOWLEDGE_DIRS=dirs)
    assert checked.returncode == 1
    assert "broken.md:" in checked.stdout
    assert "gd-textile-plan-2024 " in checked.stdout
    asked = command(data_dir, "ask", "六大专项行动分别是什么？", KNOWLEDGE_DIRS=dirs)
    assert asked.returncode == 0


@pytest.mark.parametrize(
    "arguments", [("ask", "技改"), ("sync",), ("serve", "--port", "0")], ids=lambda given: given[0]
)
def test_a_data_directory_that_cannot_be_used_is_told(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    refused = command(tmp_path / "file" / "data", *arguments)
    assert refused.returncode == 3
    assert "错误" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_backup_of_a_running_server_answers_alike_on_another_machine(server: Server, tmp_path: Path) -> None:
    asked = "六大专项行动分别是什么？"
    conversation = json.loads(command(server.data_dir, "ask", asked, "--json").stdout)["conversation_id"]
    made = command(server.data_dir, "backup", str(tmp_path / "backup.zip"))
    assert made.returncode == 0
    assert command(server.data_dir, "restore", str(tmp_path / "backup.zip")).returncode == 3

    other = tmp_path / "other"
    restored = command(other, "restore", str(tmp_path / "backup.zip"))
    assert restored.returncode == 0
    folders = re.search(r"ASSISTANT_KNOWLEDGE_DIRS=(\[.*\])", restored.stdout)
    assert folders is not None
    there = command(
        other, "ask", "那第二个呢？", "--conversation", conversation, "--json", KNOWLEDGE_DIRS=folders.group(1)
    )
    here = command(server.data_dir, "ask", "那第二个呢？", "--conversation", conversation, "--json")
    told = [json.loads(each.stdout) for each in (there, here)]
    assert told[0]["text"] == told[1]["text"]
    assert [each["quote"] for each in told[0]["citations"]] == [each["quote"] for each in told[1]["citations"]]
