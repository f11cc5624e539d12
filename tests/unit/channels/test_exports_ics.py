"""The days of a round as a calendar, read again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar, Event

from assistant.channels.exports.ics import calendar_of
from assistant.domain import Note, Window, WindowState
from assistant.errors import NothingDated
from tests.fakes.exported import BASE, HOSTILE, checklist, hostile_verdict
from tests.fakes.verdicts import CHINESE, QUOTES, WORDS, citation, day, verdict

EARLY = date(2026, 7, 1)
"""Before the round opens, so that both of its days are still to come."""


def events(content: bytes) -> list[Event]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_opening_and_deadline_are_whole_days_in_no_time_zone() -> None:
    opening, deadline = events(calendar_of(checklist(verdict(as_of=EARLY)), CHINESE, BASE))
    assert [opening.decoded("dtstart"), opening.decoded("dtend")] == [date(2026, 7, 22), date(2026, 7, 23)]
    assert [deadline.decoded("dtstart"), deadline.decoded("dtend")] == [date(2026, 8, 15), date(2026, 8, 16)]
    content = calendar_of(checklist(verdict(as_of=EARLY)), CHINESE, BASE)
    assert b"TZID" not in content
    assert b"VTIMEZONE" not in content


def test_the_deadline_is_reminded_of_a_week_before_in_the_morning() -> None:
    opening, deadline = events(calendar_of(checklist(verdict(as_of=EARLY)), CHINESE, BASE))
    assert opening.walk("VALARM") == []
    (alarm,) = deadline.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=9) - timedelta(days=7)
    assert "快截止" in alarm["description"]


def test_an_event_names_the_programme_quotes_and_leads_to_the_clause() -> None:
    _, deadline = events(calendar_of(checklist(verdict(as_of=EARLY)), CHINESE, BASE))
    assert deadline["summary"] == "省级技改资金·设备奖励（2027年度）申报截止"
    assert QUOTES[3] in deadline["description"]
    assert "粤工信规字〔2024〕7号" in deadline["description"]
    assert deadline["url"] == f"{BASE}/source/fund:1.s4?version=1&as_of=2026-08-01"


def test_a_day_that_has_passed_is_in_no_calendar_and_the_other_says_so() -> None:
    (deadline,) = events(calendar_of(checklist(verdict(as_of=date(2026, 8, 15))), CHINESE, BASE))
    assert deadline.decoded("dtstart") == date(2026, 8, 15)
    assert "开始日 2026-07-22 已经过去" in deadline["description"]
    with pytest.raises(NothingDated) as refused:
        calendar_of(checklist(verdict(as_of=date(2026, 8, 16))), CHINESE, BASE)
    assert "截止日 2026-08-15 已经过去" in refused.value.message


def test_where_cities_close_on_days_of_their_own_none_is_put_into_a_calendar() -> None:
    window = Window("2027年度", day("2026-07-22"), None, cities=(("中山", day("2026-08-11")),))
    judged = verdict(as_of=EARLY, window=window, window_state=WindowState.UPCOMING)
    (opening,) = events(calendar_of(checklist(judged), CHINESE, BASE))
    assert "截止日各市不同" in opening["description"]


def test_without_a_round_it_is_said_when_one_applies() -> None:
    quarterly = Note("每季度办理一次，时间是季度结束后10个工作日。", (1,))
    with pytest.raises(NothingDated) as refused:
        calendar_of(checklist(verdict(window=None, times=(quarterly,))), CHINESE, BASE)
    assert quarterly.text in refused.value.message


def test_a_day_that_is_stated_to_the_month_is_left_out_and_said() -> None:
    window = Window("2027年度", day("2026-07-22"), day("2026-08"))
    cited = citation(1, "2027年度从2026年7月22日开始申报，到2026年8月截止。")
    (opening,) = events(calendar_of(checklist(verdict(window=window, citations=(cited,), as_of=EARLY)), CHINESE, BASE))
    assert opening.decoded("dtstart") == date(2026, 7, 22)
    assert "截止日原文只写到 2026-08，没有写到日" in opening["description"]


def test_a_round_that_is_stated_to_the_month_only_has_no_calendar() -> None:
    window = Window("2026年度", None, day("2025-10"))
    judged = verdict(window=window, citations=(citation(1, "2026年度的征集到2025年10月为止。"),))
    with pytest.raises(NothingDated) as refused:
        calendar_of(checklist(judged), CHINESE, BASE)
    assert "截止日原文只写到 2025-10" in refused.value.message


def test_a_day_that_no_citation_states_is_in_no_calendar() -> None:
    with pytest.raises(NothingDated) as refused:
        calendar_of(checklist(verdict(citations=(citation(1, "没有日子的话。"),))), CHINESE, BASE)
    assert "截止日没有能引用的原文" in refused.value.message


def test_without_a_round_there_is_no_calendar() -> None:
    with pytest.raises(NothingDated) as refused:
        calendar_of(checklist(verdict(window=None)), CHINESE, BASE)
    assert refused.value.message.startswith("没有能放进日历的日子。")


def test_the_same_round_is_the_same_event_on_another_day_and_in_another_language() -> None:
    english = WORDS["en"]
    first = events(calendar_of(checklist(verdict(as_of=EARLY)), CHINESE, BASE))
    later = events(calendar_of(checklist(verdict(as_of=date(2026, 7, 9)), english), english, BASE))
    assert [each["uid"] for each in first] == [each["uid"] for each in later]
    assert len({each["uid"] for each in first}) == 2
    assert calendar_of(checklist(verdict(as_of=EARLY)), CHINESE, BASE) == calendar_of(
        checklist(verdict(as_of=EARLY)), CHINESE, BASE
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_line_of_its_own(text: str) -> None:
    judged = hostile_verdict(f"{text}\nEND:VEVENT\r\nBEGIN:VEVENT")
    dated = citation(2, f"{text}2027年度的申报时间是2026年7月22日至8月15日\nEND:VCALENDAR")
    content = calendar_of(
        checklist(verdict(programme=judged.programme, citations=(dated,), as_of=EARLY)), CHINESE, BASE
    )
    assert len(events(content)) == 2
    assert content.count(b"\r\nEND:VCALENDAR") == 1
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
