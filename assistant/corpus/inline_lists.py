"""Lists that stand inside one line: "包括：（一）…；（二）…。"."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.corpus.labels import Label, Style, label_at
from assistant.corpus.runs import Run, RunKind
from assistant.corpus.sentences import sentence_spans

_BEFORE_ITEM = re.compile(r"[：；。，:;,][ \t]*(?=[（(①-⑳\d])")
_STYLES = frozenset({Style.CHINESE_BRACKETED, Style.DIGIT_BRACKETED, Style.DIGIT, Style.CIRCLED})


def split_inline_list(text: str, run: Run) -> list[Run]:
    """The run, or its lead-in, the items that follow in its line, and what comes after the last."""
    labels = _labels(text, run)
    if not labels:
        return [run]
    starts = [start for start, _ in labels]
    runs = [replace(run, end=_trimmed(text, run.start, starts[0]))]
    for (start, label), next_start in zip(labels, [*starts[1:], run.end], strict=True):
        end = _trimmed(text, start, next_start)
        runs.append(Run(RunKind.PARAGRAPH, start, end, label.style, label))
    last = runs[-1]
    sentences = sentence_spans(text, last.start, last.end)
    # Items that semicolons part are one sentence; what follows its end belongs to the paragraph again.
    if text[: last.start].rstrip()[-1] in "；;，," and len(sentences) > 1:
        runs[-1] = replace(last, end=sentences[0][1])
        runs.append(Run(RunKind.PARAGRAPH, sentences[1][0], last.end, after_list=labels[-1][1].style))
    return runs


def _labels(text: str, run: Run) -> list[tuple[int, Label]]:
    """Numbers inside a line, with their positions, that count on from its own number, or from one to two at least."""
    found: dict[Style, list[tuple[int, Label]]] = {}
    content_start = run.label.end if run.label else run.start
    for before in _BEFORE_ITEM.finditer(text, content_start, run.end):
        label = label_at(text, before.end(), run.end)
        if label and label.style in _STYLES:
            found.setdefault(label.style, []).append((before.end(), label))
    accepted: list[tuple[int, Label]] = []
    for style, candidates in found.items():
        own = run.label.number if run.label and run.label.style is style else 0
        counted = all(label.number == count for count, (_, label) in enumerate(candidates, own + 1))
        if counted and (own or len(candidates) > 1):
            accepted.extend(candidates)
    return sorted(accepted, key=lambda pair: pair[0])


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
