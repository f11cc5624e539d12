"""What a period came to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.desk.insights import InsightReader
from assistant.domain import AnswerStatus, Asked, Handled
from assistant.errors import InvalidAsOf
from tests.fakes.documents import document
from tests.fakes.insight_store import FakeInsightStore

CHINA = ZoneInfo("Asia/Shanghai")
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def by_first_character(questions):
    groups = {}
    for at, question in enumerate(questions):
        groups.setdefault(question[0], []).append(at)
    return list(groups.values())


def reader(store, documents=()):
    return InsightReader(store, lambda: documents, by_first_character, CHINA)


def test_a_question_counts_on_the_day_it_had_where_the_desk_is():
    late = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    store = FakeInsightStore(
        questions=(
            Asked(NOON, "web", AnswerStatus.ANSWERED),
            Asked(NOON, "web", AnswerStatus.EXPIRED_ONLY),
            Asked(late, "wechat", AnswerStatus.NO_EVIDENCE),
        )
    )
    read = reader(store).read(MONDAY, TUESDAY)
    assert [(day.day, day.asked, day.endings["unanswered"]) for day in read.days] == [(MONDAY, 2, 1), (TUESDAY, 1, 1)]
    assert read.channels == {"web": 2, "wechat": 1}
    assert store.periods == [
        (datetime(2026, 11, 23, tzinfo=CHINA), datetime(2026, 11, 25, tzinfo=CHINA)),
    ]


def test_every_ending_of_a_question_is_counted():
    store = FakeInsightStore(questions=tuple(Asked(NOON, "web", status) for status in AnswerStatus))
    assert reader(store).read(MONDAY, MONDAY).days[0].asked == len(AnswerStatus)


def test_documents_that_no_answer_cited_are_told_apart():
    documents = [
        document("第一条 甲。", id="plan", title="行动方案"),
        document("第一条 乙。", id="other", title="细则"),
    ]
    read = reader(FakeInsightStore(citations={"plan": 3, "gone": 1}), documents).read(MONDAY, MONDAY)
    assert [(each.title, each.count) for each in read.documents] == [("行动方案", 3), ("gone", 1)]
    assert [each.title for each in read.silent] == ["细则"]


def test_unanswered_questions_that_are_alike_stand_together_the_most_asked_first():
    store = FakeInsightStore(without_evidence=("空调有补贴吗", "招工", "招工补贴", "招工", "招人"))
    groups = reader(store).read(MONDAY, MONDAY).unanswered
    assert [(each.question, each.count, each.others) for each in groups] == [
        ("招工", 4, ("招工补贴", "招人")),
        ("空调有补贴吗", 1, ()),
    ]


def test_the_time_of_replies_is_the_middle_one_and_the_slow_ones():
    waits = [1, 2, 3, 4, 50]
    tickets = [Handled(NOON, NOON + timedelta(hours=wait)) for wait in waits] + [Handled(NOON, None)]
    replying = reader(FakeInsightStore(tickets=tuple(tickets), changed=(0, 10, 4))).read(MONDAY, MONDAY).replying
    assert (replying.opened, replying.replied, replying.median_hours, replying.median_distance) == (6, 5, 3.0, 4)
    assert replying.slow_hours is not None
    assert replying.slow_hours > 4


def test_a_period_without_anything_is_empty_not_an_error():
    read = reader(FakeInsightStore()).read(MONDAY, MONDAY)
    assert read.days[0].asked == 0
    assert (read.replying.median_hours, read.replying.slow_hours) == (None, None)


@pytest.mark.parametrize(("first", "last"), [(TUESDAY, MONDAY), (date(2020, 1, 1), MONDAY)])
def test_a_period_that_is_none_or_too_long_is_refused(first, last):
    with pytest.raises(InvalidAsOf, match="366"):
        reader(FakeInsightStore()).read(first, last)
