"""What is wrong with settings, by the names that an operator writes and with what to write instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import ValidationError

PREFIX = "ASSISTANT_"
# Read by the build and by the judge of evals, not by the server.
_ELSEWHERE = frozenset({"ASSISTANT_SKIP_WEB", "ASSISTANT_JUDGE_URL", "ASSISTANT_JUDGE_KEY", "ASSISTANT_JUDGE_NAME"})
_LISTS = {
    "api_keys": '应写成 JSON 数组，例如 ["第一个密钥","第二个密钥"]',
    "knowledge_dirs": '应写成 JSON 数组，例如 ["knowledge","/srv/more"]',
}
_OF_NUMBERS = {
    "greater_than_equal": ("ge", "不能小于"),
    "greater_than": ("gt", "要大于"),
    "less_than_equal": ("le", "不能大于"),
    "less_than": ("lt", "要小于"),
}


def told_faults(error: ValidationError, secrets: Collection[str]) -> Iterator[str]:
    """A sentence for each setting; the values of `secrets`, names of fields, are not told."""
    for fault in error.errors(include_url=False):
        field = str(fault["loc"][0]) if fault["loc"] else ""
        given = fault["input"]
        shown = "" if field in secrets or not isinstance(given, (str, int, float)) else f"（现在是“{given}”）"
        yield f"{_name(field)} {_wanted(field, fault['type'], fault.get('ctx') or {})}{shown}"


def told_list(message: str) -> str:
    """A sentence about a setting of several values that could not be read."""
    found = re.search(r'field "(\w+)"', message)
    field = found[1] if found else ""
    return f"{_name(field)} {_LISTS.get(field, '读不懂，请对照 .env.example')}"


def told_unknown(written: Collection[str], fields: Collection[str]) -> Iterator[str]:
    """A sentence for each name that no setting has, with the one that was probably meant."""
    known = {_name(field) for field in fields} | _ELSEWHERE
    for name in sorted(each for each in map(str.upper, written) if each.startswith(PREFIX) and each not in known):
        near = difflib.get_close_matches(name, known, 1, 0.8)
        yield f"没有名为 {name} 的设置，它不起作用{f'；是不是想写 {near[0]}？' if near else '，名称见 .env.example。'}"


def _name(field: str) -> str:
    return PREFIX + field.upper()


def _wanted(field: str, sort: str, context: dict[str, Any]) -> str:
    if sort == "value_error":
        return str(context["error"])
    if sort.startswith("url_"):
        scheme = "wss" if field == "bot_url" else "https"
        return f"应是完整的网址，以 {scheme}:// 开头"
    if sort == "literal_error":
        return "只能是 " + str(context["expected"]).replace("'", "").replace(" or ", "、").replace(", ", "、")
    if sort in _OF_NUMBERS:
        limit, wording = _OF_NUMBERS[sort]
        return f"{wording} {context[limit]}"
    if sort.startswith("bool_"):
        return "只能是 true 或 false"
    if sort.startswith(("int_", "float_")):
        return "应是数字"
    return _LISTS.get(field, "不能用，请对照 .env.example")
