"""SessionStore: the same cases over memory, SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from assistant.ports import SessionStore
from assistant.storage.conversation_store import SqlConversationStore
from assistant.storage.session_store import SqlSessionStore
from tests.fakes.answers import full_answer
from tests.fakes.documents import RECORDED_AT
from tests.fakes.stores import MemorySessionStore

AGO = RECORDED_AT - timedelta(days=7)


@pytest.fixture
def store(stores) -> SessionStore:
    if stores == "memory":
        return MemorySessionStore()
    for number in (1, 2):
        answer = full_answer(f"answer-{number}", f"conversation-{number}")
        SqlConversationStore(stores).record(answer, "openai", RECORDED_AT)
    return SqlSessionStore(stores)


def test_every_name_leads_to_its_conversation(store):
    store.keep(["a", "b"], "conversation-1", RECORDED_AT, AGO)
    store.keep(["c"], "conversation-2", RECORDED_AT, AGO)
    assert [store.find(name, AGO) for name in "abcd"] == ["conversation-1", "conversation-1", "conversation-2", None]


def test_a_name_may_come_to_lead_elsewhere(store):
    store.keep(["a"], "conversation-1", RECORDED_AT, AGO)
    store.keep(["a"], "conversation-2", RECORDED_AT, AGO)
    assert store.find("a", AGO) == "conversation-2"


def test_a_name_that_is_taken_leads_nowhere_for_the_next(store):
    store.keep(["a"], "conversation-1", RECORDED_AT, AGO)
    assert [store.take("a", AGO) for _ in range(2)] == ["conversation-1", None]
    assert store.find("a", AGO) is None


def test_of_many_who_take_at_once_one_gets_it(store):
    store.keep(["a"], "conversation-1", RECORDED_AT, AGO)
    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(lambda _: store.take("a", AGO), range(16)))
    assert sorted(filter(None, taken)) == ["conversation-1"]


def test_an_old_name_leads_nowhere_and_is_dropped_by_the_next_that_is_kept(store):
    store.keep(["a"], "conversation-1", RECORDED_AT, AGO)
    later = RECORDED_AT + timedelta(days=8)
    assert store.find("a", later - timedelta(days=7)) is None
    assert store.take("a", later - timedelta(days=7)) is None
    store.keep(["b"], "conversation-2", later, later - timedelta(days=7))
    assert store.find("a", AGO) is None


def test_names_go_with_a_conversation_that_is_forgotten(database):
    store, conversations = SqlSessionStore(database), SqlConversationStore(database)
    conversations.record(full_answer("answer-1", "conversation-1"), "openai", RECORDED_AT)
    store.keep(["a"], "conversation-1", RECORDED_AT, AGO)
    conversations.forget("conversation-1")
    assert store.find("a", AGO) is None
    store.keep(["a"], "conversation-1", RECORDED_AT, AGO)
    assert store.find("a", AGO) is None
