"""Reads a file of wordings, each with the fields that the program fills in; loud about whatever is not so."""

from __future__ import annotations

import string
from collections.abc import Mapping
from pathlib import Path

from assistant.errors import MalformedKnowledge
from assistant.language.entry import Entry


def read_wordings(path: Path, fields: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The wordings of a file by dotted name, which are those that have fields here, with just these fields.

    Raises MalformedKnowledge.
    """
    wordings = Entry.of_file(path).texts()
    for name in sorted(fields.keys() - wordings.keys()):
        raise MalformedKnowledge(path, 1, f"缺少用语 {name}", "请补上这一行")
    for name in sorted(wordings.keys() - fields.keys()):
        raise MalformedKnowledge(path, 1, f"没有用语 {name}", "请删去这一行，或对照原文件改正名称")
    for name, expected in fields.items():
        try:
            found = {field for _, field, _, _ in string.Formatter().parse(wordings[name]) if field is not None}
        except ValueError as error:
            raise MalformedKnowledge(path, 1, f"用语 {name} 里的 {{…}} 没有写完", "请补上括号") from error
        if found != expected:
            wanted = "、".join(f"{{{field}}}" for field in sorted(expected)) or "不用 {…}"
            raise MalformedKnowledge(path, 1, f"用语 {name} 里的 {{…}} 不对，应是：{wanted}", "请改正这一行")
    return wordings
