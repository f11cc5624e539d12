"""Documents are found by the number that a question types, even where it is half wrong."""

import pytest

from assistant.answering.document_names import DocumentNumbers
from assistant.corpus.catalogue import Catalogue
from assistant.domain import AnswerStatus, Kind
from tests.fakes.documents import version
from tests.fakes.interview import Interview
from tests.fakes.rules import rule

COLD = version(
    "# 冷库办法\n\n依据《渔业条例》（某府〔2020〕12号），对冷库给予奖补，奖补比例为18%。申报通知是粤农函〔2026〕40号。",
    id="cold",
    short_title="冷库办法",
    doc_number="粤渔规字〔2024〕5号",
)
SHIPS = version(
    "# 渔船办法\n\n渔船给予奖补，旧规则粤渔规字〔2021〕3号停止执行。",
    id="ships",
    short_title="渔船办法",
    doc_number="粤渔规字〔2024〕18号",
)
VANS = version(
    "# 冷藏车办法\n\n冷藏车给予贴息。",
    id="vans",
    short_title="冷藏车办法",
    doc_number="粤财办〔2024〕5号",
    aliases=("粤财办函〔2023〕9号",),
)


@pytest.fixture(scope="module")
def numbers():
    return DocumentNumbers(Catalogue([COLD, SHIPS, VANS]))


@pytest.fixture(scope="module")
def asked(spoken):
    return Interview(spoken, [COLD, SHIPS, VANS])


@pytest.mark.parametrize(
    "typed",
    [
        "粤渔规字〔2024〕5号",
        "粤渔规字[2024]5号",
        "粤渔规字（2024）5号",
        "粤渔规字【2024】第05号",
        "粤渔规字 2024 年 5 号",
        "粤渔规字2024年5号",
        "粤渔规字20245号",
        "粤渔规字２０２４年第５号",
    ],
)
def test_a_number_is_known_with_and_without_its_brackets(numbers, typed):
    (named,), rest = numbers.find(f"请问{typed}讲什么")
    assert (named.number, named.documents, named.own) == ("粤渔规字〔2024〕5号", ("cold",), True)
    assert not named.is_mistyped
    assert rest.split() == ["请问", "讲什么"]


def test_of_two_with_the_same_year_and_serial_the_issuer_decides(numbers):
    assert numbers.find("粤渔规字2024年5号")[0][0].documents == ("cold",)
    assert numbers.find("粤财办2024年5号")[0][0].documents == ("vans",)


@pytest.mark.parametrize("typed", ["粤渔规", "粤渔字", "粤鱼规字", "粤渔规函"])
def test_a_wrong_issuer_finds_the_right_number_and_is_told(numbers, typed):
    (named,), rest = numbers.find(f"{typed}〔2024〕18号给多少钱")
    assert (named.number, named.typed, named.documents) == ("粤渔规字〔2024〕18号", f"{typed}〔2024〕18号", ("ships",))
    assert named.is_mistyped
    assert rest.strip() == "给多少钱"


def test_words_before_a_wrong_issuer_are_not_taken_for_part_of_it(numbers):
    (named,), rest = numbers.find("有冇一份粤渔规2024年18号")
    assert named.typed == "粤渔规〔2024〕18号"
    assert rest.strip() == "有冇一份"


def test_the_end_of_an_issuer_is_no_mistake(numbers):
    (named,), _ = numbers.find("规字〔2024〕18号")
    assert (named.number, named.is_mistyped) == ("粤渔规字〔2024〕18号", False)


@pytest.mark.parametrize(
    "text",
    [
        "粤渔规字〔2025〕5号",
        "粤渔规字〔2024〕6号",
        "国发〔2024〕18号",
        "粤财办〔2024〕18号",
        "2024年5号",
        "5号文",
        "23年5号文",
        "8月18号文件说的",
        "5号",
        "我们厂在港湾路2024号5号楼",
        "厂房是2024年5号楼",
        "2024年5月18号截止吗",
        "找18号窗口",
    ],
)
def test_what_is_no_known_number_is_left_in_the_text(numbers, text):
    assert numbers.find(text) == ((), text)


@pytest.mark.parametrize(
    ("text", "id", "rest"),
    [
        ("18号文还有用吗", "ships", "还有用吗"),
        ("24年的18号文讲什么", "ships", "讲什么"),
        ("粤渔规字5号给多少", "cold", "给多少"),
        ("5号文给冷库多少", "cold", "给冷库多少"),
        ("5号文件给冷藏车贴几个点", "vans", "给冷藏车贴几个点"),
    ],
)
def test_a_number_without_its_year_or_issuer_is_the_one_that_it_can_be(numbers, text, id, rest):
    (named,), left = numbers.find(text)
    assert (named.documents, named.is_mistyped) == ((id,), False)
    assert left.replace(" ", "") == rest


def test_a_document_bears_the_numbers_among_its_aliases(numbers):
    (named,), _ = numbers.find("粤财办函2023年9号")
    assert (named.documents, named.own) == (("vans",), True)


def test_a_number_that_is_only_mentioned_leads_to_where_it_is_mentioned(numbers):
    (named,), _ = numbers.find("粤农函2026年40号什么时候截止")
    assert (named.number, named.documents, named.own) == ("粤农函〔2026〕40号", ("cold",), False)


def test_a_mentioned_number_goes_without_the_words_before_its_issuer(numbers):
    (named,), _ = numbers.find("粤渔规字〔2021〕3号还有用吗")
    assert (named.number, named.documents, named.own) == ("粤渔规字〔2021〕3号", ("ships",), False)


def test_a_number_that_one_document_bears_and_another_mentions_is_that_of_its_bearer():
    mentioning = version("# 细则\n\n细则依据粤渔规字〔2024〕5号制定。", id="details")
    (named,), _ = DocumentNumbers(Catalogue([mentioning, COLD])).find("粤渔规字〔2024〕5号")
    assert (named.documents, named.own) == (("cold",), True)


def test_several_numbers_are_found_in_one_question(numbers):
    found, rest = numbers.find("粤渔规字〔2024〕5号和粤渔规字〔2024〕18号有什么区别")
    assert [each.documents for each in found] == [("cold",), ("ships",)]
    assert rest.split() == ["和", "有什么区别"]


def test_a_digest_and_the_official_text_of_one_number_are_both_named():
    short = version("- 冷库给奖补。", id="short", kind=Kind.DIGEST, doc_number="粤渔规字〔2024〕5号")
    (named,), _ = DocumentNumbers(Catalogue([COLD, short])).find("粤渔规字〔2024〕5号")
    assert named.documents == ("cold", "short")


def test_the_document_of_a_number_is_what_is_answered_from(asked):
    for typed in ("粤渔规字〔2024〕5号", "粤渔规字2024年5号"):
        told = asked.ask(f"{typed}对冷库的奖补比例是多少？")
        assert told.status is AnswerStatus.ANSWERED
        assert {clause_id.split(":")[0] for clause_id in told.clauses} == {"cold"}
        assert told.turn.notices == ()


def test_a_number_that_was_half_wrong_is_put_right_in_a_notice(asked):
    (notice,) = asked.ask("粤渔规〔2024〕5号对冷库的奖补比例是多少？").turn.notices
    assert notice == "没有收录粤渔规〔2024〕5号；按粤渔规字〔2024〕5号（《冷库办法》）回答。"


def test_the_notice_is_in_the_script_of_the_question(asked):
    (notice,) = asked.ask("請問粵漁規〔2024〕5號嘅獎補比例係幾多？").turn.notices
    assert "沒有收錄" in notice


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("粤财工〔2024〕4号还作数吗", "粤财工〔2024〕4号"),
        ("按粤财工2024 4号讲的", "粤财工〔2024〕4号"),
        ("那份粤渔规字〔2099〕9号", "粤渔规字〔2099〕9号"),
        ("粤渔规字〔2024〕5号还有效吗", ""),
        ("第2024 5号文件", ""),
        ("没有文号", ""),
    ],
)
def test_a_number_that_no_document_bears_or_mentions_is_known_as_such(numbers, text, number):
    assert numbers.unknown(text) == number


@pytest.mark.parametrize(
    "asked_for", ["粤财工〔2024〕4号还作数吗", "粤财工2024 4号现在还有效吗", "国发〔2021〕9号有什么补贴"]
)
def test_of_a_document_that_was_not_collected_nothing_else_is_told(spoken, asked_for):
    rules = (rule("cold", "冷库办法", "- 冷库奖补比例为18%。[^news]", doc_number="粤渔规字〔2024〕5号"),)
    told = Interview(spoken, rules).ask(asked_for)
    assert told.status is AnswerStatus.NO_EVIDENCE
    assert told.said[0].startswith("没有收录")
    assert told.clauses == []


def test_a_number_that_is_only_a_basis_does_not_hide_what_is_asked(spoken):
    rules = (rule("cold", "冷库办法", "- 冷库奖补比例为18%。[^news]", doc_number="粤渔规字〔2024〕5号"),)
    told = Interview(spoken, rules).ask("根据粤财工〔2021〕9号，冷库奖补比例是多少？")
    assert "没有收录" not in told.said[0]
