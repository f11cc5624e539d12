"""Pairs of characters by which stretches are compared."""

from assistant.language.pairs import letter_pairs, pairs


def test_letters_side_by_side_are_pairs_and_signs_and_figures_part_them():
    assert letter_pairs("设备20%奖励", "設備") == {"设备", "奖励"} | letter_pairs("設備")
    assert letter_pairs("补，贴") == frozenset()


def test_digits_count_where_they_tell_numbers_apart():
    assert pairs("54号") == {"54", "4号"}
