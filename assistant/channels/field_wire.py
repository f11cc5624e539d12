"""What is wrong with a field that somebody sent, as a JSON shape."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from assistant.channels.citation_wire import Wire

_MESSAGES = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项，请检查名称",
    "string_type": "应为文字",
    "string_too_short": "不能为空",
    "string_too_long": "太长",
    "string_pattern_mismatch": "格式不对",
    "string_unicode": "含有无效字符",
    "enum": "不在可选值之内",
    "literal_error": "不在可选值之内",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "int_from_float": "应为整数",
    "too_long": "太多，最多{max_length}项",
    "greater_than_equal": "太小",
    "less_than_equal": "太大",
    "dict_type": "应为键值对象",
    "model_attributes_type": "应为 JSON 对象",
}
_OF_KEY = "[key]"
_LONGEST_NAME = 80
"""A name may be anything that somebody sent."""


def field_to_wire(error: Mapping[str, Any], carriers: Container[str] = ()) -> Wire:
    """One error of pydantic: which field, without what carried it, and in Chinese what is wrong with it."""
    where = [str(part) for part in error["loc"] if part not in carriers]
    message = _MESSAGES.get(error["type"], "无法使用").format_map(error.get("ctx", {}))
    if where[-1:] == [_OF_KEY]:
        # The name of an entry itself, such as an empty one, is shown nowhere.
        where, message = where[:-2], f"有一项的编号{message}"
    return {"field": ".".join(where)[:_LONGEST_NAME] or "请求内容", "message": message}
