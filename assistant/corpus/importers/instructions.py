"""Sentences that speak to a language model instead of to a reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.corpus.importers.extraction import Extraction, at_page, warning
from assistant.corpus.sentences import sentence_spans
from assistant.language.normalise import nfkc, strip_invisible


def flag_instructions(extraction: Extraction, patterns: Sequence[re.Pattern[str]]) -> Extraction:
    """A finding for each; visible text stays in the draft, for it is what the original says."""
    findings = tuple(
        warning(
            at_page(block.page) if block.page else "正文",
            f"“{sentence}”像是写给语言模型的指令。文字保留在草稿里，请核对原件是否被人改动，不该有的请删去",
        )
        for block in extraction.blocks
        for text in block.source_texts
        for sentence in _speaking_to_models(text, patterns)
    )
    return replace(extraction, findings=extraction.findings + findings)


def _speaking_to_models(text: str, patterns: Sequence[re.Pattern[str]]) -> list[str]:
    sentences = [text[start:end] for start, end in sentence_spans(text, 0, len(text))]
    return [each for each in sentences if any(pattern.search(_plain(each)) for pattern in patterns)]


def _plain(text: str) -> str:
    return nfkc(strip_invisible(text)).lower()
