"""What `assistant import` does: get the original, make the draft, write it where a person reviews it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering.lexicon import read_conversation
from assistant.corpus.importers.addresses import anywhere, is_public
from assistant.corpus.importers.drafts import Written, write_draft
from assistant.corpus.importers.fetching import Fetching
from assistant.corpus.importers.importing import Draft, make_draft
from assistant.corpus.importers.originals import read_original
from assistant.corpus.importers.proposal import is_identifier
from assistant.errors import DraftRefused

if TYPE_CHECKING:
    from assistant.settings import Settings

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person asked for. `out` is a folder, or the draft's own file if it ends in .md."""

    source: str
    out: Path | None = None
    identifier: str = ""
    allow_private: bool = False
    force: bool = False


def import_from(wanted: Wanted, settings: Settings) -> tuple[Draft, Written]:
    """The draft and where it was written; raises AssistantErrors that say what to do."""
    folder, identifier = _place(wanted, settings.data_dir)
    if _ADDRESS.match(wanted.source):
        source = Fetching(permits=anywhere if wanted.allow_private else is_public).fetch(wanted.source)
    else:
        source = read_original(Path(wanted.source))
    instructions = read_conversation(settings.knowledge_dirs[0]).embedded
    draft = make_draft(source, identifier, instructions)
    return draft, write_draft(draft, folder, settings.knowledge_dirs, force=wanted.force)


def _place(wanted: Wanted, data_dir: Path) -> tuple[Path, str]:
    """The folder and the id, if one was asked for by either option."""
    named = wanted.out.stem if wanted.out is not None and wanted.out.suffix == ".md" else ""
    identifier = wanted.identifier or named
    if identifier and not is_identifier(identifier):
        raise DraftRefused(f"编号不能是“{identifier}”，只能用小写字母、数字和连字符，例如 gd-textile-plan-2024。")
    if named and identifier != named:
        raise DraftRefused(f"--id {identifier} 与 --out 的文件名 {named} 不一致。文件名即编号，请改成一致。")
    if wanted.out is None:
        return data_dir / "drafts", identifier
    return wanted.out.parent if named else wanted.out, identifier
