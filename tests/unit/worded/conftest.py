"""A small answer in quotes, and a gate over it."""

from __future__ import annotations

import pytest

from assistant.domain import Citation, Kind, Sentence, Validity
from assistant.language.tokens import read_words
from assistant.worded.building import CONNECTING_WORDS
from assistant.worded.coverage import Coverage
from assistant.worded.gate import Gate
from assistant.worded.statements import Statement, statements_of
from tests.fakes.interview import KNOWLEDGE, language

QUOTES = (
    "设备奖励不超过设备购置额的20%，每个项目最高1500万元",
    "申请设备奖励，新设备金额珠三角不低于700万元，粤东西北不低于400万元",
    "企业向所在地的市工业和信息化局提交材料，逾期不予受理",
    "资金不得用于偿还债务",
)


def citation(n: int, quote: str, **fields: object) -> Citation:
    """One of an invented rule."""
    values: dict[str, object] = {
        "n": n,
        "clause_id": f"rule:{n}",
        "document_id": "rule",
        "version": 1,
        "title": "企业技术改造资金实施细则",
        "doc_number": "粤工信规字〔2024〕7号",
        "issuer": "某厅",
        "issued_on": None,
        "kind": Kind.OFFICIAL_TEXT,
        "validity": Validity.IN_FORCE,
        "locator": "二、支持标准",
        "quote": quote,
        "start": 0,
        "end": len(quote),
        "digest": "d" * 64,
        "url": "",
        "reader_url": "",
        "short_title": "技改资金细则",
    }
    return Citation(**(values | fields))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def spoken(tmp_path_factory):
    return language(tmp_path_factory.mktemp("jieba"))


@pytest.fixture(scope="session")
def gate(spoken) -> Gate:
    connecting = frozenset(read_words(KNOWLEDGE / CONNECTING_WORDS))
    return Gate(spoken.lexicon.places, Coverage(spoken.tokenizer, connecting), spoken.script.to_simplified)


def statements(*quotes: str) -> dict[int, Statement]:
    """Each quote as a statement of its own."""
    cited = [citation(n, quote) for n, quote in enumerate(quotes or QUOTES, 1)]
    told = [Sentence(f"《技改资金细则》写明：{each.quote}。", (each.n,), wordable=True) for each in cited]
    return dict(statements_of(told, cited))
