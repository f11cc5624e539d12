"""What a period came to, over the API of the desk."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.domain import AnswerStatus, StaffRole
from assistant.storage.conversation_store import SqlConversationStore
from tests.fakes.answers import full_answer
from tests.fakes.desk_app import DESK, MORNING, OpenDesk, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    with open_desk(tmp_path) as opened:
        recorded = SqlConversationStore(opened.database)
        asked = (("招工有补贴吗", AnswerStatus.NO_EVIDENCE), ("请问招工有补贴吗？", AnswerStatus.NO_EVIDENCE))
        for at, (question, status) in enumerate((*asked, ("技改", AnswerStatus.ANSWERED))):
            answer = full_answer(f"a{at}", "c1", question=question, status=status)
            recorded.record(answer, "web", MORNING)
        yield opened


def test_a_period_is_told_day_by_day_with_what_found_no_answer(desk: OpenDesk) -> None:
    told = desk.signed_in(StaffRole.VIEWER).get(f"{DESK}/insights?last=2024-06-01").json()
    assert (told["first"], len(told["days"]), told["days"][-1]["asked"]) == ("2024-05-05", 28, 3)
    assert told["days"][-1]["endings"]["unanswered"] == 2
    assert [(each["question"], each["count"]) for each in told["unanswered"]] == [("请问招工有补贴吗？", 2)]
    assert told["replying"]["median_hours"] is None


def test_the_days_are_a_table_for_spreadsheets(desk: OpenDesk) -> None:
    reply = desk.signed_in(StaffRole.VIEWER).get(f"{DESK}/insights.csv?first=2024-06-01&last=2024-06-01")
    rows = list(csv.reader(io.StringIO(reply.text.removeprefix("\ufeff"))))
    assert rows[0][:3] == ["日期", "提问", "已回答"]
    assert rows[1][:3] == ["2024-06-01", "3", "1"]
    assert "insights-2024-06-01-2024-06-01.csv" in reply.headers["content-disposition"]


@pytest.mark.parametrize("asked", ["first=2024-06-02&last=2024-06-01", "first=2024-02-30", "first=1990-01-01"])
def test_a_period_that_is_none_is_refused(desk: OpenDesk, asked: str) -> None:
    assert desk.signed_in(StaffRole.VIEWER).get(f"{DESK}/insights?{asked}").status_code == 422
