"""What stands at the end of a notice: the list of attachments, the signature, the titles of the annexes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.corpus.labels import Style, label_at
from assistant.corpus.runs import Run, RunKind

_SIGNED_ON = re.compile(
    r"[\d〇零一二三四五六七八九十 ]{4,}年[\d一二三四五六七八九十 ]{1,4}月[\d一二三四五六七八九十 ]{1,4}日"
)
_SIGNATURE_LIMIT = 30
_ANNEX_TITLE_LIMIT = 60
_CLOSING = "。，：；！？,:;!?"


def mark_endings(text: str, lines: Iterable[Run]) -> list[Run]:
    """The lines with attachments, signatures and annex titles recognised."""
    runs: list[Run] = []
    for line in lines:
        above = runs[-1] if runs else None
        if line.rank == Style.ANNEX_MENTION and line.label and (item := label_at(text, line.label.end + 1, line.end)):
            heading = replace(line, kind=RunKind.ATTACHMENTS, end=line.label.end + 1)
            runs += [heading, Run(RunKind.ATTACHMENT, line.label.end + 1, line.end, item.style, item)]
        elif above and above.kind is RunKind.ATTACHMENT and above.rank == line.rank:
            runs.append(replace(line, kind=RunKind.ATTACHMENT))
        elif above and _is_bare_annex(above) and _is_short_plain(text, line, _ANNEX_TITLE_LIMIT):
            runs[-1] = replace(above, end=line.end)
        else:
            runs.append(line)
            if _is_short_plain(text, line, _SIGNATURE_LIMIT) and _SIGNED_ON.fullmatch(text, line.start, line.end):
                _sign(text, runs)
    return runs


def _sign(text: str, runs: list[Run]) -> None:
    """Mark the date that was just read, and the issuers' names right above it, as a signature."""
    if not any(run.rank is not None for run in runs):
        return
    for index in range(len(runs) - 1, -1, -1):
        if not _is_short_plain(text, runs[index], _SIGNATURE_LIMIT):
            return
        runs[index] = replace(runs[index], kind=RunKind.SIGNATURE, rank=Style.ANNEX_MENTION)


def _is_bare_annex(run: Run) -> bool:
    return run.rank == Style.ANNEX and run.label is not None and run.label.end == run.end


def _is_short_plain(text: str, run: Run, limit: int) -> bool:
    plain = run.kind is RunKind.PARAGRAPH and run.rank is None
    return plain and run.end - run.start <= limit and text[run.end - 1] not in _CLOSING
