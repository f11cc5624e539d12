"""What a messenger offers to choose, heard by the assistant that ships: every fact, every choice."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.channels.messages.choices import choices_of
from assistant.channels.messages.judged import asked_text
from assistant.channels.messages.showing import PLAIN, Showing
from assistant.channels.messages.words import MESSAGES, MessageWords
from assistant.corpus.load import load_documents
from assistant.domain import AskedFact, FactType, Judged, Script
from assistant.eligibility.opening import catalogue_of, open_talk, read_rules
from assistant.eligibility.talk import Message, Talk
from assistant.eligibility.telling import Telling
from assistant.language.script import ScriptConverter
from tests.fakes.eligibility import quiet_telling
from tests.fakes.interview import KNOWLEDGE, ROOT, language

TODAY = date(2026, 11, 27)
FILES = read_rules([KNOWLEDGE])
KINDS = {kind.id: kind for kind in FILES.facts}
WORDS = MessageWords.from_file(ROOT / "prompts" / MESSAGES, ScriptConverter())
TELLING: Telling = quiet_telling()


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    catalogue = catalogue_of(load_documents([KNOWLEDGE]).documents)
    return open_talk(FILES, catalogue, language(tmp_path_factory.mktemp("jieba")), "")


def heard(talk: Talk, asked: AskedFact, said: str) -> Message:
    return talk.hear(said, Judged((), missing=(asked,), programmes=("gd-srdi",)), {}, TODAY)


@pytest.mark.parametrize("script", Script)
@pytest.mark.parametrize("id", KINDS)
def test_every_choice_says_just_its_value_or_passes(talk: Talk, id: str, script: Script) -> None:
    kind = KINDS[id]
    asked = TELLING.asked(kind.asked, script)
    choices = choices_of(asked, WORDS, script)
    meant = [True, False] if kind.type is FactType.YES_NO else list(kind.options)
    if not choices:
        assert not meant
        return
    *values, skip = (heard(talk, asked, choice.said) for choice in choices)
    assert [{fact: each.value for fact, each in message.profile.items()} for message in values] == [
        {id: value} for value in meant
    ]
    assert all(message.is_reply and not message.skipped for message in values)
    assert (skip.is_reply, dict(skip.profile), skip.skipped) == (True, {}, (id,))


@pytest.mark.parametrize("script", Script)
@pytest.mark.parametrize(
    "id", [id for id, kind in KINDS.items() if not choices_of(kind.asked, WORDS, Script.SIMPLIFIED)]
)
def test_every_example_and_the_way_past_are_understood(talk: Talk, id: str, script: Script) -> None:
    asked = TELLING.asked(KINDS[id].asked, script)
    shown = asked_text(asked, (), Showing(WORDS, script, PLAIN, ""))
    example, skip = (quoted.split("”")[0] for quoted in shown.split("“")[-2:])
    told = heard(talk, asked, example)
    assert (told.is_reply, list(told.profile)) == (True, [id])
    passed = heard(talk, asked, skip)
    assert (passed.is_reply, dict(passed.profile), passed.skipped) == (True, {}, (id,))
