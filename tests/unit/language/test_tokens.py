from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import MalformedKnowledge
from assistant.language.tokens import read_words


def test_terms_of_the_corpus_stay_whole(tokenizer):
    assert "穿粤时尚潮服荟" in tokenizer.words("举办“穿粤时尚潮服荟”系列活动")
    assert tokenizer.content_words("深入实施“技改十条”") == ["深入", "实施", "技改十条"]


def test_stop_words_are_no_content(tokenizer):
    assert tokenizer.content_words("请问技改十条是什么？") == ["技改十条"]


def test_words_of_an_index_include_the_shorter_words_inside(tokenizer):
    assert {"广东", "广东省"} <= set(tokenizer.words("广东省"))


@pytest.mark.parametrize(
    "text",
    ["到 2024 年底，营收达到 5000 亿元", "到2024年底,营收达到5,000亿元", "到２０２４年底，營收達到 ５０００ 億元"],
)
def test_spaces_widths_and_script_make_no_difference(tokenizer, text):
    plain = "到2024年底，营收达到5000亿元"
    assert tokenizer.words(text) == tokenizer.words(plain)
    assert tokenizer.bigrams(text) == tokenizer.bigrams(plain)


def test_bigrams_stay_within_runs_and_keep_latin_whole(tokenizer):
    assert tokenizer.bigrams("加强RCEP合作、A股") == ["加强", "rcep", "合作", "a", "股"]


def test_figures_of_two_words_stay_two(tokenizer):
    assert tokenizer.words("ISO 9001 1 亿元")[:2] == ["iso", "9001"]


@given(st.text())
def test_the_pieces_of_a_text_joined_are_the_text(tokenizer, text):
    assert "".join(tokenizer.pieces(text)) == text


def test_pieces_are_words(tokenizer):
    assert tokenizer.pieces("給予 一次性奖励，") == ["給", "予", " ", "一次性", "奖励", "，"]


def test_threads_share_one_tokenizer(tokenizer):
    texts = [f"第{i}项行动推进穿粤时尚潮服荟" for i in range(50)]
    alone = [tokenizer.words(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(tokenizer.words, texts)) == alone


@given(text=st.text())
def test_any_text_can_be_cut(tokenizer, text):
    tokenizer.words(text)
    assert all(tokenizer.bigrams(text))
    assert not any(word.isspace() for word in tokenizer.content_words(text))


def test_comments_and_blank_lines_of_a_list_are_ignored(tmp_path):
    path = tmp_path / "terms.txt"
    path.write_text("\ufeff# 说明\n小升规 # 注\n\n链主\n小升规\n", encoding="utf-8")
    assert read_words(path) == ("小升规", "链主")


def test_a_missing_list_names_its_file(tmp_path):
    with pytest.raises(MalformedKnowledge, match=r"terms\.txt"):
        read_words(tmp_path / "terms.txt")


def test_a_list_in_another_encoding_says_so(tmp_path):
    path = tmp_path / "terms.txt"
    path.write_bytes("链主".encode("gbk"))
    with pytest.raises(MalformedKnowledge, match="UTF-8"):
        read_words(path)
