"""Text in messages: nothing lost, nothing torn, every message within its bytes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.messages.cutting import cut, size

LINK = '<a href="https://zc.example.cn/a/7gwcOvWAbRMm#12">查看原文</a>'
FAMILY, FLAG, THUMB, KEY = "👨‍👩‍👧‍👦", "🇨🇳", "👍🏽", "1️⃣"
PIECES = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=40),
    st.sampled_from([LINK, FAMILY, FLAG, THUMB, KEY, "。", "，", "\n", "\n\n", "𠮷", "é", "补贴最高10万元。[1][2]\n"]),
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)
LEAST = size(LINK)


@given(TEXTS, st.integers(LEAST + 40, 400), st.integers(0, 40))
def test_every_character_but_blanks_at_the_seams_is_kept_and_every_part_fits(text: str, limit: int, foot: int) -> None:
    parts = cut(text, limit, foot)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(size(part) <= limit for part in parts)
    assert all(size(part) <= limit - foot for part in parts[:-1])
    assert all(part.strip() for part in parts)


@given(TEXTS, st.integers(LEAST, 300))
def test_a_link_is_never_torn(text: str, limit: int) -> None:
    assert sum(part.count(LINK) for part in cut(text, limit)) == text.count(LINK)


@given(st.lists(st.sampled_from([FAMILY, FLAG, THUMB, KEY, "é", "字"]), min_size=1).map("".join), st.integers(30, 60))
def test_what_looks_like_one_character_stays_one(text: str, limit: int) -> None:
    for part in cut(text, limit):
        assert not re.match("[\u200d\ufe0f\u20e3\u0301\U0001f3fb-\U0001f3ff]", part)
        assert not part.endswith("\u200d")
        assert part.count("🇨") == part.count("🇳")


@given(st.text(st.characters(exclude_categories=("Cs",))), st.integers(1, 3))
def test_even_absurd_limits_end(text: str, limit: int) -> None:
    assert "".join("".join(cut(text, limit)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("甲甲甲甲甲。乙乙\n\n丙丙丙丙", ("甲甲甲甲甲。乙乙", "丙丙丙丙")),
        ("甲甲甲甲。\n乙乙乙，丙丙丙丙", ("甲甲甲甲。", "乙乙乙，丙丙丙丙")),
        ("甲甲甲甲甲。[1]乙乙乙乙乙乙", ("甲甲甲甲甲。[1]", "乙乙乙乙乙乙")),
        ("甲甲甲甲甲，乙乙乙乙乙乙乙", ("甲甲甲甲甲，", "乙乙乙乙乙乙乙")),
        ("甲，乙乙乙乙乙乙乙乙乙乙丙", ("甲，乙乙乙乙乙乙乙乙", "乙乙丙")),
    ],
    ids=["paragraph", "line", "sentence with its numbers", "clause", "anywhere rather than far too short"],
)
def test_it_is_cut_where_a_person_would(text: str, parts: tuple[str, ...]) -> None:
    assert cut(text, 30) == parts


def test_a_text_that_fits_is_left_alone_and_one_of_blanks_is_none() -> None:
    assert cut("甲乙丙", 9) == ("甲乙丙",)
    assert cut(" \n ", 9) == ()
