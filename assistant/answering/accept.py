"""What can be answered at all; checked before anything is stored."""

from __future__ import annotations

from datetime import date

from assistant.domain import Mode, Question
from assistant.errors import InvalidAsOf, InvalidQuestion, ModelUnavailable

EARLIEST, LATEST = date(1949, 10, 1), date(2100, 12, 31)


def accept(question: Question, most_chars: int, has_model: bool) -> None:
    """Raises InvalidQuestion, InvalidAsOf or ModelUnavailable, which say what to change."""
    if not question.text.strip():
        raise InvalidQuestion("问题是空的，请写一句话再提交。")
    if len(question.text) > most_chars:
        raise InvalidQuestion(f"问题超过 {most_chars} 字，请缩短后再提交。")
    if any("\ud800" <= character <= "\udfff" for character in question.text):
        raise InvalidQuestion("问题里有无法识别的字符，请用 UTF-8 重新输入。")
    if not any(character.isalnum() for character in question.text):
        raise InvalidQuestion("没有读到文字，请用一句话写出想问的事。")
    if question.as_of is not None:
        accept_day(question.as_of)
    if question.mode is Mode.MODEL and not has_model:
        raise ModelUnavailable("没有配置模型，请把 mode 改为 auto 或 quotes。")


def accept_day(as_of: date) -> date:
    """A day that one can ask about; raises InvalidAsOf."""
    if not EARLIEST <= as_of <= LATEST:
        raise InvalidAsOf(f"日期 {as_of} 不在 {EARLIEST} 至 {LATEST} 之间，请改正后重试。")
    return as_of
