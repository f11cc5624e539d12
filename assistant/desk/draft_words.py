"""The words of replies that staff send, from `prompts/drafts.yaml`; what is quoted never passes through here."""

from __future__ import annotations

import string
from collections.abc import Mapping
from pathlib import Path

from assistant.domain import DraftForm
from assistant.errors import MalformedKnowledge
from assistant.language.entry import Entry
from assistant.language.quantities import find_quantities

DRAFTS = "drafts.yaml"
STANDINGS = ("met", "not_met", "not_known", "shut_out", "not_shut_out")
"""How an enterprise may stand against a condition."""
_OF_FORM = {
    "greeting": "",
    "nothing": "",
    "basis": "documents",
    "as_of": "as_of",
    "contact": "contact",
    "closing": "",
}
FIELDS: Mapping[str, frozenset[str]] = {
    name: frozenset(fields.split())
    for name, fields in {
        **{f"form.{form}.{part}": fields for form in DraftForm for part, fields in _OF_FORM.items()},
        "form.hotline.greeting": "ticket",
        "document.whole": "title details",
        "document.bare": "title",
        "document.joiner": "",
        "document.over": "",
        "document.not_yet": "",
        "document.digest": "",
        "spoken": "document text",
        "searched": "documents",
        "fill_in": "",
        "reckoned": "",
        "standing.lead": "programme",
        "standing.line": "label met",
        "standing.line_quoted": "label met quote",
        **{f"standing.{name}": "" for name in STANDINGS},
    }.items()
}
"""Every wording that is asked for, with the fields that are filled in."""


class DraftWords:
    """Looks wordings up by dotted name and fills them in."""

    def __init__(self, wordings: Mapping[str, str]) -> None:
        self.wordings = dict(wordings)

    @classmethod
    def from_file(cls, path: Path) -> DraftWords:
        """Raises MalformedKnowledge where a wording or one of its fields is not right, or it holds a figure."""
        wordings = Entry.of_file(path).texts()
        for name in sorted(FIELDS.keys() ^ wordings.keys()):
            problem = f"缺少用语 {name}" if name in FIELDS else f"没有用语 {name}"
            raise MalformedKnowledge(path, 1, problem, "请对照原文件改正这一行")
        for name, expected in FIELDS.items():
            try:
                found = {field for _, field, _, _ in string.Formatter().parse(wordings[name]) if field is not None}
            except ValueError as error:
                raise MalformedKnowledge(path, 1, f"用语 {name} 里的 {{…}} 没有写完", "请补上括号") from error
            if found != expected:
                wanted = "、".join(f"{{{field}}}" for field in sorted(expected)) or "不用 {…}"
                raise MalformedKnowledge(path, 1, f"用语 {name} 里的 {{…}} 不对，应是：{wanted}", "请改正这一行")
            if figures := find_quantities(wordings[name]):
                raise MalformedKnowledge(path, 1, f"用语 {name} 里写了“{figures[0].text}”", "请去掉数目和日期")
        return cls(wordings)

    def __call__(self, name: str, /, **values: object) -> str:
        """The wording with its fields filled in; KeyError for an unknown name is a programming error."""
        return self.wordings[name].format(**values)
