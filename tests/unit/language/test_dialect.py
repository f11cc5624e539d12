import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import MalformedKnowledge
from assistant.language.dialect import DialectRule, DialectTable
from assistant.language.script import ScriptConverter

from .conftest import KNOWLEDGE


@pytest.fixture(scope="module")
def table():
    return DialectTable.from_file(KNOWLEDGE / "dialect.yaml")


SPOKEN = [
    ("技改十條係咩嚟㗎？", "技改十条是什么？"),
    ("方案有冇講補貼啊", "方案有没有讲补贴"),
    ("冇補貼", "没有补贴"),
    ("營收目標係幾多呀", "营收目标是多少"),
    ("邊度可以睇到呢份方案", "哪里可以看到这份方案"),
    ("邊個負責？", "谁负责？"),
    ("邊個城市係化纖名城", "哪个城市是化纤名城"),
    ("点名的牛仔产地系边度", "点名的牛仔产地是哪里"),
    ("贴息系几多个点", "贴息是多少个点"),
    ("系边个负责", "是谁负责"),
    ("項目點樣申請", "项目怎样申请"),
    ("我哋間廠喺大朗，而家想做技改", "我们间厂在大朗，现在想做技改"),
    ("佢話嗰個六化即係乜嘢", "他说那个六化就是什么"),
    ("啲項目開唔到工", "这些项目开不到工"),
    ("唔識搞跨境電商，有啲咩支持㗎", "不会搞跨境电商，有些什么支持"),
    ("呢個方案啲任務幾時搞掂", "这个方案的任务什么时候完成"),
    ("完成咗未", "完成了未"),
]


@pytest.mark.parametrize(("spoken", "written"), SPOKEN)
def test_spoken_words_become_written_ones_in_either_script(table, spoken, written):
    converter = ScriptConverter()
    assert converter.to_simplified(table.to_standard(spoken)) == written
    assert table.to_standard(converter.to_simplified(spoken)) == written


@pytest.mark.parametrize(
    "text",
    [
        "企业关系、体系、系列和数字化系统",
        "重点解决、试点支持、网点会议、几点开始",
        "这边个别企业、两边条件",
        "然而家庭作坊",
        "已形成个性化定制",
        "一定系统推进",
        "各地市与我地市",
        "那截止时间呢",
        "劳动仲裁",
        "2024年底营收达到5000亿元",
    ],
)
def test_written_chinese_stays(table, text):
    assert table.to_standard(text) == text


def test_closing_particles_are_dropped_even_without_spoken_words(table):
    assert table.to_standard("有补贴吗啦？谢谢啊") == "有补贴吗？谢谢"


def test_latin_letters_match_in_either_case(table):
    assert table.to_standard("How much?") == table.to_standard("how much?") == "多少?"


def test_of_two_rules_for_a_word_the_more_exact_one_counts():
    table = DialectTable([DialectRule("边个", "哪个"), DialectRule("边个", "谁", before="话")], "")
    assert table.to_standard("边个话边个项目") == "谁话哪个项目"


@pytest.mark.parametrize("letter", ["İ", "ſ", "\u212a"])
def test_letters_that_are_alike_only_to_a_regular_expression_stay(table, letter):
    assert table.to_standard(f"企业{letter}") == f"企业{letter}"


@given(text=st.text())
def test_any_text_can_be_turned(table, text):
    table.to_standard(text)


@pytest.mark.parametrize(
    "content", ["- 嘅", "words: [", "in_context:\n- {word: 係}", "in_context:\n- {words: {係: 是}, near: 关}"]
)
def test_a_malformed_table_names_its_file(tmp_path, content):
    path = tmp_path / "dialect.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(MalformedKnowledge, match=r"dialect\.yaml:\d+"):
        DialectTable.from_file(path)


def test_a_missing_table_names_its_file(tmp_path):
    with pytest.raises(MalformedKnowledge, match="找不到"):
        DialectTable.from_file(tmp_path / "dialect.yaml")
