from __future__ import annotations

import pytest

from assistant.channels.messages.texting import Texting
from assistant.channels.messages.words import MESSAGES, MessageWords
from assistant.language.script import ScriptConverter
from tests.fakes.interview import ROOT

WORDS = MessageWords.from_file(ROOT / "prompts" / MESSAGES, ScriptConverter())
PUBLIC_URL = "https://zc.example.cn"
CONTACT = "请打镇政府企业服务专线。"


@pytest.fixture
def words() -> MessageWords:
    return WORDS


@pytest.fixture
def texting() -> Texting:
    return Texting(WORDS, PUBLIC_URL, CONTACT)


@pytest.fixture
def hidden() -> Texting:
    """That of an assistant which nobody reaches from outside."""
    return Texting(WORDS, "", CONTACT)
