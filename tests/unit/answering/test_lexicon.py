"""The word lists of `knowledge/`: what is wrong is named, and what ships is clean."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from assistant.answering.lexicon import Lexicon
from assistant.errors import MalformedKnowledge
from assistant.language.normalise import nfkc, strip_invisible
from assistant.language.script import ScriptConverter
from assistant.language.tokens import read_words
from tests.fakes.interview import KNOWLEDGE

LISTS = ("synonyms.yaml", "aspects.yaml", "places.yaml", "conversation.yaml")


@pytest.fixture
def folder(tmp_path):
    for path in (*KNOWLEDGE.glob("*.yaml"), *KNOWLEDGE.glob("*.txt")):
        shutil.copy(path, tmp_path)
    return tmp_path


def test_the_lists_that_ship_can_be_read(folder):
    lexicon = Lexicon.from_dir(folder)
    assert lexicon.aspects
    assert lexicon.synonyms["营收"]


@pytest.mark.parametrize("name", LISTS)
def test_broken_yaml_is_named_with_its_line_and_a_remedy(folder, name):
    lines = (folder / name).read_text("utf-8").splitlines()
    (folder / name).write_text("\n".join([*lines, "坏: [未完"]) + "\n", encoding="utf-8")
    with pytest.raises(MalformedKnowledge) as refused:
        Lexicon.from_dir(folder)
    assert refused.value.path == folder / name
    assert len(lines) <= refused.value.line <= len(lines) + 2
    assert refused.value.remedy


@pytest.mark.parametrize("name", LISTS)
def test_a_missing_list_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(MalformedKnowledge) as refused:
        Lexicon.from_dir(folder)
    assert refused.value.path == folder / name
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("aspects.yaml", "- {label: 补贴}\n"),
        ("aspects.yaml", "- {label: 补贴, group: 补贴, type: gold, words: [补贴], evidence: [补贴]}\n"),
        ("aspects.yaml", "- {label: 补贴, group: 补贴, words: [], patterns: ['(补'], evidence: [补贴]}\n"),
        ("aspects.yaml", "补贴\n"),
        ("places.yaml", "province: 广东\n"),
        ("places.yaml", "- 广州\n"),
        ("synonyms.yaml", "- 营收\n"),
        ("synonyms.yaml", "营收: 生意额\n"),
        ("conversation.yaml", "small_talk: {}\n"),
        ("conversation.yaml", "small_talk: {greeting: ['[']}\nout_of_scope: []\nunsafe: {}\n"),
    ],
)
def test_a_list_of_another_shape_is_named_too(folder, name, content):
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(MalformedKnowledge) as refused:
        Lexicon.from_dir(folder)
    assert refused.value.path == folder / name
    assert refused.value.line >= 1
    assert refused.value.remedy


def test_a_list_that_is_not_utf8_is_named(folder):
    (folder / "places.yaml").write_bytes("province: 广东\n".encode("gb18030"))
    with pytest.raises(MalformedKnowledge) as refused:
        Lexicon.from_dir(folder)
    assert refused.value.path == folder / "places.yaml"


def entries() -> Iterator[tuple[str, str]]:
    """Every word of the lists that ship; patterns and labels are no words."""
    synonyms = yaml.safe_load((KNOWLEDGE / "synonyms.yaml").read_text("utf-8"))
    for official, sayings in synonyms.items():
        yield from (("synonyms.yaml", word) for word in (official, *sayings))
    for aspect in yaml.safe_load((KNOWLEDGE / "aspects.yaml").read_text("utf-8")):
        yield from (("aspects.yaml", word) for word in (*aspect["words"], *aspect["evidence"]))
    places = yaml.safe_load((KNOWLEDGE / "places.yaml").read_text("utf-8"))
    for value in places.values():
        for word in [value] if isinstance(value, str) else value:
            yield "places.yaml", word
    for name in ("terms.txt", "stopwords.txt", "weak_words.txt"):
        yield from ((name, word) for word in read_words(KNOWLEDGE / name))


ENTRIES = tuple(entries())


@pytest.mark.parametrize("name", sorted({name for name, _ in ENTRIES}))
def test_every_word_is_spelt_as_questions_are_read(name):
    converter = ScriptConverter()
    # terms.txt keeps RCEP as documents write it; the tokenizer lowers it.
    lowered = name not in ("terms.txt", "stopwords.txt")
    for _, word in (entry for entry in ENTRIES if entry[0] == name):
        plain = nfkc(strip_invisible(converter.to_simplified(word))).strip()
        assert word == (plain.lower() if lowered else plain)


@pytest.mark.parametrize("name", ["stopwords.txt", "weak_words.txt", "terms.txt"])
def test_no_word_stands_twice_in_a_list(name):
    words = [line.split("#", 1)[0].strip() for line in Path(KNOWLEDGE / name).read_text("utf-8").splitlines()]
    words = [word for word in words if word]
    assert sorted(words) == sorted(set(words))


def test_every_town_lies_in_a_city_that_is_known():
    places = yaml.safe_load((KNOWLEDGE / "places.yaml").read_text("utf-8"))
    assert set(places["towns"].values()) <= set(places["cities"])
    inside = {*places["cities"], *places["towns"], *places["areas"], *places["beyond"]}
    assert inside & set(places["other_provinces"]) == set()


def test_every_aspect_can_be_asked(spoken):
    for aspect in spoken.lexicon.aspects:
        assert aspect.words or aspect.patterns
        assert all(aspect.is_asked(word) for word in aspect.words)


def test_every_pattern_of_small_talk_is_closed_to_questions(spoken):
    for question in ("你好，技改怎么支持", "谢谢，有补贴吗", "好的，那截止时间呢", "再见前问一句营收目标"):
        for patterns in spoken.lexicon.conversation.small_talk.values():
            assert not any(pattern.search(question) for pattern in patterns)


@pytest.mark.parametrize(
    "text",
    [
        "奖励提高要什么条件",
        "投资最高要多少",
        "订单非常平稳",
        "资金平均分",
        "买了连平车一起",
        "优惠来得及吗",
        "提高明显",
        "从化纤厂起家",
        "广东源头",
        "数据云安全",
        "创新会不会补",
    ],
)
def test_characters_that_meet_by_chance_are_no_place(spoken, text):
    assert spoken.lexicon.places.find(text) == ()


def test_every_place_in_latin_letters_is_one_that_is_known():
    places = yaml.safe_load((KNOWLEDGE / "places.yaml").read_text("utf-8"))
    assert set(places["latin"].values()) <= {*places["cities"], *places["towns"], *places["areas"]}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Panyu garment factory", "番禺 garment factory"),
        ("我厂在KAIPING", "我厂在开平"),
        ("panyus", "panyus"),
        ("ERP系统", "ERP系统"),
    ],
)
def test_places_in_latin_letters_are_read_as_documents_write_them(spoken, typed, written):
    assert spoken.lexicon.places.in_characters(typed) == written
