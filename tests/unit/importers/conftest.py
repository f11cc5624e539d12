from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from assistant.answering.lexicon import read_conversation
from assistant.corpus import parse_clauses, read_document
from assistant.corpus.importers.extraction import Source
from assistant.corpus.importers.importing import Draft, make_draft
from assistant.corpus.layout import table_cells
from assistant.domain import Clause, Document, Level, MarkKind

KNOWLEDGE = Path(__file__).resolve().parents[3] / "knowledge"
INSTRUCTIONS = read_conversation(KNOWLEDGE).embedded


@dataclass(frozen=True)
class Imported:
    """A draft as the corpus reads it once a person has filled in what it leaves open."""

    draft: Draft
    document: Document
    clauses: tuple[Clause, ...]

    @property
    def ledger(self) -> dict[str, object]:
        return yaml.safe_load(self.draft.ledger)

    @property
    def findings(self) -> str:
        return "\n".join(f"{finding.place}：{finding.message}" for finding in self.draft.findings)

    def dropped(self, reason: str) -> list[str]:
        return [entry["text"] for entry in self.ledger["dropped"] if entry["reason"] == reason]

    def tables(self) -> list[list[tuple[str, ...]]]:
        """Cells of each table of the document's text."""
        marks = [mark for mark in self.document.marks if mark.kind is MarkKind.TABLE]
        return [[table_cells(row) for row in self.document.text[mark.start : mark.end].split("\n")] for mark in marks]

    def numbered(self, unit: str) -> list[Clause]:
        return [clause for clause in self.clauses if re.fullmatch(rf"第.+{unit}", clause.label)]

    def texts(self) -> list[str]:
        return [clause.text for clause in self.clauses if clause.level is Level.TEXT]


Import = Callable[..., Imported]


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Makes a draft, fills in what it leaves open, and reads it with the real parser."""

    def run(name: str, data: bytes, **said: str) -> Imported:
        draft = make_draft(Source(name, data, **said), "", INSTRUCTIONS)
        path = tmp_path / f"{draft.identifier}.md"
        path.write_text(filled_in(draft.markdown), encoding="utf-8")
        document = read_document(path)
        characters = yaml.safe_load(draft.ledger)["characters"]
        assert characters["unaccounted"] == characters["counted_twice"] == 0
        assert characters["source"] == sum(characters[name] for name in ("headings", "kept", "dropped"))
        return Imported(draft, document, parse_clauses(document))

    return run


def filled_in(markdown: str) -> str:
    """What a person does with the fields that must not stay empty."""
    for name, value in (("title", "示例文件"), ("short_title", "示例"), ("issuer", "示例市"), ("region", "示例市")):
        markdown = re.sub(rf"^{name}: null.*$", f"{name}: {value}", markdown, flags=re.MULTILINE)
    return re.sub(r"^url: null.*$", "url: https://example.test/original", markdown, flags=re.MULTILINE)
