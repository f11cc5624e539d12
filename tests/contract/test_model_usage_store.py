"""ModelUsageStore: the same cases over memory, SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from assistant.ports import ModelUsage, ModelUsageStore
from assistant.storage.model_usage_store import SqlModelUsageStore
from tests.fakes.stores import MemoryModelUsageStore

DAY, NEXT = date(2026, 11, 27), date(2026, 11, 28)


@pytest.fixture
def store(stores) -> ModelUsageStore:
    return MemoryModelUsageStore() if stores == "memory" else SqlModelUsageStore(stores)


def test_a_day_without_requests_came_to_nothing(store):
    assert store.used(DAY) == ModelUsage(calls=0, tokens=0, failures=0)


def test_requests_of_a_day_add_up(store):
    store.add(DAY, 120, failed=False)
    store.add(DAY, 0, failed=True)
    store.add(DAY, 30, failed=False)
    assert store.used(DAY) == ModelUsage(calls=3, tokens=150, failures=1)


def test_each_day_is_counted_alone(store):
    store.add(DAY, 120, failed=False)
    store.add(NEXT, 7, failed=False)
    assert (store.used(DAY).tokens, store.used(NEXT).tokens) == (120, 7)


def test_a_day_may_take_more_tokens_than_four_bytes_count(store):
    store.add(DAY, 3_000_000_000, failed=False)
    assert store.used(DAY).tokens == 3_000_000_000


def test_requests_that_end_together_are_all_counted(store):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda tokens: store.add(DAY, tokens, failed=False), [5] * 40))
    assert store.used(DAY) == ModelUsage(calls=40, tokens=200, failures=0)
