"""What a messenger shows is text: no link but ours, no marks, nothing hidden."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.messages.markdown import marked
from assistant.channels.messages.plain import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('点<a href="https://evil.test">这里</a>', '点＜a href="https://evil.test"＞这里＜/a＞'),
        ("&lt;a href=x&gt; &#60; A&B", "＆lt;a href=x＆gt; ＆#60; A&B"),
        ("补\u202e贴\u2066\x00\x1b[31m10\ufffe万", "补贴[31m10万"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
        ("## 标题\n> 5%\n**最高**`10`__万__元", "标题\n＞ 5%\n最高10万元"),
        ("| 市 | 比例 |\n|---|---:|\n| 东莞 | 20% |", "市，比例\n东莞，20%"),
        ("[文件](https://x.test/1)，见[1](二)", "文件 https://x.test/1，见[1](二)"),
        ("3*4*5 与 a_b_c，5<6", "3*4*5 与 a_b_c，5＜6"),
        ("```\n代码\n```\n完", "代码\n完"),
    ],
)
def test_marks_links_and_hidden_characters_are_gone_and_the_words_stay(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text(st.characters()))
def test_any_text_is_xml_without_a_tag_or_an_entity_of_its_own(text: str) -> None:
    shown = plain(text)
    assert "<" not in shown
    assert ">" not in shown
    ElementTree.fromstring(f"<x><![CDATA[{shown}]]></x>")


@given(st.text(st.sampled_from("[]()<>*_`#|~-+= \n！a1：")))
def test_what_others_wrote_makes_no_link_in_markdown(text: str) -> None:
    shown = marked(text)
    assert "](" not in shown
    assert "][" not in shown
    assert not {"*", "`", "|", "~", "<"} & set(shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[1](https://evil.test)", "1 https://evil.test"),
        ("见[1](二)", "见[1］(二)"),
        ("a_b 与 _c_", "a_b 与 ＿c＿"),
        ("- 甲\n+ 乙", "－ 甲\n＋ 乙"),
        ("按2026-11-27，1-2万元", "按2026-11-27，1-2万元"),
    ],
)
def test_markdown_shows_the_words_as_they_are(text: str, shown: str) -> None:
    assert marked(text) == shown
