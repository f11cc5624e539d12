"""Short messages that are no questions: to be handed to a person, or to be told the rest."""

from __future__ import annotations

import re
import unicodedata

_STAFF = re.compile(
    r"(?:你好|您好)?[,.!?\s]*(?:[我想要请]|麻烦|帮|能不能|可以)*(?:转接|转到|转|找|接|叫|联系|呼叫)?(?:一?个|一下)?"
    r"(?:人工|真人)(?:客服|服务|坐席|座席|接待|处理|回答)*[在来]?(?:吗|呢|吧|啊|一下)?[,.!?\s]*"
)
_MORE = re.compile(r"(?:1|继续|下一段|还有呢)[.!?\s]*")


def wants_staff(text: str) -> bool:
    """Whether somebody asks for a person and for nothing else: 转人工, 我要找人工客服."""
    return _STAFF.fullmatch(_plain(text)) is not None


def wants_more(text: str) -> bool:
    """Whether somebody asks for what is held for them: 1, 继续."""
    return _MORE.fullmatch(_plain(text)) is not None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("。", ".").replace("轉", "转").replace("繼續", "继续").strip()
