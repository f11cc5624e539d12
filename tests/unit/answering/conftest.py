"""The pipeline over two small documents of another trade, so that nothing passes by knowing the plan by heart."""

from __future__ import annotations

import pytest

from tests.fakes.documents import version
from tests.fakes.interview import Interview, language


@pytest.fixture(scope="session")
def spoken(tmp_path_factory):
    return language(tmp_path_factory.mktemp("jieba"))


@pytest.fixture(scope="session")
def interview(spoken):
    """Over the plan and the interpretation of tests/fakes/knowledge."""
    return Interview.of_folder(spoken, "tests/fakes/knowledge")


@pytest.fixture(scope="session")
def over(spoken):
    """An Interview over one document with this body."""

    def build(body: str, **fields: object) -> Interview:
        return Interview(spoken, [version(body, **fields)])

    return build
