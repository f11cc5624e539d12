from pathlib import Path

import pytest

from assistant.language.tokens import Tokenizer

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"


@pytest.fixture(scope="session")
def tokenizer(tmp_path_factory):
    cache = tmp_path_factory.mktemp("jieba")
    return Tokenizer.from_files(KNOWLEDGE / "terms.txt", KNOWLEDGE / "stopwords.txt", cache)
