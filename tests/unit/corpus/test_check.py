from datetime import date
from pathlib import Path

import pytest

from assistant.corpus import LoadResult, load_documents
from assistant.corpus.check import Severity, check_documents
from assistant.domain import PolicyDate, Precision
from assistant.errors import MalformedKnowledge
from tests.fakes.documents import document

BODY = "# 示例文件\n\n正文一句。\n"


def findings(body=BODY, **fields):
    return check_documents(LoadResult((document(body, **fields),), ()))


def test_the_knowledge_that_we_ship_has_no_findings():
    assert check_documents(load_documents([Path(__file__).parents[3] / "knowledge"])) == ()


def test_a_sound_document_has_no_findings():
    assert findings() == ()


def test_a_malformed_file_is_found_with_its_line():
    loaded = LoadResult((), (MalformedKnowledge(Path("documents/a.md"), 3, "缺少字段", "请补上"),))
    assert check_documents(loaded)[0].place == "documents/a.md:3"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"interprets": "nowhere"}, "interprets 指向的文件“nowhere”不存在"),
        ({"interprets": "sample"}, "interprets 指向了文件自己"),
        ({"validity_basis": ("2024年底前",)}, "“2024年底前”在正文里找不到"),
        ({"url": "ftp://example.test"}, "不是 http 或 https 网址"),
        ({"url": "https://"}, "不是 http 或 https 网址"),
        ({"expires_on": PolicyDate(date(2024, 1, 1), Precision.DAY)}, "没有在 validity_basis 照抄原文依据"),
        (
            {
                "issued_on": PolicyDate(date(2024, 3, 1), Precision.MONTH),
                "expires_on": PolicyDate(date(2023, 1, 1), Precision.YEAR),
                "validity_basis": ("正文一句。",),
            },
            "到期日 2023 早于开始日 2024-03",
        ),
    ],
)
def test_wrong_front_matter_is_found(fields, message):
    (finding,) = findings(**fields)
    assert finding.severity is Severity.ERROR
    assert finding.place == "sample"
    assert message in finding.message


@pytest.mark.parametrize("body", ["", "# 示例文件\n", "# 示例文件\n\n一、目标\n"])
def test_a_document_without_anything_to_cite_is_found(body):
    assert "没有可以引用的条款" in findings(body)[0].message


def test_a_clause_without_words_is_found():
    (finding,) = findings(BODY + "\n……\n")
    assert finding.place == "sample:0.s2"


def test_a_sentence_that_a_page_break_cut_is_suspected():
    cut = "推动企业如期完成年度投资计划，建立完善与行业协会、各细分领域企业的常态化沟通交\n\n流机制。"
    (finding,) = findings(BODY + "\n" + cut)
    assert finding.severity is Severity.WARNING
    assert "切断" in finding.message
