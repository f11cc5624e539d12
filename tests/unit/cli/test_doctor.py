from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.cli import main
from evals import chat_server as server
from evals.chat_server import KEY, MODEL, Behaviour, ChatServer, chat_server, refuses, says

GOOD = "这份办法自2024年1月1日起施行[1]。"
Examine = Callable[..., tuple[int, str]]
Serve = Callable[..., ChatServer]


@pytest.fixture
def serve() -> Iterator[Serve]:
    with ExitStack() as stack:

        def start(behaviour: Behaviour, key: str | None = None) -> ChatServer:
            started = stack.enter_context(chat_server(behaviour))
            started.key = key
            return started

        yield start


@pytest.fixture
def examine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Examine:
    """Exit code and output of `doctor` with these settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "data"))

    def command(*arguments: str, url: str = "", key: str = KEY, name: str = MODEL, **settings: str) -> tuple[int, str]:
        for setting, value in (settings | {"model_url": url, "model_key": key, "model_name": name}).items():
            monkeypatch.setenv(f"ASSISTANT_{setting.upper()}", value)
        with pytest.raises(SystemExit) as ended:
            main(("doctor", *arguments))
        said = capfd.readouterr()
        assert KEY not in said.out + said.err
        return int(ended.value.code or 0), said.out

    return command


def test_without_a_model_all_is_well(examine: Examine) -> None:
    code, out = examine(name="")
    assert code == 0
    assert "✓ 未配置模型，按原文摘录回答\n" in out
    assert "✓ 资料目录" in out
    assert "还没有建立，第一次启动时会建" in out


def test_a_good_model_is_described(examine: Examine, serve: Serve) -> None:
    code, out = examine(url=serve(says(GOOD), key=KEY).url)
    assert code == 0
    assert "✗" not in out
    for told in ("✓ 密钥有效", f"✓ 模型 {MODEL} 可用", "段送来", "秒见到第一个字", "✓ 用中文回答", "出处编号 [1]"):
        assert told in out
    assert "✓ 上下文 8192 token" in out


def test_the_same_is_told_as_json(examine: Examine, serve: Serve) -> None:
    code, out = examine("--json", url=serve(says(GOOD)).url)
    told = json.loads(out)
    assert (code, told["works"]) == (0, True)
    assert {"data", "knowledge", "connection", "key", "model", "answer", "streaming", "speed"} <= {
        each["subject"] for each in told["findings"]
    }


def test_a_context_that_is_not_told_is_unknown(examine: Examine, serve: Serve) -> None:
    started = serve(says(GOOD))
    started.models = None
    code, out = examine(url=started.url)
    assert code == 0
    assert "✓ 上下文长度未知" in out


@pytest.mark.parametrize(
    ("behaviour", "told"),
    [
        (says("It takes effect on January 1, 2024 [1]."), "✗ 没有用中文回答"),
        (says("这份办法自2024年1月1日起施行。"), "✗ 没有写出处编号 [1]"),
        (says(GOOD, size=100), "✗ 一次送来全部，没有分段"),
        (server.EMPTY, "✗ 没有答出（empty）"),
        (refuses(500), "✗ 没有答出（server_error）"),
        (refuses(429, "insufficient_quota"), "✗ 没有答出（rate_limited）"),
        (says(GOOD, finish="length"), "ASSISTANT_MODEL_TOKENS"),
    ],
)
def test_what_does_not_work_is_said_with_what_to_change(
    examine: Examine, serve: Serve, behaviour: Behaviour, told: str
) -> None:
    code, out = examine(url=serve(behaviour).url)
    assert code == 1
    assert told in out
    assert "\n    " in out


def test_a_model_that_is_too_slow_is_told(examine: Examine, serve: Serve) -> None:
    code, out = examine(url=serve(server.HANGS_AT_ONCE).url, model_seconds="0.3")
    assert code == 1
    assert "✗ 0.3 秒内没有答完" in out
    assert "ASSISTANT_MODEL_SECONDS" in out


def test_an_address_without_v1_is_corrected(examine: Examine, serve: Serve) -> None:
    started = serve(says(GOOD))
    code, out = examine(url=started.url.removesuffix("/v1"))
    assert code == 1
    assert f"✗ 地址里没有 /v1\n    请把 ASSISTANT_MODEL_URL 写成 {started.url}。\n" in out


@pytest.mark.parametrize("tail", ["/chat/completions", "/chat/completions/", "/completions"])
def test_an_address_that_says_too_much_is_corrected(examine: Examine, tail: str) -> None:
    code, out = examine(url=f"https://model.example/v1{tail}")
    assert code == 1
    assert "请把 ASSISTANT_MODEL_URL 写成 https://model.example/v1。" in out


def test_an_address_without_a_scheme_is_corrected(examine: Examine) -> None:
    code, out = examine(url="127.0.0.1:11434/v1")
    assert code == 1
    assert "请把 ASSISTANT_MODEL_URL 写成 http://127.0.0.1:11434/v1。" in out


def test_a_port_with_nothing_on_it_is_named(examine: Examine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    code, out = examine(url=f"http://me:hidden@127.0.0.1:{port}/v1")
    assert code == 1
    assert f"✗ 连不上 127.0.0.1:{port}" in out
    assert "服务是否在运行" in out
    assert "hidden" not in out


@pytest.mark.parametrize(("key", "told"), [("", "✗ 服务要密钥，而没有设置密钥"), ("sk-wrong", "✗ 服务不接受这个密钥")])
def test_a_key_that_is_missing_or_wrong_is_told(examine: Examine, serve: Serve, key: str, told: str) -> None:
    code, out = examine(url=serve(says(GOOD), key=KEY).url, key=key)
    assert code == 1
    assert told in out
    assert "ASSISTANT_MODEL_KEY" in out


def test_of_a_wrong_model_name_the_right_ones_are_told(examine: Examine, serve: Serve) -> None:
    started = serve(server.UNKNOWN_MODEL)
    started.models = [{"id": f"qwen-{number}", "object": "model"} for number in range(7)]
    code, out = examine(url=started.url, name="qwen")
    assert code == 1
    assert "✗ 没有模型 qwen\n    请把 ASSISTANT_MODEL_NAME 改成服务里有的：qwen-0、qwen-1、qwen-2、" in out
    assert "qwen-4 等 7 个。" in out


def test_settings_that_name_half_a_model_are_told(examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    code, out = examine(url="http://127.0.0.1:9/v1", name="")
    assert (code, "✗ 写了模型服务的地址，没有写模型名" in out) == (1, True)
    code, out = examine(key="", name="openai:gpt-5-mini")
    assert (code, "请设置 ASSISTANT_MODEL_KEY" in out) == (1, True)


def test_folders_that_cannot_serve_are_named(examine: Examine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "bare").mkdir()
    code, out = examine(name="", data_dir=str(tmp_path / "file"), knowledge_dirs=json.dumps([str(tmp_path / "bare")]))
    assert code == 1
    assert "写不了" in out
    assert "里没有文件" in out
