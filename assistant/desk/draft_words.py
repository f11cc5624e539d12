"""The words of replies that staff send, from `prompts/drafts.yaml`; what is quoted never passes through here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.domain import DraftForm
from assistant.errors import MalformedKnowledge
from assistant.language.quantities import find_quantities
from assistant.language.wordings import read_wordings

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
        wordings = read_wordings(path, FIELDS)
        for name, wording in wordings.items():
            if figures := find_quantities(wording):
                raise MalformedKnowledge(path, 1, f"用语 {name} 里写了“{figures[0].text}”", "请去掉数目和日期")
        return cls(wordings)

    def __call__(self, name: str, /, **values: object) -> str:
        """The wording with its fields filled in; KeyError for an unknown name is a programming error."""
        return self.wordings[name].format(**values)
