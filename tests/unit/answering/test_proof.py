"""The rules that a sentence of any author has to pass."""

import pytest

from assistant.answering.proof import Flaw, unproven, unproven_figures, without_quotes
from assistant.answering.verify import Verify
from assistant.domain import Citation, Kind, Sentence, Validity
from tests.fakes.interview import Interview

QUOTE = "到 2024 年底，珠海建成 20 座以上现代渔港，对未能按期完成的不予支持，更新率达到 35%，依据粤渔〔2023〕7号。"


@pytest.fixture
def flaws(spoken):
    """What is wrong with a sentence that rests on these quotes."""

    def found(sentence: str, *quotes: str) -> set[Flaw]:
        return {failure.flaw for failure in unproven(sentence, quotes or (QUOTE,), spoken.lexicon.places)}

    return found


@pytest.mark.parametrize(
    "sentence",
    [
        QUOTE,
        "珠海要建二十座以上渔港。",
        "到2024年底更新率达到百分之三十五。",
        "按粤渔〔2023〕7号文，未能按期完成的不予支持。",
        "根据文件，现代渔港将有20座以上，对此一并支持。",
        "第一，建设渔港；第二，更新渔船。",
        "一是建设渔港，二是更新渔船，十分重要。",
        "更新率达到３５％。",
    ],
)
def test_what_the_quote_holds_may_be_said_in_other_words(flaws, sentence):
    assert flaws(sentence) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "建成 21 座以上渔港。",
        "建成 20 座渔港。",
        "建成 20 座以下渔港。",
        "建成 20 家以上渔港。",
        "到 2025 年底。",
        "到 2024 年初。",
        "更新率达到 35‰。",
        "建成 20 座以上渔港、20 座以上冷库。",
        "落实二大任务。",
        "建设万亩渔港。",
        "第三部分建设渔港。",
    ],
)
def test_figures_need_the_same_figure_with_its_unit_and_limit_as_often(flaws, sentence):
    assert flaws(sentence) == {Flaw.FIGURE}


def test_one_figure_does_not_prove_two_thresholds(flaws):
    quote = "珠三角 1 亿元以上，粤东西北 5000 万元以上"
    assert flaws(quote, quote) == set()
    assert flaws("珠三角 1 亿元以上，粤东西北 10000 万元以上", quote) == {Flaw.FIGURE}


def test_dates_may_be_repeated(flaws):
    assert flaws("到 2024 年底建成，2024 年底前验收。".replace("底前", "底")) == set()


def test_document_numbers_need_the_same_number(flaws):
    assert Flaw.DOCUMENT_NUMBER in flaws("依据粤渔〔2023〕8号。")
    assert flaws("按照粤渔〔2023〕 7 号。") == set()


def test_places_need_to_be_named(flaws):
    assert flaws("湛江建成 20 座以上现代渔港。") == {Flaw.PLACE}


@pytest.mark.parametrize(
    "sentence", ["对能按期完成的不予支持。", "对按期完成的予以支持。", "渔港不再更新。", "没有建成 20 座以上现代渔港。"]
)
def test_what_is_denied_may_not_be_affirmed_nor_the_other_way_round(flaws, sentence):
    assert flaws(sentence) == {Flaw.POLARITY}


def test_a_sentence_about_another_part_of_the_quote_need_not_repeat_its_denial(flaws):
    assert flaws("珠海建成 20 座以上现代渔港。") == set()
    assert flaws("已按期完成的单位，", "未能按期完成的要检查，已按期完成的给予表扬。") == set()


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("可以享受多项支持。", "不得享受多项支持。"),
        ("能够如期开工的项目", "无法如期开工的项目"),
        ("本省企业可以参加", "仅限本省企业参加"),
        ("需要提交纸质材料", "无需提交纸质材料"),
    ],
)
def test_a_lost_denial_or_restriction_is_a_flaw(flaws, sentence, quote):
    assert flaws(sentence, quote) == {Flaw.POLARITY}


def test_figures_that_the_program_vouches_for_need_no_quote():
    assert unproven_figures("截至 2026-01-05", []) != ()
    assert unproven_figures("截至 2026-01-05", [], ("2026-01-05",)) == ()


@pytest.mark.parametrize(
    ("sentence", "own"), [("500万元的设备，最高1500万元", "500万元"), ("五百万，最高一千五百万", "五百万")]
)
def test_a_figure_that_is_vouched_for_is_not_the_end_of_a_greater_one(sentence, own):
    cap = sentence.split("最高")[1]
    assert unproven_figures(sentence, [f"最高{cap}"], (own,)) == ()
    assert unproven_figures(sentence, [], (own,)) != ()


def test_quotes_are_taken_out_whatever_the_spaces():
    assert without_quotes("《方案》写明：到2024年底，建成 20座。", ["到 2024 年底，建成 20 座。"]) == "《方案》写明：\n"
    assert without_quotes("建成20座以上渔港", ["20座", "建成20座以上"]) == "\n渔港"


@pytest.fixture(scope="session")
def cited(over, spoken):
    """A verifier over one clause, and a true citation of a stretch of it."""
    interview: Interview = over(f"# 方案\n\n一、目标\n\n{QUOTE}")
    (clause,) = [clause for clause in interview.catalogue.clauses.values() if clause.text == QUOTE]
    document = interview.catalogue.document(clause.document_id)

    def cite(stretch: str, **fields: object) -> Citation:
        start = clause.start + clause.text.index(stretch)
        values = {
            "n": 1,
            "clause_id": clause.id,
            "document_id": document.id,
            "version": 1,
            "title": document.title,
            "doc_number": None,
            "issuer": document.issuer,
            "issued_on": None,
            "kind": Kind.OFFICIAL_TEXT,
            "validity": Validity.UNKNOWN,
            "locator": clause.locator,
            "quote": stretch,
            "start": start,
            "end": start + len(stretch),
            "digest": clause.digest,
            "url": document.url,
            "reader_url": "",
        }
        return Citation(**{**values, **fields})

    return Verify(interview.catalogue, spoken.lexicon.places, "", spoken.script), cite


STRETCH = "珠海建成 20 座以上现代渔港"


def failures(
    cited, text: str, own: tuple[str, ...] = (), numbers: tuple[int, ...] = (1,), **fields: object
) -> set[Flaw]:
    verify, cite = cited
    citation = cite(STRETCH, **fields)
    found = verify.failures(Sentence(text, numbers), {1: citation}, own)
    return {failure.flaw for failure in found}


def test_a_verbatim_sentence_with_its_citation_is_proven(cited):
    assert failures(cited, STRETCH) == set()
    assert failures(cited, f"《方案》写明：{STRETCH}。", ("《方案》写明：", "。")) == set()


def test_a_citation_that_does_not_exist_is_a_flaw(cited):
    assert Flaw.CITATION in failures(cited, STRETCH, numbers=(1, 2))


def test_words_that_are_neither_quoted_nor_ours_are_a_flaw(cited):
    assert failures(cited, f"{STRETCH}并给予补贴") == {Flaw.QUOTE}
    assert failures(cited, f"《方案》写明：{STRETCH}") == {Flaw.QUOTE}


@pytest.mark.parametrize(
    "fields",
    [
        {"quote": "珠海建成 21 座以上现代渔港"},
        {"start": 0},
        {"end": 10_000},
        {"clause_id": "sample:9.9"},
    ],
)
def test_a_citation_that_the_store_does_not_bear_out_is_a_flaw(cited, fields):
    assert Flaw.QUOTE in failures(cited, STRETCH, **fields)


def test_our_own_words_may_hold_no_figure_either(cited):
    assert failures(cited, f"共 30 座：{STRETCH}", ("共 30 座：",)) == {Flaw.FIGURE}
