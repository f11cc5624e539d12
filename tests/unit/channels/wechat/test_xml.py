"""The XML of callbacks, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.wechat.cipher import ForgedCallback
from assistant.channels.wechat.xml import read, write

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><xml><Content>&b;</Content></xml>'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not xml",
        b"<xml>",
        b'{"json": 1}',
        BOMB,
        '<!DOCTYPE xml SYSTEM "file:///etc/passwd"><xml/>',
        b"<xml>\xff</xml>",
        b'<?xml version="1.0" encoding="nonsense"?><xml/>',
    ],
)
def test_what_is_no_plain_xml_is_refused(body):
    with pytest.raises(ForgedCallback, match="xml"):
        read(body)


def test_elements_are_read_by_name():
    assert read("<xml><A><![CDATA[甲]]></A><B>1</B><C/></xml>".encode()) == {"A": "甲", "B": "1", "C": ""}


def test_numbers_are_bare_and_texts_are_guarded():
    assert write({"CreateTime": 5, "Content": "a]]>b"}) == (
        "<xml><CreateTime>5</CreateTime><Content><![CDATA[a]]]]><![CDATA[>b]]></Content></xml>"
    )


def test_characters_that_xml_cannot_hold_are_left_out():
    assert read(write({"Content": "一\x00\x08\x1f\ufffe二\ud800"})) == {"Content": "一二"}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")))
def test_what_is_written_is_read_again(text):
    legal = "".join(letter for letter in text if letter >= " " or letter in "\t\n")
    legal = legal.replace("\ufffe", "").replace("\uffff", "")
    assert read(write({"Content": legal})) == {"Content": legal}
