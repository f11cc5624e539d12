"""WordingStore: the same cases over memory, SQLite and PostgreSQL."""

from datetime import timedelta

import pytest

from assistant.ports import WordingStore
from assistant.storage.wording_store import SqlWordingStore
from tests.fakes.documents import RECORDED_AT
from tests.fakes.stores import MemoryWordingStore


@pytest.fixture
def store(stores) -> WordingStore:
    return MemoryWordingStore(3) if stores == "memory" else SqlWordingStore(stores, 3)


def test_a_wording_comes_back_as_it_was_kept(store):
    store.save("a", '["最高1500万元[1]"]', RECORDED_AT)
    assert store.load("a") == '["最高1500万元[1]"]'
    assert store.load("b") is None


def test_a_later_wording_takes_the_place_of_an_earlier_one(store):
    store.save("a", "first", RECORDED_AT)
    store.save("a", "second", RECORDED_AT)
    assert store.load("a") == "second"


def test_the_oldest_go_when_there_are_too_many(store):
    for number in range(5):
        store.save(f"k{number}", str(number), RECORDED_AT + timedelta(minutes=number))
    assert [store.load(f"k{number}") for number in range(5)] == [None, None, "2", "3", "4"]
