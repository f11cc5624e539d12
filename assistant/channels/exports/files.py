"""A checklist as a file: its name, its media type, its content."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.channels.exports.docx import docx_of
from assistant.channels.exports.ics import calendar_of
from assistant.channels.exports.pdf import pdf_of
from assistant.channels.exports.plain import one_line
from assistant.channels.exports.wire import checklist_to_wire
from assistant.channels.wire import encode
from assistant.eligibility.checklist_parts import Checklist
from assistant.eligibility.checklist_words import ChecklistWords

_LONGEST_NAME = 80
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\ufffd]+')


class Format(StrEnum):
    """What a checklist can be taken along as."""

    DOCX = "docx"
    PDF = "pdf"
    ICS = "ics"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class File:
    """A file for a person to keep."""

    name: str
    media_type: str
    content: bytes


def file_of(checklist: Checklist, form: Format, words: ChecklistWords, base_url: str = "") -> File:
    """The checklist as a file; raises NothingDated for a calendar without a day.

    `base_url` is where this program's pages are found; without it markers lead to the pages of the documents.
    """
    stem = _NOT_IN_NAMES.sub(" ", one_line(checklist.title)).strip(" .")[:_LONGEST_NAME] or checklist.programme_id
    media_type, write = _WRITERS[form]
    return File(f"{stem} {checklist.as_of}.{form}", media_type, write(checklist, words, base_url))


def _json_of(checklist: Checklist, words: ChecklistWords, base_url: str) -> bytes:
    return encode(checklist_to_wire(checklist))


_WRITERS: Mapping[Format, tuple[str, Callable[[Checklist, ChecklistWords, str], bytes]]] = {
    Format.DOCX: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx_of),
    Format.PDF: ("application/pdf", pdf_of),
    Format.ICS: ("text/calendar; charset=utf-8", calendar_of),
    Format.JSON: ("application/json", _json_of),
}
