"""Words that make a statement stronger, wider or opposite."""

import pytest

from assistant.language.modality import lost_words, strong_words, unheld_words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("企业必须在期限内提交", {"obligation", "handed_in"}),
        ("企業應當提交", {"obligation", "handed_in"}),
        ("企业可以申请", {"permission"}),
        ("企业不可以申请", set()),
        ("所有企业自动享受", {"universality", "automatic", "permission"}),
        ("增长5%", {"more"}),
        ("下降5%", {"less"}),
        ("两项条件之一", {"alternative"}),
        ("同时满足两项条件", {"jointly"}),
        ("申报已截止", {"done", "ended"}),
        ("每年申报一次", {"repeated", "single"}),
        ("保证金和一定比例", set()),
        ("供应商对应的须知", set()),
    ],
)
def test_classes_of_strong_words_are_found(text, names):
    assert set(strong_words(text)) == names


@pytest.mark.parametrize(
    ("text", "quote", "lost"),
    [
        ("项目备案、核准和审批", "项目备案、核准或审批", ["或"]),
        ("营业收入4亿元以上", "3年平均营业收入4亿元以上", ["平均"]),
        ("执行到2026年12月31日，将会延长", "执行到2026年12月31日，可能延长", ["可能"]),
        ("大约到2027年", "约到2027年", []),
    ],
)
def test_words_of_doubt_and_choice_that_a_text_loses_are_found(text, quote, lost):
    assert list(lost_words(text, quote)) == lost


def test_where_a_text_has_it_from_is_not_lost():
    assert list(lost_words("比例是15%", "据咨询机构网页，比例是15%", whole=True)) == ["据咨询"]


def test_words_are_held_by_others_that_say_the_same():
    assert list(unheld_words("旧办法已被取代", "新办法取代了旧办法")) == []
    assert list(unheld_words("园区已经建成", "支持建成园区")) == ["已经"]
