"""ApiKeyStore: the same cases over memory, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assistant.domain import ApiKey, KeyScope
from assistant.errors import KeyRefused, NotFound
from assistant.ports import ApiKeyStore
from assistant.storage.api_key_store import SqlApiKeyStore
from tests.fakes.documents import RECORDED_AT
from tests.fakes.stores import MemoryApiKeyStore

KEY = ApiKey("0123456789ab", "客服机器人", "0123456789ab" + "0" * 52, (KeyScope.CHAT, KeyScope.MCP), 30, RECORDED_AT)
OTHER = replace(KEY, id="ba9876543210", name="wiki", digest="b" * 64, created_at=RECORDED_AT + timedelta(days=1))


@pytest.fixture
def store(stores) -> ApiKeyStore:
    return MemoryApiKeyStore() if stores == "memory" else SqlApiKeyStore(stores)


def test_a_key_comes_back_as_it_was_kept(store):
    store.add(KEY)
    assert store.find(KEY.id) == KEY
    assert store.find("unknown") is None


def test_a_name_is_given_once(store):
    store.add(KEY)
    with pytest.raises(KeyRefused, match="客服机器人"):
        store.add(replace(OTHER, name=KEY.name))
    assert store.all() == (KEY,)


def test_keys_are_listed_in_the_order_they_were_made(store):
    store.add(OTHER)
    store.add(KEY)
    assert store.all() == (KEY, OTHER)


@pytest.mark.parametrize("called", [KEY.name, KEY.id])
def test_a_key_is_revoked_by_its_name_or_its_id_and_stays_so(store, called):
    store.add(KEY)
    store.add(OTHER)
    revoked = replace(KEY, revoked_at=RECORDED_AT + timedelta(hours=1))
    assert store.revoke(called, RECORDED_AT + timedelta(hours=1)) == revoked
    assert store.revoke(called, RECORDED_AT + timedelta(hours=2)) == revoked
    assert store.all() == (revoked, OTHER)


def test_a_revoked_key_gives_its_name_to_the_next_and_is_told_apart_by_its_id(store):
    store.add(KEY)
    store.revoke(KEY.name, RECORDED_AT)
    store.add(replace(OTHER, name=KEY.name))
    assert {each.id: each.name for each in store.all()} == {KEY.id: f"{KEY.name} {KEY.id}", OTHER.id: KEY.name}
    assert store.revoke(KEY.name, RECORDED_AT).id == OTHER.id


def test_a_key_that_is_not_there_cannot_be_revoked(store):
    with pytest.raises(NotFound, match="assistant key list"):
        store.revoke("nobody", RECORDED_AT)


def test_the_day_of_last_use_is_noted(store):
    store.add(KEY)
    store.used(KEY.id, date(2026, 11, 27))
    store.used("unknown", date(2026, 11, 27))
    assert store.find(KEY.id) == replace(KEY, last_used_on=date(2026, 11, 27))


def test_a_key_shown_for_debugging_tells_no_digest():
    assert KEY.digest not in repr(KEY)
