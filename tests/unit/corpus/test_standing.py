"""What holds of a document on a day: its own dates first, then what a reviewer found, and the round of the day."""

from datetime import date, timedelta

import pytest

from assistant.corpus.standing import standing_of
from assistant.domain import ANNOUNCED, PolicyDate, Precision, ReviewedStatus, Validity, Window, WindowState
from tests.fakes.documents import document

BODY = "# 奖补办法\n\n对更新设备的企业给予奖补。\n"
DAY = date(2026, 11, 23)


def day(text):
    return PolicyDate(date.fromisoformat(text), Precision.DAY)


def month(text):
    return PolicyDate(date.fromisoformat(f"{text}-01"), Precision.MONTH)


def year(text):
    return PolicyDate(date.fromisoformat(f"{text}-01-01"), Precision.YEAR)


def validity(as_of=DAY, **fields):
    return standing_of(document(BODY, **fields), as_of).validity


def rounds(*windows, as_of=DAY, **fields):
    return standing_of(document(BODY, windows=windows, **fields), as_of)


def window(name, opens_on=None, closes_on=None):
    return Window(name, day(opens_on) if opens_on else None, day(closes_on) if closes_on else None)


def test_a_document_is_upcoming_until_the_day_from_which_it_holds():
    fields = {"issued_on": day("2024-11-01"), "effective_on": day("2025-01-01"), "expires_on": month("2027-12")}
    assert validity(date(2024, 12, 31), **fields) is Validity.UPCOMING
    assert validity(date(2025, 1, 1), **fields) is Validity.IN_FORCE


def test_without_a_day_of_its_own_it_holds_from_the_day_on_which_it_was_issued():
    fields = {"issued_on": month("2024-03"), "expires_on": year("2024")}
    assert validity(date(2024, 2, 29), **fields) is Validity.UPCOMING
    assert validity(date(2024, 3, 1), **fields) is Validity.IN_FORCE


@pytest.mark.parametrize(
    ("expires_on", "last"),
    [
        (day("2024-06-15"), date(2024, 6, 15)),
        (month("2024-02"), date(2024, 2, 29)),
        (month("2025-01"), date(2025, 1, 31)),
        (month("2025-12"), date(2025, 12, 31)),
        (year("2024"), date(2024, 12, 31)),
    ],
    ids=str,
)
def test_it_still_holds_on_the_last_day_of_the_period_that_it_states(expires_on, last):
    assert validity(last, expires_on=expires_on) is Validity.IN_FORCE
    assert validity(last + timedelta(days=1), expires_on=expires_on) is Validity.EXPIRED


def test_what_is_repealed_with_a_successor_is_superseded_and_without_one_repealed():
    gone = day("2025-01-01")
    assert validity(repealed_on=gone) is Validity.REPEALED
    assert validity(repealed_on=gone, superseded_by="newer") is Validity.SUPERSEDED


def test_before_its_successor_comes_it_still_holds():
    fields = {"repealed_on": day("2025-01-01"), "superseded_by": "newer", "expires_on": year("2026")}
    assert validity(date(2024, 12, 31), **fields) is Validity.IN_FORCE
    assert validity(date(2025, 1, 1), **fields) is Validity.SUPERSEDED


def test_its_successor_counts_for_more_than_its_own_period():
    fields = {"repealed_on": day("2025-01-01"), "superseded_by": "newer", "expires_on": year("2024")}
    assert validity(**fields) is Validity.SUPERSEDED


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (None, Validity.UNKNOWN),
        (ReviewedStatus.UNKNOWN, Validity.UNKNOWN),
        (ReviewedStatus.IN_FORCE, Validity.IN_FORCE),
        (ReviewedStatus.OVER, Validity.EXPIRED),
    ],
)
def test_without_dates_it_is_what_a_reviewer_found(status, expected):
    assert validity(status=status) is expected


def test_a_date_of_its_own_counts_for_more_than_what_a_reviewer_found():
    assert validity(status=ReviewedStatus.IN_FORCE, expires_on=year("2025")) is Validity.EXPIRED
    assert validity(status=ReviewedStatus.OVER, expires_on=year("2027")) is Validity.IN_FORCE


@pytest.mark.parametrize(
    ("state", "usable"),
    [
        ({"status": ReviewedStatus.IN_FORCE}, True),
        ({}, True),
        ({"expires_on": year("2025")}, False),
        ({"issued_on": year("2027")}, False),
        ({"repealed_on": year("2025")}, False),
        ({"repealed_on": year("2025"), "superseded_by": "newer"}, False),
    ],
)
def test_a_rule_that_holds_or_whose_end_nobody_knows_may_be_relied_on(state, usable):
    assert standing_of(document(BODY, **state), DAY).is_usable is usable


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        (date(2026, 7, 21), WindowState.UPCOMING),
        (date(2026, 7, 22), WindowState.OPEN),
        (date(2026, 8, 15), WindowState.OPEN),
        (date(2026, 8, 16), WindowState.CLOSED),
    ],
)
def test_a_round_is_open_from_its_first_to_its_last_day(as_of, state):
    found = rounds(window("2027年度", "2026-07-22", "2026-08-15"), as_of=as_of)
    assert (found.window.name, found.window_state) == ("2027年度", state)


def test_a_round_without_a_closing_day_is_neither_open_nor_closed():
    assert rounds(window("一轮")).window_state is WindowState.UNKNOWN
    assert rounds(window("一轮", "2026-01-01")).window_state is WindowState.UNKNOWN
    assert rounds(window("一轮", "2027-01-01")).window_state is WindowState.UPCOMING


def test_a_round_of_which_only_the_closing_day_is_known_is_open_only_when_that_is_near():
    closes = date(2026, 12, 31)
    only_end = window("一轮", closes_on="2026-12-31")
    assert rounds(only_end, as_of=closes - timedelta(days=ANNOUNCED)).window_state is WindowState.OPEN
    assert rounds(only_end, as_of=closes - timedelta(days=ANNOUNCED + 1)).window is None


def test_where_there_are_no_rounds_none_is_told_of():
    found = rounds()
    assert (found.window, found.window_state) == (None, None)


LAST = window("2026年度", "2025-08-01", "2025-10-17")
NEXT = window("2027年度", "2026-07-22", "2026-08-15")


@pytest.mark.parametrize(
    ("as_of", "told", "state"),
    [
        (date(2025, 9, 1), "2026年度", WindowState.OPEN),
        (date(2026, 1, 1), "2026年度", WindowState.CLOSED),
        (date(2026, 7, 22) - timedelta(days=ANNOUNCED + 1), "2026年度", WindowState.CLOSED),
        (date(2026, 7, 22) - timedelta(days=ANNOUNCED), "2027年度", WindowState.UPCOMING),
        (date(2026, 8, 1), "2027年度", WindowState.OPEN),
        (date(2027, 1, 1), "2027年度", WindowState.CLOSED),
    ],
)
def test_of_several_rounds_the_open_one_is_told_of_else_one_that_is_near_else_the_last(as_of, told, state):
    found = rounds(LAST, NEXT, as_of=as_of)
    assert (found.window.name, found.window_state) == (told, state)


def test_a_round_that_is_still_open_comes_before_one_that_is_announced():
    later = window("下一轮", "2026-12-01", "2026-12-31")
    assert rounds(window("这一轮", "2026-11-01", "2026-11-30"), later).window.name == "这一轮"


def test_what_is_still_open_ends_with_the_document_or_with_its_round_whichever_is_first():
    soon = window("一轮", "2026-11-01", "2026-11-30")
    assert rounds(soon, expires_on=month("2027-12")).ends_on == date(2026, 11, 30)
    assert rounds(soon, expires_on=day("2026-11-25")).ends_on == date(2026, 11, 25)
    assert rounds(soon).ends_on == date(2026, 11, 30)
    assert rounds(expires_on=month("2027-12")).ends_on == date(2027, 12, 31)


def test_what_is_over_has_no_end_ahead():
    assert rounds(LAST, NEXT).ends_on is None
    ended = rounds(expires_on=year("2025"))
    assert (ended.ends_on, ended.expires_on) == (None, date(2025, 12, 31))


@pytest.mark.parametrize(
    ("as_of", "near"),
    [
        (date(2026, 11, 1), False),
        (date(2026, 11, 2), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_an_end_is_near_in_the_last_days_and_no_longer_when_it_has_passed(as_of, near):
    ending = document(BODY, expires_on=year("2026"))
    assert standing_of(ending, as_of).expires_within(as_of, 59) is near


def test_a_document_without_an_end_never_ends_soon():
    assert not rounds(window("一轮", closes_on="2026-11-30")).expires_within(DAY, 60)


def test_the_same_document_stands_otherwise_on_other_days():
    plan = document(
        BODY,
        effective_on=day("2025-01-01"),
        expires_on=month("2027-12"),
        repealed_on=day("2027-06-01"),
        superseded_by="newer",
        windows=(NEXT,),
    )
    days = (date(2024, 6, 1), date(2026, 8, 1), date(2027, 1, 1), date(2027, 7, 1))
    told = [standing_of(plan, each) for each in days]
    assert [each.validity for each in told] == [
        Validity.UPCOMING,
        Validity.IN_FORCE,
        Validity.IN_FORCE,
        Validity.SUPERSEDED,
    ]
    assert [each.window_state for each in told] == [None, WindowState.OPEN, WindowState.CLOSED, None]


BY_CITY = Window(
    "2027年度", day("2026-07-22"), day("2026-08-15"), "", day("2026-08-10"), (("中山", day("2026-08-11")),)
)


@pytest.mark.parametrize(
    ("city", "as_of", "state"),
    [
        ("中山", date(2026, 8, 11), WindowState.OPEN),
        ("中山", date(2026, 8, 12), WindowState.CLOSED),
        ("东莞", date(2026, 8, 10), WindowState.OPEN),
        ("东莞", date(2026, 8, 11), WindowState.UNKNOWN),
        ("", date(2026, 8, 10), WindowState.OPEN),
        ("", date(2026, 8, 15), WindowState.UNKNOWN),
        ("", date(2026, 8, 16), WindowState.CLOSED),
        ("东莞", date(2026, 7, 21), WindowState.UPCOMING),
    ],
)
def test_where_cities_close_on_days_of_their_own_a_round_is_open_only_where_it_surely_is(city, as_of, state):
    assert standing_of(document(BODY, windows=(BY_CITY,)), as_of, city).window_state is state


def test_where_only_some_cities_are_known_nobody_knows_whether_others_are_open():
    known = Window("一轮", day("2026-01-01"), day("2026-12-31"), cities=(("东莞", day("2026-12-31")),))
    assert rounds(known).window_state is WindowState.UNKNOWN
    assert standing_of(document(BODY, windows=(known,)), DAY, "东莞").window_state is WindowState.OPEN


def test_what_is_open_ends_with_the_first_city_or_with_the_one_that_is_named():
    held = document(BODY, status=ReviewedStatus.IN_FORCE, expires_on=year("2027"), windows=(BY_CITY,))
    assert standing_of(held, date(2026, 8, 1)).ends_on == date(2026, 8, 10)
    assert standing_of(held, date(2026, 8, 1), "中山").ends_on == date(2026, 8, 11)


def test_the_days_in_which_loans_must_fall_are_no_round_in_which_one_applies():
    loans = Window("贷款发放期", day("2025-05-01"), day("2027-12-31"), covers=True)
    found = rounds(loans)
    assert (found.window, found.window_state, found.covered) == (None, None, loans)


def test_a_rule_that_was_replaced_held_until_then_though_its_loans_had_to_be_signed_earlier():
    loans = Window("贷款合同签订期", day("2024-03-07"), day("2024-12-31"), covers=True)
    fields = {"status": ReviewedStatus.OVER, "repealed_on": day("2026-01-19"), "windows": (loans,)}
    assert validity(date(2025, 12, 1), **fields) is Validity.IN_FORCE
    assert validity(date(2026, 1, 19), **fields) is Validity.REPEALED
