"""Passwords as they are kept."""

from __future__ import annotations

from argon2 import extract_parameters

from assistant.storage import passwords
from assistant.storage.passwords import Argon2Passwords

KEPT = Argon2Passwords()


def test_a_password_is_known_again_however_a_keyboard_writes_it_and_another_is_not() -> None:
    hashed = KEPT.hashed("蓝色茶壶 é 72")
    assert "茶壶" not in hashed
    assert KEPT.matches(hashed, "蓝色茶壶 é 72")
    assert KEPT.matches(hashed, "蓝色茶壶 e\u0301 ７２")
    assert not KEPT.matches(hashed, "蓝色茶壶 é 73")


def test_nobody_has_a_password_and_a_broken_hash_is_nobodys() -> None:
    assert not KEPT.matches(None, "anything")
    assert not KEPT.matches("not a hash", "anything")


def test_to_say_so_takes_the_same_work() -> None:
    assert extract_parameters(passwords._NOBODYS) == extract_parameters(KEPT.hashed("anything at all"))
