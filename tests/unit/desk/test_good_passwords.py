"""Which passwords are refused, without a list of them."""

from __future__ import annotations

import pytest

from assistant.desk.good_passwords import refuse_weak
from assistant.domain import StaffRole, User
from assistant.errors import AccountRefused
from tests.fakes.desk_app import MORNING, PASSWORD

LI = User("u", "liming", "李明明", StaffRole.AGENT, MORNING)


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "correct horse battery staple",
        "我每天早上七点去东莞上班",
        "vX9#kq2!mZ7p",
        "liming-loves-tea",
        "窗前明月光疑是地上霜",
    ],
)
def test_a_sentence_or_something_random_is_taken(password: str) -> None:
    refuse_weak(password.ljust(12, "。"), LI)


@pytest.mark.parametrize(
    "password",
    [
        "",
        "vX9#kq2!mZ7",
        "password1234",
        "Passw0rd2026",
        "123456789012",
        "111111111111",
        "qwertyuiop123",
        "1qaz2wsx3edc",
        "abcdefghijkl",
        "zxcvbnm,./12",
        "adminadmin123",
        "liming123456",
        "LiMing.liming",
        "李明明李明明李明明李明明",
        "woaini1314520",
        "440106199001011234",
        "aaaaaabbbbbb",
        "abababababab",
        "x" * 201,
    ],
)
def test_names_common_words_runs_and_repeats_are_refused(password: str) -> None:
    with pytest.raises(AccountRefused, match="密码"):
        refuse_weak(password, LI)
