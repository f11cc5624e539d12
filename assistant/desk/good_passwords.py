"""Which passwords are too easily guessed: short ones, and names, common words, digits and runs with little more."""

from __future__ import annotations

from assistant.domain import User, folded
from assistant.errors import AccountRefused

SHORTEST, LONGEST = 12, 200
_ENOUGH_LEFT, _ENOUGH_SORTS = 6, 5
# What most passwords that were ever found out begin with; the rest are runs, repeats and names.
_COMMON = "password passw0rd qwerty azerty admin root welcome letmein iloveyou woaini changeme mima 密码 政策"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv", "1q2w3e4r5t6y")


def refuse_weak(password: str, user: User) -> None:
    """Raises AccountRefused for a password that must not be the account's."""
    if len(password) < SHORTEST:
        raise AccountRefused(f"密码至少要 {SHORTEST} 个字符，可以是一句自己记得住的话。")
    if len(password) > LONGEST:
        raise AccountRefused(f"密码最多 {LONGEST} 个字符。")
    left = folded(password)
    for word in (*map(folded, (user.name, user.display_name)), *_COMMON.split()):
        # A name of one character may stand anywhere.
        if len(word) > 1:
            left = left.replace(word, "\0")
    left = _without_runs(left)
    if len(left) < _ENOUGH_LEFT or len(set(left)) < _ENOUGH_SORTS or left.isdecimal():
        raise AccountRefused("这个密码太容易猜到：不要只用名称、常见的词、数字、连着的键或重复的字符，请换一个。")


def _without_runs(text: str) -> str:
    """The text without characters that follow from the one before them."""
    before = ("\0" + text)[: len(text)]
    return "".join(
        after for last, after in zip(before, text, strict=True) if after != "\0" and not _follows(last, after)
    )


def _follows(last: str, after: str) -> bool:
    return abs(ord(after) - ord(last)) <= 1 or any(last + after in row or after + last in row for row in _ROWS)
