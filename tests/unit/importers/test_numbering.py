from __future__ import annotations

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assistant.corpus.importers.docx_numbering import Numbering


def numbering(*levels: str, overrides: str = "", second: str = "") -> Numbering:
    """List 1 of these levels, and list 2 over the same levels."""
    inside = "".join(f'<w:lvl w:ilvl="{at}">{level}</w:lvl>' for at, level in enumerate(levels))
    return Numbering(
        parse_xml(
            f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="5">{inside}</w:abstractNum>'
            f'<w:num w:numId="1"><w:abstractNumId w:val="5"/>{overrides}</w:num>'
            f'<w:num w:numId="2"><w:abstractNumId w:val="5"/>{second}</w:num></w:numbering>'
        )
    )


def level(kind: str, text: str, start: int = 1, more: str = "") -> str:
    return f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'


def texts(lists: Numbering, *places: tuple[str, int]) -> list[str]:
    return [number.text if (number := lists.next(*place)) else "" for place in places]


@pytest.mark.parametrize(
    ("kind", "text", "start", "written"),
    [
        ("chineseCounting", "第%1条", 9, ["第九条\u3000", "第十条\u3000", "第十一条\u3000"]),
        ("chineseCountingThousand", "第%1条", 100, ["第一百条\u3000", "第一百零一条\u3000", "第一百零二条\u3000"]),
        ("japaneseCounting", "%1、", 1, ["一、", "二、", "三、"]),
        ("chineseCounting", "（%1）", 19, ["（十九）", "（二十）", "（二十一）"]),
        ("decimal", "%1.", 1, ["1.", "2.", "3."]),
        ("decimal", "（%1）", 1, ["（1）", "（2）", "（3）"]),
        ("decimalFullWidth", "%1．", 9, ["９．", "１０．", "１１．"]),
        ("decimalEnclosedCircle", "%1", 1, ["①\u3000", "②\u3000", "③\u3000"]),
        ("ideographTraditional", "%1、", 1, ["甲、", "乙、", "丙、"]),
        ("ideographDigital", "%1、", 9, ["九、", "一〇、", "一一、"]),
        ("chineseLegalSimplified", "%1、", 1, ["壹、", "贰、", "叁、"]),
        ("upperLetter", "%1.", 26, ["Z.", "AA.", "BB."]),
        ("lowerRoman", "%1)", 3, ["iii)", "iv)", "v)"]),
    ],
)
def test_numbers_are_written_in_their_format(kind: str, text: str, start: int, written: list[str]) -> None:
    assert texts(numbering(level(kind, text, start)), *[("1", 0)] * 3) == written


def test_a_lower_level_begins_anew_below_each_higher_one() -> None:
    lists = numbering(level("chineseCounting", "%1、"), level("decimal", "%1.%2"))
    places = [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1)]
    assert texts(lists, *places) == ["一、", "一.1\u3000", "一.2\u3000", "二、", "二.1\u3000"]


def test_a_level_may_count_through_and_write_all_numbers_in_digits() -> None:
    through = level("chineseCounting", "第%2条", more='<w:lvlRestart w:val="0"/>')
    lists = numbering(level("chineseCounting", "第%1章"), through, level("decimal", "%1.%3", more="<w:isLgl/>"))
    places = [("1", 0), ("1", 1), ("1", 0), ("1", 1), ("1", 2)]
    expected = ["第一章", "第一条", "第二章", "第二条", "2.1"]
    assert [text.strip("\u3000") for text in texts(lists, *places)] == expected


def test_lists_over_the_same_levels_count_on_unless_they_begin_anew() -> None:
    assert texts(numbering(level("decimal", "%1.")), ("1", 0), ("2", 0)) == ["1.", "2."]
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    assert texts(numbering(level("decimal", "%1."), second=anew), ("1", 0), ("2", 0), ("2", 0)) == ["1.", "1.", "2."]


def test_no_gap_is_written_where_the_list_has_none() -> None:
    assert texts(numbering(level("chineseCounting", "第%1条", more='<w:suff w:val="nothing"/>')), ("1", 0)) == [
        "第一条"
    ]


def test_bullets_have_no_number_and_unknown_lists_none() -> None:
    lists = numbering(level("bullet", "•"))
    bullet = lists.next("1", 0)
    assert bullet is not None
    assert (bullet.text, bullet.bullet) == ("", True)
    assert lists.next("9", 0) is None
    assert Numbering(None).next("1", 0) is None
