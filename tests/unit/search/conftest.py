import pytest

from assistant.language.tokens import Tokenizer


@pytest.fixture(scope="session")
def tokenizer(tmp_path_factory):
    return Tokenizer(["技术改造", "绿色工厂"], ["的", "了", "是", "什么", "怎么"], tmp_path_factory.mktemp("jieba"))
