"""A checklist in each of its formats, and what all of them share."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.exports.files import Format, file_of
from assistant.channels.exports.plain import link_to, one_line, pages_of, printable, rows_of, without_bars
from assistant.domain import Verdict
from tests.fakes.exported import BASE, HOSTILE, checklist
from tests.fakes.verdicts import CHINESE, QUOTES, citation, finding, verdict


@pytest.mark.parametrize(
    ("form", "beginning"), [(Format.DOCX, b"PK"), (Format.PDF, b"%PDF"), (Format.ICS, b"BEGIN:VCALENDAR")]
)
def test_a_file_has_a_name_that_says_what_it_is(form: Format, beginning: bytes) -> None:
    made = file_of(checklist(), form, CHINESE, BASE)
    assert made.name == f"省级技改资金·设备奖励 申报准备清单 2026-08-01.{form}"
    assert made.content.startswith(beginning)
    assert made.media_type


@pytest.mark.parametrize("text", [*HOSTILE, "../../etc/passwd", "a/b\\c:d", '"><', "." * 300, ""])
def test_no_name_leads_elsewhere_or_is_too_long(text: str) -> None:
    name = file_of(checklist(verdict(programme=text)), Format.DOCX, CHINESE).name
    assert not set('\\/:*?"<>|\r\n\0') & set(name)
    assert 0 < len(name) <= 100
    assert not name.startswith((".", " "))


def test_json_holds_every_line_with_its_numbers() -> None:
    told = json.loads(file_of(checklist(), Format.JSON, CHINESE).content)
    assert told["outcome"]["citations"] == [1, 2, 3, 4, 5, 6, 12]
    assert [each["part"] for each in told["sections"]][:2] == ["standing", "conditions"]
    assert told["sections"][1]["items"][3]["quotes"] == [
        {"sort": "quote", "lead": "", "text": QUOTES[2], "citations": [3]}
    ]
    assert told["round"]["closes"] == {"day": "2026-08-15", "citations": [4]}
    assert [each["n"] for each in told["references"]] == list(range(1, 13))


def test_words_of_a_group_are_not_repeated_for_its_members() -> None:
    judged: Verdict = verdict(
        findings=(finding("满足一项", None, 3, alternatives=(finding("甲", None, 3), finding("乙", None, 2))),)
    )
    rows = list(rows_of(checklist(judged).sections[1].items))
    assert [(row.label, row.depth, len(row.quotes)) for row in rows] == [("满足一项", 0, 1), ("甲", 1, 0), ("乙", 1, 1)]
    assert rows[1].citations == (3,)


def test_each_page_outside_is_named_once_with_all_that_stands_on_it() -> None:
    pages = {1: "http://a.test/", 2: "http://b.test/", 3: "http://a.test/", 4: "javascript:x"}
    judged = verdict(citations=tuple(citation(n, "话。", url=url) for n, url in pages.items()))
    assert pages_of(checklist(judged).references) == {"http://a.test/": (1, 3), "http://b.test/": (2,)}


def test_a_row_of_a_table_is_shown_without_its_outer_bars() -> None:
    assert without_bars("| 珠三角 | 广州、东莞 |") == "珠三角 | 广州、东莞"
    assert without_bars("甲|乙") == "甲|乙"


@pytest.mark.parametrize(
    ("address", "base", "link"),
    [
        ("/source/a:1?x=1", "https://a.test/", "https://a.test/source/a:1?x=1"),
        ("/source/a:1", "", ""),
        ("http://b.test/页 面", "https://a.test", "http://b.test/%E9%A1%B5%20%E9%9D%A2"),
        ("javascript:alert(1)", "https://a.test", ""),
        ("file:///etc/passwd", "", ""),
        ("//b.test/x", "", ""),
        ("http://[broken", "", ""),
        ('http://b.test/"><x', "", "http://b.test/%22%3E%3Cx"),
    ],
)
def test_only_pages_are_linked(address: str, base: str, link: str) -> None:
    assert link_to(address, base) == link


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_printable_text_holds_nothing_that_is_obeyed_and_keeps_the_rest(text: str) -> None:
    shown = printable(text)
    assert not [char for char in shown if (ord(char) < 0x20 and char != "\n") or 0xD800 <= ord(char) < 0xE000]
    assert printable(shown) == shown
    assert "\n" not in one_line(text)
    shown.encode()


def test_a_server_that_exports_nothing_loads_no_library() -> None:
    program = (
        "import sys, assistant.channels.exports.files;"
        "print([name for name in ('docx', 'reportlab', 'icalendar', 'lxml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
