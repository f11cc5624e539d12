"""The words beside an answer in a bot, from `prompts/bots.yaml`."""

from __future__ import annotations

from pathlib import Path

from assistant.answering.replies import Replies
from assistant.errors import MalformedKnowledge
from assistant.language.entry import Entry

FILE = "bots.yaml"
_FIELDS = {
    "basis": {"as_of"},
    "document": {"title", "number", "kind", "validity"},
    "page": {"url"},
    "number": {"id"},
    "read": {"facts"},
    "verdict": {"programme", "told"},
    "further": set[str](),
    "asked": {"ask"},
    "options": {"options"},
    "joiner": set[str](),
}


def read_words(path: Path) -> Replies:
    """Raises MalformedKnowledge where a wording is missing, unknown, or has other fields than it is given."""
    words = Replies(Entry.of_file(path).texts())
    for name in sorted({*words.names} ^ _FIELDS.keys()):
        raise MalformedKnowledge(path, 1, f"用语 {name} 缺少或不认识", "要有的是：" + "、".join(_FIELDS))
    for name, fields in _FIELDS.items():
        if words.fields(name) != fields:
            wanted = "、".join(f"{{{field}}}" for field in sorted(fields)) or "没有"
            raise MalformedKnowledge(path, 1, f"用语 {name} 的 {{…}} 不对", f"要有的是：{wanted}")
    return words
