from __future__ import annotations

import pytest

from tests.unit.importers.conftest import Import

RULE = """示例市临时救助办法
示例市人民政府办公室
（2024年11月5日示例市人民政府令第7号公布）
第一章 总则
第一条 为规范临时救助，制定本办法。
第二条 本办法所称临时救助，是指应急性、过渡性的救助。
第三条 本办法自公布之日起施行。
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_text_is_read_in_the_usual_encodings(imported: Import, encoding: str) -> None:
    read = imported("办法.txt", RULE.encode(encoding))
    assert read.document.title == "示例市临时救助办法"
    assert len(read.numbered("条")) == 3


def test_the_day_under_the_title_is_the_day_of_issue(imported: Import) -> None:
    document = imported("办法.txt", RULE.encode()).document
    assert str(document.issued_on) == str(document.effective_on) == "2024-11-05"
    assert document.expires_on is None


def test_hard_wrapped_lines_become_paragraphs(imported: Import) -> None:
    sentence = "本市支持企业开展技术改造，对符合条件的项目按照设备投资额给予补助，具体标准另行公布。"
    lines = "\n".join(f"　　{sentence * 2}"[at : at + 30] for at in range(0, len(sentence) * 2 + 2, 30))
    read = imported("通知.txt", f"示例市关于技术改造的通知\n{lines}\n{lines}\n".encode())
    assert read.document.text.split("\n").count(sentence * 2) == 2


def test_marks_of_layout_in_the_text_stay_text(imported: Import) -> None:
    body = "# 不是标题\n- 不是列表\n联系人：张**、李**。\n| 不 | 是 |\n|---|---|\n路径C:\\*是\\\\原文。\n"
    read = imported("通知.txt", f"示例市关于测试的通知\n{body}".encode())
    lines = [line for line in read.document.text.split("\n") if line]
    assert lines[1:] == body.strip().split("\n")
    assert read.tables() == []


def test_markdown_keeps_its_headings_items_and_tables(imported: Import) -> None:
    markdown = (
        "# 示例市若干措施\n\n## 支持研发\n\n- 甲\n- 乙\n\n**强化技改**。支持**设备**更新。\n\n**结语**\n\n"
        "| 项目 | 标准 |\n|---|---|\n| a\\|b | 1 |\n"
    )
    read = imported("措施.md", markdown.encode())
    assert read.draft.markdown.endswith(markdown)
    assert read.tables() == [[("项目", "标准"), ("a|b", "1")]]


def test_radicals_become_the_characters_that_they_stand_for(imported: Import) -> None:
    read = imported("通知.txt", "示例市关于⻋辆⻚⾯的通知\n⼀、总则\n第一条 ⻓期有效。\n".encode())
    assert "长期有效" in read.document.text
    assert read.document.title == "示例市关于车辆页面的通知"
    assert [clause.label for clause in read.clauses][1] == "一、"


def test_characters_that_cannot_be_seen_are_taken_out_and_told_where_they_deceive(imported: Import) -> None:
    read = imported("通知.txt", "示例市通知\n第一条 补助10\u200b0万元，\u202e元万5过超不\u202c。\n".encode())
    assert "补助100万元" in read.document.text
    assert read.ledger["dropped_by_reason"] == {"隐形字符": 3}
    assert "RIGHT-TO-LEFT OVERRIDE" in read.findings


def test_the_name_may_say_another_kind_than_the_content(imported: Import) -> None:
    read = imported("办法.pdf", RULE.encode())
    assert "文件名以 .pdf 结尾，内容却是纯文本" in read.findings


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_broken_byte_does_not_lose_the_rest_and_is_told(imported: Import, encoding: str) -> None:
    data = (RULE * 3).encode(encoding)
    at = data.index("应急性".encode(encoding))
    read = imported("办法.txt", data[:at] + b"\xff" + data[at:])
    assert "制定本办法" in read.document.text
    assert "读不出来的字" in read.findings
