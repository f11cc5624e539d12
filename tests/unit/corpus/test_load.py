"""Knowledge files that cannot be used are named with file, line, problem and remedy; the others still load."""

from pathlib import Path

import pytest

from assistant.corpus import load_documents, read_document
from assistant.domain import MarkKind, Precision
from assistant.errors import MalformedKnowledge

FRONT = """---
id: {id}
title: 示例办法
short_title: 办法
kind: official_text
issuer: 某省某厅
doc_number: null
issued_on: 2024-03
expires_on: 2024
region: 广东省
url: https://example.test/1
---
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "documents").mkdir()
    return tmp_path


@pytest.fixture
def write(folder):
    def write(name: str, text: str | bytes) -> Path:
        path = folder / "documents" / f"{name}.md"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def good(name="good", body="\n# 示例办法\n\n一句话。\n"):
    return FRONT.format(id=name) + body


def changed(old, new, name="bad"):
    text = good(name)
    assert old in text
    return text.replace(old, new)


def test_a_good_file_gives_the_text_without_front_matter_and_marks(write):
    document = read_document(write("good", good(body="\n# 示例办法\n\n**要点**。一句话。\n")))
    assert document.text == "\n示例办法\n\n要点。一句话。".lstrip("\n")
    assert [(mark.kind, document.text[mark.start : mark.end]) for mark in document.marks] == [
        (MarkKind.HEADING, "示例办法"),
        (MarkKind.BOLD, "要点"),
    ]


def test_dates_keep_the_precision_that_the_file_states(write):
    document = read_document(write("good", good()))
    assert (document.issued_on.precision, document.expires_on.precision) == (Precision.MONTH, Precision.YEAR)
    assert document.expires_on.last_day.isoformat() == "2024-12-31"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("没有文件信息的正文。", 1, "文件不是以一行“---”开头"),
        ("", 1, "文件不是以一行“---”开头"),
        ("---\nid: bad\n正文。", 1, "文件信息没有结束的“---”"),
        ("---\nid: [bad\n---\n正文。", 2, "文件信息不是有效的 YAML"),
        ("---\nid: bad\n\ttitle: x\n---\n正文。", 3, "文件信息不是有效的 YAML"),
        ("---\n- bad\n---\n正文。", 2, "文件信息不是“名称: 值”的形式"),
        ("---\n---\n正文。", 2, "文件信息不是“名称: 值”的形式"),
        ("---\nid: \x00\n---\n正文。", 2, "含有控制字符 U+0000"),
        (good("bad", body="\n正文\x1b。\n"), 14, "含有控制字符 U+001B"),
        (changed("region: 广东省\n", ""), 1, "缺少字段“region”"),
        (changed("region:", "regoin:"), 10, "不认识的字段“regoin”"),
        (changed("region: 广东省", "region: 广东省\nregion: 深圳"), 11, "字段“region”写了两次"),
        (changed("region: 广东省", "region:"), 10, "字段“region”是空的"),
        (changed("region: 广东省", "region: {a: 1}"), 10, "字段“region”的值应是文字"),
        (changed("region: 广东省", "region: [广东, 广西]"), 10, "字段“region”应是单行文字"),
        (changed("id: bad", "id: 坏"), 2, "字段“id”只能用小写字母"),
        (changed("id: bad", "id: other"), 2, "字段“id”与文件名“bad”不一致"),
        (changed("official_text", "正式文件"), 5, "字段“kind”不能是“正式文件”"),
        (changed("2024-03", "2024年3月"), 8, "字段“issued_on”不是日期"),
        (changed("2024-03", "2024-13"), 8, "字段“issued_on”没有这一天"),
        (changed("2024-03", "2024-02-30"), 8, "字段“issued_on”没有这一天"),
        (good("bad").encode("gb18030"), 3, "不是 UTF-8 编码"),
    ],
)
def test_a_malformed_file_is_named_with_line_and_remedy(write, folder, text, line, problem):
    path = write("bad", text)
    write("good", good())
    loaded = load_documents([folder])
    assert [document.id for document in loaded.documents] == ["good"]
    (found,) = loaded.problems
    assert (found.path, found.line) == (path, line)
    assert problem in found.problem
    assert found.remedy
    assert str(path) in found.message


def test_a_file_from_windows_reads_like_any_other(write):
    plain = read_document(write("good", good()))
    windows = read_document(write("good", b"\xef\xbb\xbf" + good().replace("\n", "\r\n").encode()))
    assert windows == plain


def test_a_folder_that_does_not_exist_is_a_problem_and_hides_no_other(write, folder, tmp_path):
    write("good", good())
    loaded = load_documents([tmp_path / "missing", folder])
    assert [document.id for document in loaded.documents] == ["good"]
    assert loaded.problems[0].path == tmp_path / "missing" / "documents"


def test_the_same_id_in_two_folders_serves_the_first_and_names_the_second(write, folder, tmp_path):
    write("good", good())
    other = tmp_path / "other"
    (other / "documents").mkdir(parents=True)
    (other / "documents" / "good.md").write_text(good(body="\n另一份。\n"), encoding="utf-8")
    loaded = load_documents([folder, other])
    assert len(loaded.documents) == 1
    assert loaded.problems[0].path == other / "documents" / "good.md"


def test_a_directory_in_place_of_a_file_is_a_problem(folder):
    (folder / "documents" / "bad.md").mkdir()
    (found,) = load_documents([folder]).problems
    assert "读不了文件" in found.problem


def test_other_files_in_the_folder_are_left_alone(write, folder):
    write("good", good())
    write("README", "说明")
    (folder / "documents" / "notes.txt").write_text("草稿", encoding="utf-8")
    loaded = load_documents([folder])
    assert (len(loaded.documents), loaded.problems) == (1, ())


def test_the_digest_covers_front_matter_and_text_and_nothing_else(write):
    first = read_document(write("good", good())).digest
    assert read_document(write("good", good() + "\n\n")).digest == first
    assert read_document(write("good", good().replace("region: 广东省", "region: 广东省 # 注"))).digest == first
    assert read_document(write("good", good().replace("广东省", "广州市"))).digest != first
    assert read_document(write("good", good().replace("一句话", "两句话"))).digest != first


def test_a_malformed_file_can_be_caught_as_one_error(write):
    with pytest.raises(MalformedKnowledge):
        read_document(write("bad", "x"))
