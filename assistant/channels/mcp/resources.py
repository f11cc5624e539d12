"""Documents as resources: their list, and the whole text of each under a line that says whether it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.channels.labels import KIND_LABELS, VALIDITY_LABELS
from assistant.channels.mcp.standing import standing_on, state_note
from assistant.domain import Document
from assistant.errors import NotFound

if TYPE_CHECKING:
    from assistant.service import Assistant

PREFIX = "policy://documents/"
_ID = re.compile(r"[\w.-]{1,200}")


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as the list of resources shows it."""

    uri: str
    name: str
    title: str
    description: str


def listed(assistant: Assistant) -> list[Listed]:
    """The current documents; raises NotReady."""
    return [
        Listed(PREFIX + each.id, each.short_title, each.title, _described(assistant, each))
        for each in (held.document for held in assistant.documents())
    ]


def text_of(assistant: Assistant, uri: str) -> str:
    """The text of a document, verbatim, below what must be known of it; raises NotFound."""
    id = uri.removeprefix(PREFIX)
    if id == uri or not _ID.fullmatch(id):
        raise NotFound(f"地址应写作 {PREFIX}文件编号，编号见 resources/list。")
    held = assistant.document(id)
    document, note = held.document, state_note(assistant, held)
    described = f"《{document.title}》（{_described(assistant, document)}）"
    return "\n".join([described, *([note] if note else []), "", document.text])


def _described(assistant: Assistant, document: Document) -> str:
    day = assistant.today()
    standing = f"按 {day} 判断{VALIDITY_LABELS[standing_on(assistant, document, day).validity]}"
    parts = (document.doc_number, document.issuer, KIND_LABELS[document.kind], standing)
    return "，".join(part for part in parts if part)
