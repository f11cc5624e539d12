from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.clause_search import find_clauses
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Citation, Validity
from tests.fakes.documents import version
from tests.fakes.interview import language
from tests.fakes.rules import day
from tests.fakes.searcher import MemorySearcher

OLD = version(
    "# 冷库办法\n\n一、能得到什么\n\n冷库设备补助不超过10%。\n", id="old", title="旧办法", expires_on=day("2024-12-31")
)
NEW = version("# 冷库办法\n\n一、能得到什么\n\n冷库设备补助不超过20%。\n\n交发票。\n", id="new", title="新办法")
DAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> MemorySearcher:
    spoken = language(tmp_path_factory.mktemp("jieba"))
    return MemorySearcher((*OLD.clauses, *NEW.clauses), spoken.tokenizer)


def found(searcher: MemorySearcher, text: str, limit: int = 5, public_url: str = "") -> tuple[Citation, ...]:
    return find_clauses(Catalogue([OLD, NEW]), searcher, text, limit, DAY, public_url)


def test_whole_clauses_are_found_best_first_and_headings_are_not(searcher: MemorySearcher) -> None:
    assert [each.quote for each in found(searcher, "20%冷库设备补助", 1)] == ["冷库设备补助不超过20%。"]
    assert [each.n for each in found(searcher, "冷库设备补助")] == [1, 2]


def test_what_no_longer_holds_says_so(searcher: MemorySearcher) -> None:
    assert {each.document_id: each.validity for each in found(searcher, "冷库设备补助")} == {
        "old": Validity.EXPIRED,
        "new": Validity.UNKNOWN,
    }


def test_other_spellings_find_the_same(searcher: MemorySearcher) -> None:
    plain = found(searcher, "冷库设备补助")
    assert found(searcher, "冷庫設備補助") == plain
    assert found(searcher, "冷库\u200b设备补助") == plain


def test_links_lead_to_the_public_address(searcher: MemorySearcher) -> None:
    assert found(searcher, "发票", public_url="https://policy.example")[0].reader_url.startswith(
        "https://policy.example/source/new/"
    )
