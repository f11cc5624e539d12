from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import main
from tests.fakes.originals import regulation, web_page
from tests.fakes.originals.site import gives, site

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    Path("办法.docx").write_bytes(regulation.as_word())

    def command(*arguments: str) -> tuple[int, str, str]:
        ended = 0
        try:
            main(("import", *arguments))
        except SystemExit as exit_:
            ended = int(exit_.code or 0)
        said = capfd.readouterr()
        return ended, said.out, said.err

    return command


def test_it_says_what_the_draft_is_and_what_comes_next(run: Run) -> None:
    code, out, err = run("办法.docx")
    assert (code, err) == (0, "")
    assert f"《{regulation.TITLE}》（DOCX）" in out
    assert "doc_number: 示工信规〔2025〕3号" in out
    assert "url: 没有写明" in out
    assert "章 6，条 60" in out
    assert "去向不明 0" in out
    assert "没有放入 24（版头 24）" in out
    assert "data/drafts/sgxg-2025-3.md" in out
    assert "核对草稿，补上或确认 topics、url" in out
    assert "assistant check" in out
    assert Path("data/drafts/sgxg-2025-3.md").is_file()
    assert Path("data/drafts/sgxg-2025-3.ledger.yaml").is_file()


def test_hidden_text_is_said(run: Run) -> None:
    Path("页面.html").write_bytes(web_page.as_html())
    _, out, _ = run("页面.html", "--out", "here")
    assert f"注意 网页的 <p>：原文里有看不见的文字（display:none）：“{web_page.HIDDEN}”" in out
    assert "表格 1 个，12 格" in out
    assert Path("here/sfg-2025-12.md").is_file()


def test_the_draft_may_be_called_and_put_as_wanted(run: Run) -> None:
    assert run("办法.docx", "--id", "rule-7")[0] == 0
    assert run("办法.docx", "--out", "drafts/rule-8.md")[0] == 0
    assert Path("data/drafts/rule-7.md").read_text("utf-8").startswith("---\nid: rule-7 #")
    assert Path("drafts/rule-8.md").read_text("utf-8").startswith("---\nid: rule-8 #")


def test_a_second_import_keeps_the_first_draft_unless_forced(run: Run) -> None:
    assert run("办法.docx")[0] == 0
    code, _, err = run("办法.docx")
    assert (code, "已经存在" in err) == (2, True)
    assert run("办法.docx", "--force")[0] == 0


def test_a_page_is_imported_from_its_address(run: Run) -> None:
    with site(gives(web_page.as_html("gbk"))) as running:
        code, _, err = run(running.url("/post_1.html"))
        assert (code, "--allow-private" in err) == (2, True)
        code, out, _ = run(running.url("/post_1.html"), "--allow-private")
        assert code == 0
        assert f"url: {running.url('/post_1.html')}" in out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("没有.pdf",), 2, "没有 没有.pdf 这个文件"),
        ((".",), 2, "是文件夹"),
        (("办法.docx", "--id", "Rule 7"), 2, "编号不能是“Rule 7”"),
        (("办法.docx", "--id", "a", "--out", "b.md"), 2, "不一致"),
        (("ftp://example.test/a.pdf",), 2, "只能导入 http 或 https"),
        (("http://127.0.0.1:9/a.pdf", "--allow-private"), 3, "连接不上"),
        ((), 2, "文件或网址"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    run: Run, arguments: tuple[str, ...], code: int, told: str
) -> None:
    ended, _, err = run(*arguments)
    assert ended == code
    assert told in err
    assert not Path("data").exists()


def test_text_of_unknown_whereabouts_is_a_failed_check(run: Run) -> None:
    from assistant.errors import TextUnaccounted
    from assistant.exit_codes import Exit, exit_code_of

    assert exit_code_of(TextUnaccounted("缺字")) is Exit.NOT_ANSWERED
