"""Keys: made from randomness, known by their digest, shown to nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assistant.channels.api_keys import ApiKeys, keys_of_settings, make_key, new_secret
from assistant.domain import ApiKey, KeyScope
from assistant.errors import KeyRefused, KeyRequired, ScopeMissing, TooManyRequests, UnusableSettings
from tests.fakes.stores import MemoryApiKeyStore

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
STATIC = "sixteen-letters!"


def made(secret: str, **fields: object) -> ApiKey:
    values: dict[str, object] = {"name": "bot", "scopes": (KeyScope.CHAT,), "per_minute": 2, "moment": NOW}
    return make_key(secret, **(values | fields))  # type: ignore[arg-type]


def test_secrets_are_long_and_never_the_same() -> None:
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert {(secret[:3], len(secret)) for secret in secrets} == {("pq-", 46)}


def test_of_a_secret_only_its_digest_is_kept() -> None:
    secret = new_secret()
    assert secret[3:] not in str(made(secret)) + made(secret).digest


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\nb", "a\x1b[31m"])
def test_a_name_must_be_one_that_a_list_can_show(name: str) -> None:
    with pytest.raises(KeyRefused, match="名称"):
        made(new_secret(), name=name)


def test_a_scope_that_is_named_twice_is_one() -> None:
    assert made(new_secret(), scopes=(KeyScope.MCP, KeyScope.CHAT, KeyScope.MCP)).scopes == ("mcp", "chat")


@pytest.mark.parametrize("shown", ["Bearer {}", "bearer {}", "  BEARER   {} "])
def test_a_key_is_known_however_it_is_shown(shown: str) -> None:
    secret, store = new_secret(), MemoryApiKeyStore()
    store.add(made(secret))
    assert ApiKeys(store, lambda: NOW).admit(shown.format(secret), KeyScope.CHAT).name == "bot"


def test_a_key_with_the_beginning_of_anothers_digest_is_refused() -> None:
    secret, store = new_secret(), MemoryApiKeyStore()
    key = made(secret)
    store.add(ApiKey(key.id, "bot", key.digest[:-1] + "x", key.scopes, 2, NOW))
    with pytest.raises(KeyRequired, match="不对"):
        ApiKeys(store, lambda: NOW).admit(f"Bearer {secret}", KeyScope.CHAT)


def test_keys_of_the_settings_open_everything_and_are_in_no_store() -> None:
    keys = ApiKeys(MemoryApiKeyStore(), lambda: NOW, keys_of_settings([STATIC], 1, NOW))
    for scope in KeyScope:
        key = keys.admit(f"Bearer {STATIC}", scope)
    keys.count(key)
    with pytest.raises(TooManyRequests, match="最多问 1 次"):
        keys.count(key)


def test_keys_of_the_settings_that_could_be_guessed_are_refused_without_being_told() -> None:
    with pytest.raises(UnusableSettings, match="16 个字符") as refused:
        keys_of_settings([STATIC, "short-secret"], 1, NOW)
    assert "short-secret" not in refused.value.message


def test_a_key_opens_only_its_scope() -> None:
    secret, store = new_secret(), MemoryApiKeyStore()
    store.add(made(secret))
    with pytest.raises(ScopeMissing, match="--scope mcp"):
        ApiKeys(store, lambda: NOW).admit(f"Bearer {secret}", KeyScope.MCP)


def test_a_day_of_use_is_written_once() -> None:
    secret, store, now = new_secret(), MemoryApiKeyStore(), NOW
    written: list[object] = []
    store.add(made(secret))
    note = store.used
    store.used = lambda key_id, day: (written.append(day), note(key_id, day))[1]  # type: ignore[method-assign]
    keys = ApiKeys(store, lambda: now)
    for hours in (0, 1, 14, 15, 16):
        now = NOW + timedelta(hours=hours)
        keys.admit(f"Bearer {secret}", KeyScope.CHAT)
    assert [str(day) for day in written] == ["2026-11-27", "2026-11-28"]
