from __future__ import annotations

from pathlib import Path

import pytest

from assistant.corpus.importers.drafts import write_draft
from assistant.corpus.importers.extraction import Source
from assistant.corpus.importers.importing import Draft, make_draft
from assistant.errors import DraftRefused, StorageUnavailable

RULE = "示例市临时办法\n第一条 {}\n"


def draft(sentence: str = "制定本办法。") -> Draft:
    return make_draft(Source("办法.txt", RULE.format(sentence).encode()), "rule-1", ())


def test_a_draft_and_its_ledger_are_written_together(tmp_path: Path) -> None:
    written = write_draft(draft(), tmp_path / "new" / "drafts", (), force=False)
    assert [path.name for path in sorted(written.draft.parent.iterdir())] == ["rule-1.ledger.yaml", "rule-1.md"]
    assert written.draft.read_text("utf-8") == draft().markdown


def test_an_earlier_draft_is_kept_unless_forced(tmp_path: Path) -> None:
    written = write_draft(draft(), tmp_path, (), force=False)
    with pytest.raises(DraftRefused, match="--force"):
        write_draft(draft("改写本办法。"), tmp_path, (), force=False)
    assert "制定本办法" in written.draft.read_text("utf-8")
    write_draft(draft("改写本办法。"), tmp_path, (), force=True)
    assert "改写本办法" in written.draft.read_text("utf-8")


def test_reviewed_documents_are_no_place_for_drafts(tmp_path: Path) -> None:
    for folder in (tmp_path / "documents", tmp_path / "other" / ".." / "documents"):
        with pytest.raises(DraftRefused, match="核对后再移入"):
            write_draft(draft(), folder, (tmp_path,), force=True)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_where_writing_fails(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(StorageUnavailable, match="请检查权限"):
        write_draft(draft(), file / "drafts", (), force=False)
