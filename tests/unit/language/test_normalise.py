import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.normalise import Harm, compact, find_invisible, in_own_words, nfkc, strip_invisible


def test_full_width_becomes_half_width_and_titles_survive():
    assert nfkc("《方案》“链主”，（２０２４年）。") == "《方案》“链主”,(2024年)。"


def test_radicals_that_nfkc_misses_become_characters():
    assert nfkc("第1⻚，⻓⻅") == "第1页,长见"
    assert nfkc("⼀⽇⽂") == "一日文"


@given(st.text())
def test_nfkc_is_stable(text):
    assert nfkc(nfkc(text)) == nfkc(text)


@pytest.mark.parametrize("character", ["\u200b", "\u200d", "\ufeff", "\u00ad", "\ufe0f"])
def test_joiners_and_selectors_are_harmless(character):
    (found,) = find_invisible(f"技改{character}十条")
    assert (found.position, found.harm, found.character) == (2, Harm.HARMLESS, character)
    assert strip_invisible(f"技改{character}十条") == "技改十条"


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\U000e0041", "\x00", "\x1b"])
def test_overrides_tags_and_controls_are_deceptive(character):
    (found,) = find_invisible(f"技改{character}十条")
    assert found.harm is Harm.DECEPTIVE
    assert strip_invisible(f"技改{character}十条") == "技改十条"


def test_line_breaks_and_tabs_are_visible():
    assert find_invisible("一\n二\t三\r\n") == ()


@given(st.text())
def test_nothing_hidden_is_left_after_stripping(text):
    left = strip_invisible(text)
    assert find_invisible(left) == ()
    assert not any(unicodedata.category(c) == "Cf" and ord(c) >= 0xE0000 for c in left)


def test_compact_keeps_only_what_is_read_aloud():
    assert compact("《行动 方案》：5,000 ＡＢ") == "行动方案5000ab"


def test_half_a_surrogate_pair_is_stripped_without_alarm():
    assert strip_invisible("技改\ud83d补贴\udc00") == "技改补贴"
    assert {found.harm for found in find_invisible("技改\ud83d")} == {Harm.HARMLESS}


def test_a_question_keeps_its_own_words_unless_it_needs_those_of_another() -> None:
    assert in_own_words("监控摄像头，政府补吗？", "监控摄像头,政府补吗?") == "监控摄像头，政府补吗？"
    assert in_own_words("那东莞呢？", "东莞的技改资金补多少") == "东莞的技改资金补多少"
