"""A message in standard Chinese keeps for every character where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.traced import traced
from assistant.language.dialect import DialectTable
from assistant.language.script import ScriptConverter
from tests.fakes.eligibility import KNOWLEDGE, PLACES

DIALECT = DialectTable.from_file(KNOWLEDGE / "dialect.yaml")
SCRIPT = ScriptConverter()


def origins_of(message: str, word: str) -> str:
    held = traced(message, DIALECT, PLACES, SCRIPT)
    start = held.text.index(word)
    begin, end = held.span(start, start + len(word))
    return message[begin:end]


@pytest.mark.parametrize(
    ("message", "word", "origin"),
    [
        ("我哋間廠喺Dongguan，買咗機", "东莞", "Dongguan"),
        ("我哋間廠喺Dongguan，買咗機", "我们", "我哋"),
        ("買咗１,２００萬嘅機器", "1200万", "１,２００萬"),
        ("付咗利息 23.5 万元啊", "23.5万元", "23.5 万元"),
        ("唔係中山，係佛山", "佛山", "佛山"),
        ("Ⅰ类㈱", "i类", "Ⅰ类"),
    ],
)
def test_a_stretch_leads_back_to_what_was_typed(message: str, word: str, origin: str) -> None:
    assert origins_of(message, word) == origin


def test_a_blank_between_characters_parts_clauses() -> None:
    assert traced("开平 牛仔 bank loan", DIALECT, PLACES, SCRIPT).text.startswith("开平,牛仔")


SPOKEN = st.text(alphabet="我哋間廠喺嗰度係唔冇咗啲嘢Dongguan買機１，,。 ?①㈱ßİ\u200b\n東莞虎門", max_size=40)


@given(message=SPOKEN)
def test_every_character_has_an_origin_within_the_message(message: str) -> None:
    held = traced(message, DIALECT, PLACES, SCRIPT)
    assert len(held.text) == len(held.origins)
    assert all(0 <= start < end <= len(message) for start, end in held.origins)
    assert all(one[0] <= other[0] for one, other in zip(held.origins, held.origins[1:], strict=False))


@given(message=SPOKEN)
def test_dialect_is_traced_to_the_text_that_it_is_read_as(message: str) -> None:
    text, spans = DIALECT.traced(message)
    assert text == DIALECT.to_standard(message)
    assert len(text) == len(spans)
