"""The commands that back up and restore."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


def test_a_backup_says_where_it_is_and_that_it_is_to_be_kept_safe(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "backups" / "one.zip"
    code, out, _ = run("backup", str(target))
    assert code == 0
    assert target.is_file()
    assert str(target) in out
    assert "只有您能读" in out


def test_a_backup_without_a_name_is_named_after_its_time(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("backup")[0] == 0
    assert len(list(tmp_path.glob("policy-assistant-2*T*.zip"))) == 1


def test_a_restore_tells_what_to_set(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("backup", str(tmp_path / "one.zip"))
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "elsewhere"))
    code, out, _ = run("restore", str(tmp_path / "one.zip"))
    assert code == 0
    assert f'ASSISTANT_KNOWLEDGE_DIRS=["{tmp_path / "elsewhere" / "knowledge" / "0"}"]' in out


@pytest.mark.parametrize(("command", "told"), [("backup", "已经存在"), ("restore", "不是备份文件")])
def test_a_mistake_is_told_with_what_to_do(run: Run, tmp_path: Path, command: str, told: str) -> None:
    (tmp_path / "one.zip").write_text("不是压缩包", "utf-8")
    code, _, err = run(command, str(tmp_path / "one.zip"))
    assert code == 2
    assert told in err
    assert "Traceback" not in err
