"""Approved answers before an assistant that knows an invented rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.language import Language
from tests.fakes.approving_desk import ApprovingDesk
from tests.fakes.eligibility import KNOWLEDGE, files_of
from tests.fakes.interview import language

FACTS = "equipment: {name: 设备金额, type: money, ask: 设备多少钱？, read: {words: [设备]}}\n"


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Language:
    return language(tmp_path_factory.mktemp("jieba"))


@pytest.fixture
def open_desk(spoken: Language, tmp_path: Path):
    (tmp_path / "eligibility_asked.yaml").write_text((KNOWLEDGE / "eligibility_asked.yaml").read_text())
    return lambda *versions, **wanted: ApprovingDesk(files_of(tmp_path, FACTS), spoken, *versions, **wanted)


@pytest.fixture
def desk(open_desk) -> ApprovingDesk:
    return open_desk()
