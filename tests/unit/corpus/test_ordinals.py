from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.numerals import chinese, ordinal
from assistant.domain import PolicyDate, Precision


@given(st.integers(1, 9999))
def test_ordinals_read_back_as_they_were_written(number):
    assert ordinal(chinese(number)) == ordinal(str(number)) == number


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("一百二十", 120), ("３", 3), ("⑳", 20), ("〇", 0)],
)
def test_ordinals_in_every_script(numeral, number):
    assert ordinal(numeral) == number


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(10, "十"), (60, "六十"), (101, "一百零一"), (110, "一百一十"), (1001, "一千零一"), (0, "0"), (10000, "10000")],
)
def test_numbers_are_written_as_articles_count(number, numeral):
    assert chinese(number) == numeral


@pytest.mark.parametrize("word", ["条", "a", "一条"])
def test_other_words_are_no_ordinals(word):
    with pytest.raises(ValueError, match=word):
        ordinal(word)


@pytest.mark.parametrize(
    ("day", "precision", "last"),
    [
        (date(2024, 2, 1), Precision.MONTH, date(2024, 2, 29)),
        (date(2024, 12, 1), Precision.MONTH, date(2024, 12, 31)),
        (date(2024, 1, 1), Precision.YEAR, date(2024, 12, 31)),
        (date(2024, 5, 6), Precision.DAY, date(2024, 5, 6)),
    ],
)
def test_a_stated_period_ends_on_its_last_day(day, precision, last):
    assert PolicyDate(day, precision).last_day == last
