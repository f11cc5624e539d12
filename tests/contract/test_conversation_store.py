"""ConversationStore: the same cases over memory, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from assistant.domain import Answer, AnswerStatus, ConversationPart, Exchange
from assistant.errors import NotFound
from assistant.ports import ConversationStore
from assistant.storage.conversation_store import SqlConversationStore
from assistant.storage.tables import answers, feedback
from tests.fakes.answers import full_answer
from tests.fakes.stores import MemoryConversationStore

NOW = datetime(2026, 11, 23, 16, 30, 0, 250_000, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def store(stores) -> ConversationStore:
    return MemoryConversationStore() if stores == "memory" else SqlConversationStore(stores)


def record(store, identifier, conversation_id, **fields) -> Answer:
    answer = full_answer(identifier, conversation_id, **fields)
    store.record(answer, "web", NOW)
    return answer


def test_an_answer_comes_back_equal_in_every_field(store):
    answer = record(store, "a1", store.open(None, "web"))
    assert store.answer("a1") == answer


def test_every_status_can_be_recorded(store):
    for status in AnswerStatus:
        answer = record(store, f"id-{status}", "c1", status=status, citations=(), sentences=(), trace=())
        assert store.answer(answer.id) == answer


def test_a_new_conversation_has_an_id_of_its_own_and_no_history(store):
    first, second = store.open(None, "web"), store.open(None, "web")
    assert first != second
    assert store.history(first, 5) == ()


def test_a_conversation_can_be_opened_again_once_it_has_an_answer(store):
    conversation_id = store.open(None, "web")
    record(store, "a1", conversation_id)
    assert store.open(conversation_id, "web") == conversation_id


def test_an_unknown_conversation_is_not_found(store):
    with pytest.raises(NotFound):
        store.open("nowhere", "web")


def test_the_history_is_the_last_exchanges_oldest_first(store):
    for number in range(5):
        record(store, f"a{number}", "c1", question=f"第{number}问", standalone=f"完整的第{number}问")
    record(store, "other", "c2")
    history = store.history("c1", 3)
    assert [exchange.question for exchange in history] == ["第2问", "第3问", "第4问"]
    assert history[0] == Exchange("第2问", "完整的第2问", AnswerStatus.PARTLY_ANSWERED, ("plan:2.2.1.s1",))


def test_a_question_may_hold_any_character(store):
    answer = record(store, "a1", "c1", question="NUL \x00 and quote ' and 𠮷")
    assert store.answer("a1") == answer
    assert store.history("c1", 1)[0].question == answer.question


def test_a_conversation_is_read_from_its_end_in_parts_that_are_in_the_order_asked(store):
    told = [record(store, f"a{number}", "c1") for number in range(5)]
    record(store, "other", "c2")
    assert store.part("c1", 3, None) == ConversationPart(tuple(told[2:]), has_more=True)
    assert store.part("c1", 2, "a2") == ConversationPart(tuple(told[:2]), has_more=False)
    assert store.part("c1", 5, None) == ConversationPart(tuple(told), has_more=False)
    assert store.part("c1", 5, "a0") == ConversationPart((), has_more=False)


@pytest.mark.parametrize(("conversation_id", "before"), [("nowhere", None), ("c1", "nothing"), ("c1", "other")])
def test_no_part_is_read_of_an_unknown_conversation_or_before_an_answer_that_is_not_in_it(
    store, conversation_id, before
):
    record(store, "a1", "c1")
    record(store, "other", "c2")
    with pytest.raises(NotFound):
        store.part(conversation_id, 5, before)


def cite(store, identifier, version=1, digest="d1", document_id="plan", moment=NOW):
    (citation,) = full_answer().citations
    cited = replace(citation, document_id=document_id, version=version, digest=digest)
    # Two stretches of one clause are still one answer that cites it.
    answer = full_answer(identifier, "c1", citations=(cited, replace(cited, n=2)))
    store.record(answer, "web", moment)
    return answer


def test_answers_that_cite_a_clause_are_found_newest_first_with_their_number(store):
    first, second, third = (cite(store, f"a{n}", moment=NOW + timedelta(days=n)) for n in range(3))
    found = store.citing("plan", ["d1", "d9"], 1, 2)
    assert found.count == 3
    assert found.newest == ((NOW + timedelta(days=2), third), (NOW + timedelta(days=1), second))
    assert store.citing("plan", ["d1"], 1, 9).newest[-1] == (NOW, first)


def test_answers_citing_another_text_document_or_later_version_are_not_among_them(store):
    cited = cite(store, "a1")
    cite(store, "other-text", digest="d2")
    cite(store, "other-document", document_id="plan-2")
    cite(store, "later", version=3)
    record(store, "none", "c1", citations=())
    assert store.citing("plan", ["d1"], 2, 9).newest == ((NOW, cited),)
    assert store.citing("plan", [], 2, 9).count == 0


def test_it_is_known_when_an_answer_was_recorded(store):
    record(store, "a1", "c1")
    assert store.recorded_at("a1") == NOW
    with pytest.raises(NotFound, match="nowhere"):
        store.recorded_at("nowhere")


def test_an_unknown_answer_is_not_found(store):
    with pytest.raises(NotFound, match="nowhere"):
        store.answer("nowhere")


def test_feedback_on_an_unknown_answer_is_not_found(store):
    with pytest.raises(NotFound):
        store.feedback("nowhere", "up", "", "", NOW)


def test_feedback_is_kept_each_time(store):
    record(store, "a1", "c1")
    store.feedback("a1", "down", "figure", "数字不对\x00", NOW)
    store.feedback("a1", "up", "", "", NOW)


def test_feedback_and_moments_are_stored_as_given(database):
    store = SqlConversationStore(database)
    record(store, "a1", "c1")
    store.feedback("a1", "down", "figure", "数字不对", NOW)
    with database.read() as connection:
        row = connection.execute(select(feedback)).one()
        recorded_at = connection.execute(select(answers.c.recorded_at)).scalar_one()
    assert (row.rating, row.reason, row.comment) == ("down", "figure", "数字不对")
    assert row.recorded_at == recorded_at == NOW
    assert recorded_at.tzinfo is UTC


def test_a_forgotten_conversation_is_gone_with_its_answers_and_what_was_thought_of_them(store):
    record(store, "a1", "c1")
    record(store, "a2", "c2")
    store.feedback("a1", "down", "", "", NOW)
    store.forget("c1")
    for lost in (lambda: store.open("c1", "web"), lambda: store.answer("a1"), lambda: store.forget("c1")):
        with pytest.raises(NotFound):
            lost()
    assert store.answer("a2").conversation_id == "c2"
    assert [answer.id for _, answer in store.citing("plan", ["d" * 64], 2, 9).newest] == ["a2"]
