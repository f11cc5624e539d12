"""What gives approved answers, with the word lists that ship."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from assistant.answering.language import Language
from assistant.approved.hits import Hits
from assistant.approved.words import SameWords
from assistant.desk_ports import ApprovedStore
from assistant.ports import Clock
from tests.fakes.documents import RECORDED_AT
from tests.fakes.eligibility import KNOWLEDGE
from tests.fakes.interview import language


def hits_over(store: ApprovedStore, clock: Clock = lambda: RECORDED_AT) -> Hits:
    """Over the answers of a store."""
    return Hits(store, _spoken(), SameWords.read(KNOWLEDGE), "", clock)


@cache
def _spoken() -> Language:
    """Read once a process, and only by who needs it: it takes a second."""
    with tempfile.TemporaryDirectory() as folder:
        return language(Path(folder))
