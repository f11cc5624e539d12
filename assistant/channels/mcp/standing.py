"""What holds of a whole document on a day, and what came after it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.corpus.catalogue import replacement_of
from assistant.corpus.present import State
from assistant.corpus.standing import Standing, standing_of
from assistant.domain import Document, DocumentVersion

if TYPE_CHECKING:
    from assistant.service import Assistant


def standing_on(assistant: Assistant, document: Document, day: date) -> Standing:
    """That of the document, of an interpretation that of the text which it interprets."""
    current = (held.document for held in assistant.documents())
    interpreted = next((each for each in current if each.id == document.interprets), None)
    return standing_of(interpreted or document, day)


def state_note(assistant: Assistant, held: DocumentVersion) -> str:
    """What a reader of a version must know: that there is a newer one, that the official text has come. Else empty."""
    official = replacement_of(held.document, (each.document for each in assistant.documents()))
    if official is not None:
        return f"已有官方原文《{official.title}》（{official.id}），请以它为准。"
    present = assistant.present(held, held.clauses[0])
    if present.state is State.WITHDRAWN:
        return "文件已撤下，不再作为回答的依据。"
    return f"这是第 {held.version} 版，已有第 {present.version} 版。" if present.state is State.NEWER_VERSION else ""
