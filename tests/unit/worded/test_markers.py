"""Which part of a sentence rests on which statements."""

import pytest

from assistant.worded.markers import Stretch, stretches


def test_each_marker_stands_behind_what_it_proves():
    found = stretches("最高1500万元[1]，比例不超过30%[2][3]。")
    assert found == (Stretch("最高1500万元", (1,)), Stretch("，比例不超过30%。", (2, 3)))


def test_what_follows_the_last_marker_is_a_part_without_any():
    assert stretches("最高1500万元[1]，还能叠加。")[-1] == Stretch("，还能叠加。", ())


@pytest.mark.parametrize("written", ["[1][2]", "[1,2]", "［1］［2］", "【1，2】", "[1、2]", "[^1][^2]", " [1] [2]"])
def test_markers_are_read_however_they_are_written(written):
    assert stretches(f"最高1500万元{written}。") == (Stretch("最高1500万元。", (1, 2)),)


def test_a_full_stop_before_the_marker_stays_the_only_one():
    assert stretches("最高1500万元。[1]") == (Stretch("最高1500万元。", (1,)),)
    assert stretches("最高1500万元。[1]。") == (Stretch("最高1500万元。", (1,)),)


def test_a_sentence_without_markers_is_one_part_and_nothing_is_none():
    assert stretches("最高1500万元。") == (Stretch("最高1500万元。", ()),)
    assert stretches(" ") == ()
