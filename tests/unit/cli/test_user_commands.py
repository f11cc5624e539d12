"""The commands about accounts, and the link of the first administrator."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.desk_doors import first_link, open_accounts
from assistant.domain import StaffRole
from assistant.settings import Settings
from tests.unit.cli.conftest import Run


def test_the_link_of_a_new_account_is_printed_alone_so_that_a_script_can_take_it(run: Run) -> None:
    code, out, err = run("user", "add", "liming", "--role", "reviewer", "--display-name", "李明")
    assert code == 0
    assert out.startswith("http://127.0.0.1:8000/desk/join#")
    assert len(out.splitlines()) == 1
    assert "只能用一次" in err
    assert out.strip() not in err


def test_a_link_begins_with_the_public_address(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PUBLIC_URL", "https://policy.example.cn/")
    assert run("user", "add", "liming")[1].startswith("https://policy.example.cn/desk/join#")


def test_accounts_are_listed_without_secrets(run: Run) -> None:
    assert "还没有账号" in run("user", "list")[1]
    secret = run("user", "add", "liming", "--display-name", "李明")[1].strip().partition("#")[2]
    code, out, _ = run("user", "list")
    assert code == 0
    assert all(told in out for told in ("liming", "李明", "agent", "还没设密码"))
    assert secret not in out


def test_a_role_is_changed_and_an_account_disabled(run: Run) -> None:
    run("user", "add", "liming")
    assert "viewer" in run("user", "role", "LiMing", "viewer")[1]
    assert "已停用账号“liming”" in run("user", "disable", "liming")[1]
    listed = run("user", "list")[1]
    assert "viewer" in listed
    assert "停用" in listed


def test_a_new_link_replaces_the_one_before(run: Run) -> None:
    first = run("user", "add", "liming")[1]
    code, again, _ = run("user", "invite", "liming")
    assert code == 0
    assert again.startswith("http://127.0.0.1:8000/desk/join#")
    assert again != first


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "Taken"), "已经有人用了"),
        (("add", "li ming"), "名称"),
        (("add", "liming", "--role", "emperor"), "--role"),
        (("invite", "nobody"), "assistant user list"),
        (("disable", "nobody"), "assistant user list"),
        (("role", "taken", "emperor"), "角色"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_changed(run: Run, arguments: tuple[str, ...], told: str) -> None:
    run("user", "add", "taken")
    before = run("user", "list")[1]
    code, out, err = run("user", *arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert run("user", "list")[1] == before


def test_the_secret_is_nowhere_on_the_disk(run: Run, tmp_path: Path) -> None:
    secret = run("user", "add", "liming")[1].strip().partition("#")[2]
    kept = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if secret.encode() in path.read_bytes()]


def test_the_first_start_gives_a_link_and_each_further_start_another_until_there_are_accounts(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path)
    links = [first_link(settings, "http://127.0.0.1:8765") for _ in range(2)]
    assert all(str(link).startswith("http://127.0.0.1:8765/desk/join#") for link in links)
    assert links[0] != links[1]
    with open_accounts(settings) as accounts:
        assert [(user.name, user.role) for user in accounts.all()] == [("admin", StaffRole.ADMIN)]
        accounts.add("liming", "李明", StaffRole.ADMIN)
        accounts.change(accounts.named("admin").id, disabled=True)
    assert first_link(settings, "http://127.0.0.1:8765") is None
