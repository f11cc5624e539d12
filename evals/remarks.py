"""What stands beside answers of a kind whatever was asked, and therefore answers nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from assistant.answering.replies import Replies
from evals.folding import fold

_REPLIES = Path(__file__).resolve().parent.parent / "prompts" / "replies.yaml"
_NAMES = ("notices.unknown", "notices.digest", "notices.digest_secondary", "notices.number")
_FIELD = "0field0"


def without_remarks(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines but for those; 有效期没有查到 beside any quote is no answer to whether something was found."""
    return tuple(line for line in lines if not _remark().fullmatch(fold(line)))


@cache
def _remark() -> re.Pattern[str]:
    replies = Replies.from_file(_REPLIES)
    wordings = (replies(name, **dict.fromkeys(replies.fields(name), _FIELD)) for name in _NAMES)
    return re.compile("|".join(".*?".join(map(re.escape, fold(wording).split(_FIELD))) for wording in wordings))
