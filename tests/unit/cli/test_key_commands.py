"""The commands about API keys."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.unit.cli.conftest import Run


def test_a_key_is_printed_alone_so_that_a_script_can_take_it(run: Run) -> None:
    code, out, err = run("key", "add", "客服机器人", "--scope", "chat", "--scope", "mcp", "--per-minute", "5")
    assert code == 0
    assert len(out.splitlines()) == 1
    assert out.startswith("pq-")
    assert "只显示这一次" in err
    assert out.strip() not in err


def test_keys_are_listed_without_their_secrets(run: Run) -> None:
    assert "还没有密钥" in run("key", "list")[1]
    secret = run("key", "add", "bot", "--per-minute", "5")[1].strip()
    code, out, _ = run("key", "list")
    assert code == 0
    assert "每分钟 5 次" in out
    assert "没有用过" in out
    assert secret[3:] not in out


def test_a_key_is_revoked_by_its_name(run: Run) -> None:
    run("key", "add", "bot")
    code, out, _ = run("key", "revoke", "bot")
    assert code == 0
    assert "已停用密钥“bot”" in out
    assert "停用" in run("key", "list")[1]


def test_the_name_of_a_revoked_key_is_free_again(run: Run) -> None:
    run("key", "add", "bot")
    run("key", "revoke", "bot")
    code, out, _ = run("key", "add", "bot")
    assert (code, out[:3]) == (0, "pq-")
    listed = run("key", "list")[1].splitlines()
    assert [("停用" in line, line.startswith("bot  ")) for line in listed] == [(True, False), (False, True)]


def test_scopes_may_be_told_in_one_go(run: Run) -> None:
    assert run("key", "add", "bot", "--scope", "chat,mcp")[0] == 0
    assert "chat,mcp" in run("key", "list")[1]


def test_all_days_of_a_list_are_of_the_time_zone_of_the_settings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_TIME_ZONE", "Pacific/Kiritimati")
    run("key", "add", "bot")
    run("key", "revoke", "bot")
    today = f"{datetime.now(ZoneInfo('Pacific/Kiritimati')):%Y-%m-%d}"
    assert run("key", "list")[1].count(today) == 2


def test_a_key_takes_the_limit_of_the_settings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_API_KEY_PER_MINUTE", "7")
    run("key", "add", "bot")
    assert "每分钟 7 次" in run("key", "list")[1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("revoke", "nobody"), "assistant key list"),
        (("add", " "), "名称"),
        (("add", "bot", "--scope", "all"), "--scope"),
        (("add", "bot", "--per-minute", "0"), "--per-minute"),
        (("add", "taken"), "已经用过"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_made(run: Run, arguments: tuple[str, ...], told: str) -> None:
    run("key", "add", "taken")
    code, out, err = run("key", *arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert len(run("key", "list")[1].splitlines()) == 1


def test_the_secret_is_nowhere_on_the_disk(run: Run, tmp_path: Path) -> None:
    secret = run("key", "add", "bot")[1].strip()
    kept = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if secret[3:].encode() in path.read_bytes()]
