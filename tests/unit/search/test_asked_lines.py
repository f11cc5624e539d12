"""Likeness to groups of lines, what tells answered from open ones, and the file that keeps both."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.script import ScriptConverter
from assistant.search.asked_lines import AskedLines
from assistant.search.likeness import foremost
from assistant.search.ngrams import NgramCutter, count, find, key_of, keys_of

CUTTER = NgramCutter(ScriptConverter())
BOATS = ["旧船怎么换新的", "老渔船更新有没有说法", "船太老了想换一条"]
SKILLS = ["渔民能不能学手艺", "培训班在哪里办", "想学开船的技术"]
OPEN = ["换船一条补多少钱", "补贴什么时候到账", "培训一天补多少钱", "钱从哪里领"]
GROUPS = [BOATS, SKILLS, OPEN]
LINES = CUTTER.plain_lines([line for group in GROUPS for line in group])


def keys(text):
    return keys_of(CUTTER.plain(text))


def asked(cache_dir=None):
    return AskedLines.over(LINES, [len(group) for group in GROUPS], len(BOATS + SKILLS), len(OPEN), cache_dir)


def nearest(found, question):
    credits, _ = found.likeness.of(keys(question))
    return int(credits.argmax())


@pytest.mark.parametrize(("question", "group"), [("渔船换新", 0), ("學手藝", 1), ("補多少錢", 2)])
def test_a_question_is_most_like_the_group_that_asks_so_in_either_script(question, group):
    assert nearest(asked(), question) == group


def test_lines_themselves_lean_to_their_own_side():
    found = asked()
    leaning = [found.answerability.of(keys(line)) for line in BOATS + SKILLS + OPEN]
    assert min(leaning[:6]) > 0 > max(leaning[6:])


def test_where_only_one_kind_of_lines_is_known_nothing_is_told():
    found = AskedLines.over(LINES[:6], [3, 3], 6, 0, None)
    assert found.answerability.of(keys("补多少钱")) == 0.0


def test_a_question_without_a_known_n_gram_is_like_nothing():
    credits, weight = asked().likeness.of(keys("石油"))
    assert credits.max() == 0
    assert weight > 0


def test_without_any_line_everything_is_unknown():
    found = AskedLines.over([], [], 0, 0, None)
    credits, _ = found.likeness.of(keys("渔船"))
    assert len(credits) == 0
    assert found.answerability.of(keys("渔船")) == 0.0


def test_what_was_computed_is_read_again_as_it_was(tmp_path):
    first, again = asked(tmp_path), asked(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["asked-lines.arrays"]
    for question in (*BOATS, *OPEN, "石油"):
        assert np.array_equal(first.likeness.of(keys(question))[0], again.likeness.of(keys(question))[0])
        assert first.answerability.of(keys(question)) == again.answerability.of(keys(question))


def test_a_file_of_other_lines_is_not_used(tmp_path):
    AskedLines.over(LINES[:6], [3, 3], 6, 0, tmp_path)
    assert nearest(asked(tmp_path), "补多少钱") == 2


@pytest.mark.parametrize("spoil", [lambda whole: whole[: len(whole) // 2], lambda whole: whole[:-100] + bytes(100)])
def test_a_damaged_file_is_made_anew(tmp_path, spoil):
    asked(tmp_path)
    path = tmp_path / "asked-lines.arrays"
    whole = path.read_bytes()
    path.write_bytes(spoil(whole))
    assert nearest(asked(tmp_path), "渔船换新") == 0
    assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path):
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    assert nearest(asked(file / "cache"), "渔船换新") == 0


def test_no_n_gram_runs_over_the_end_of_a_line():
    counts = count(["船新", "旧船"])
    assert key_of("新旧") not in counts.keys.tolist()
    assert key_of("船新") in counts.keys.tolist()


def test_one_or_two_latin_letters_are_no_likeness():
    assert keys("ab").size == 0
    assert keys("mes系统").tolist() == sorted(map(key_of, ("系", "统", "系统", "mes", "es系", "s系统")))


@given(st.lists(st.text(max_size=12), max_size=6))
def test_many_lines_at_once_are_the_same_as_one_by_one(lines):
    assert CUTTER.plain_lines(lines) == [CUTTER.plain(line.replace("\n", " ")) for line in lines]


@given(st.lists(st.integers(0, 50)), st.lists(st.integers(0, 50)))
def test_what_is_found_among_keys_is_what_both_have(wanted, among):
    keys, sorted_among = np.unique(np.array(wanted, np.int64)), np.unique(np.array(among, np.int64))
    assert sorted_among[find(keys, sorted_among)].tolist() == sorted(set(wanted) & set(among))


def test_the_n_grams_of_a_question_are_cut_once_and_cannot_be_changed():
    keys = keys_of("技改补多少")
    assert keys_of("技改补多少") is keys
    with pytest.raises(ValueError, match="read-only"):
        keys[0] = 0


def test_equal_texts_in_two_spellings_are_plain_alike_however_often_they_are_asked():
    assert CUTTER.plain("技改 補多少？") == CUTTER.plain("技改补多少") == CUTTER.plain("技改 補多少？")


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0]), max_size=12), st.integers(0, 14))
def test_the_foremost_groups_are_those_that_a_stable_sort_puts_first(credits, most):
    values = np.array(credits, np.float64)
    assert foremost(values, most) == np.argsort(-values, kind="stable")[:most].tolist()
    assert values.tolist() == credits
