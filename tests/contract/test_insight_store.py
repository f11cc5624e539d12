"""What a period came to, over each database."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert

from assistant.domain import AnswerStatus, Asked, Handled, ModelDay, Rated
from assistant.storage.conversation_store import SqlConversationStore
from assistant.storage.desk_tables import drafts, tickets
from assistant.storage.insight_store import SqlInsightStore
from assistant.storage.model_usage_store import SqlModelUsageStore
from tests.fakes.answers import full_answer

SINCE, UNTIL = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
INSIDE, BEFORE = SINCE, SINCE - timedelta(seconds=1)


@pytest.fixture
def store(database):
    return SqlInsightStore(database)


@pytest.fixture
def conversations(database):
    return SqlConversationStore(database)


def test_questions_of_the_period_are_told_without_their_words(store, conversations):
    for identifier, moment in (("a1", BEFORE), ("a2", INSIDE), ("a3", UNTIL)):
        conversations.record(full_answer(identifier, "c1"), "web", moment)
    assert store.asked(SINCE, UNTIL) == (Asked(INSIDE, "web", full_answer().status),)


def test_what_the_desk_and_programs_of_ours_ask_does_not_count(store, conversations):
    for channel in ("desk", "eval", "cli"):
        answer = full_answer(f"a-{channel}", "c1", status=AnswerStatus.NO_EVIDENCE)
        conversations.record(answer, channel, INSIDE)
    assert (store.asked(SINCE, UNTIL), store.cited(SINCE, UNTIL), store.unanswered(SINCE, UNTIL, 9)) == ((), {}, ())


def test_numbers_that_were_kept_before_are_not_shown(store, conversations):
    answer = full_answer("a1", "c1", status=AnswerStatus.NO_EVIDENCE, question="招工补贴，电话13800138000")
    conversations.record(answer, "web", INSIDE)
    assert store.unanswered(SINCE, UNTIL, 9) == ("招工补贴，电话〔电话〕",)


def test_a_document_counts_once_for_each_answer_that_cites_it(store, conversations):
    for identifier, moment in (("a1", INSIDE), ("a2", INSIDE), ("a3", BEFORE)):
        conversations.record(full_answer(identifier, "c1"), "web", moment)
    assert set(store.cited(SINCE, UNTIL).values()) == {2}


def test_only_what_the_documents_did_not_hold_is_unanswered_the_newest_first(store, conversations):
    told = (
        ("a1", AnswerStatus.NO_EVIDENCE, "招工有补贴吗"),
        ("a2", AnswerStatus.OUT_OF_SCOPE, "今天天气"),
        ("a3", AnswerStatus.EXPIRED_ONLY, "老政策还能报吗"),
        ("a4", AnswerStatus.ANSWERED, "技改"),
    )
    for at, (identifier, status, question) in enumerate(told):
        answer = full_answer(identifier, "c1", status=status, question=question)
        conversations.record(answer, "web", INSIDE + timedelta(minutes=at))
    assert store.unanswered(SINCE, UNTIL, 9) == ("老政策还能报吗", "招工有补贴吗")
    assert store.unanswered(SINCE, UNTIL, 1) == ("老政策还能报吗",)


def test_judgements_are_counted_by_rating_and_reason(store, conversations):
    conversations.record(full_answer("a1", "c1"), "web", INSIDE)
    for rating, reason in (("down", "数字不对"), ("up", ""), ("down", "数字不对")):
        conversations.feedback("a1", rating, reason, "", INSIDE)
    assert store.rated(SINCE, UNTIL) == (Rated("down", "数字不对", 2), Rated("up", "", 1))


def _ticket(number, opened, merged_into=None):
    texts = dict.fromkeys(("question", "channel", "account", "user_id", "reach"), "")
    fixed = {"status": "open", "source": "staff", "revision": 1, "changed_at": opened}
    return texts | fixed | {"number": number, "created_at": opened, "merged_into": merged_into}


def _draft(identifier, ticket, state, sent_at, distance=None):
    moments = {"changed_at": INSIDE, "sent_at": sent_at}
    body = json.dumps({"distance": distance})
    return moments | {"id": identifier, "ticket": ticket, "state": state, "revision": 1, "body": body}


def test_the_first_reply_of_a_ticket_counts_also_for_those_merged_into_it(store, database):
    first, later = INSIDE + timedelta(hours=2), INSIDE + timedelta(hours=9)
    with database.write() as connection:
        connection.execute(insert(tickets), [_ticket(1, INSIDE), _ticket(2, INSIDE, 1), _ticket(3, INSIDE)])
        connection.execute(
            insert(drafts),
            [
                _draft("d1", 1, "sent", later, 7),
                _draft("d2", 1, "sent", first, 0),
                _draft("d3", 3, "failed", None),
            ],
        )
    assert store.handled(SINCE, UNTIL) == (Handled(INSIDE, first), Handled(INSIDE, first), Handled(INSIDE, None))
    assert store.distances(SINCE, UNTIL) == (0, 7)


def test_the_use_of_the_model_is_told_by_day(store, database):
    usage = SqlModelUsageStore(database)
    usage.add(date(2026, 11, 3), 120, False)
    usage.add(date(2026, 11, 3), 30, True)
    usage.add(date(2026, 12, 1), 9, False)
    days = store.model_days(date(2026, 11, 1), date(2026, 11, 30))
    assert days == (ModelDay(date(2026, 11, 3), 2, 150, 1),)
