import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.homophones import HomophoneIndex
from assistant.language.readings import Readings, merge
from assistant.language.tokens import read_words

from .conftest import KNOWLEDGE


@pytest.fixture(scope="module")
def index():
    return HomophoneIndex(read_words(KNOWLEDGE / "terms.txt"), Readings(None))


@pytest.fixture(scope="module")
def known(tokenizer):
    return tokenizer.is_word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("技该十条有什么支持", "技改十条有什么支持"),
        ("小生规怎么做", "小升规怎么做"),
        ("穿越时尚潮服会要办多少场", "穿粤时尚潮服荟要办多少场"),
        ("纺织服装新治生产力", "纺织服装新质生产力"),
        ("中式平台有什么支持", "中试平台有什么支持"),
        ("炼主企业和供应连", "链主企业和供应链"),
        ("印燃行业", "印染行业"),
        ("营受目标", "营收目标"),
        ("百连任性提升", "百链韧性提升"),
        ("三频战略", "三品战略"),
        ("单向冠军", "单项冠军"),
    ],
)
def test_what_sounds_like_a_term_becomes_the_term(index, known, typed, meant):
    assert index.correct(typed, known).text == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("穿粤时尚服荟是什么", "穿粤时尚潮服荟是什么"),
        ("穿粤时尚的潮服荟", "穿粤时尚潮服荟"),
        ("百链刃性提神", "百链韧性提升"),
        ("新型研机构", "新型研发机构"),
    ],
)
def test_one_character_missing_added_or_wrong_is_mended_in_long_terms(index, known, typed, meant):
    assert index.correct(typed, known).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "穿粤时尚潮服荟和技改十条",
        "制定和指定实时的项目",
        "请问怎样注册公司",
        "消费品以旧换新",
        "落实五大专项行动",
        "我身份证号",
        "新动能竞相迸发",
        "中小企业",
        "纺织企业",
        "企业人才库",
        "RCEP 2024",
        "",
    ],
)
def test_what_is_spelt_right_or_is_another_word_stays(index, known, text):
    assert index.correct(text, known).text == text


def test_replacements_are_told_from_left_to_right(index, known):
    correction = index.correct("小生规、技该十条！", known)
    assert correction.text == "小升规、技改十条！"
    assert correction.replacements == (("小生规", "小升规"), ("技该十条", "技改十条"))


def test_what_is_known_is_never_replaced(index):
    assert index.correct("技该十条", lambda word: True).text == "技该十条"


@pytest.mark.parametrize(
    ("heard", "meant"), [("zhong", "zong"), ("shi", "si"), ("nan", "lang"), ("hui", "fei"), ("xin", "xing")]
)
def test_southern_accents_merge_sounds(heard, meant):
    assert merge(heard) == merge(meant)


@given(text=st.text(alphabet="穿粤越时尚潮服荟会汇技改该十条小升生规企业的，a1 "))
def test_every_change_is_told(index, known, text):
    once = index.correct(text, known)
    assert (once.text == text) is not bool(once.replacements)
    for typed, meant in once.replacements:
        assert typed in text
        assert meant in once.text


@given(text=st.text())
def test_any_text_can_be_corrected(index, text):
    index.correct(text, str.isspace)
