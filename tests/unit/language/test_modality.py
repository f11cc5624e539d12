"""Words that make a statement stronger, wider or opposite."""

import pytest

from assistant.language.modality import strong_words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("企业必须在期限内提交", {"obligation"}),
        ("企業應當提交", {"obligation"}),
        ("企业可以申请", {"permission"}),
        ("企业不可以申请", set()),
        ("所有企业自动享受", {"universality", "automatic", "permission"}),
        ("增长5%", {"more"}),
        ("下降5%", {"less"}),
        ("两项条件之一", {"alternative"}),
        ("同时满足两项条件", {"jointly"}),
        ("申报已截止", {"ended"}),
        ("每年申报一次", {"repeated", "single"}),
        ("保证金和一定比例", set()),
        ("供应商对应的须知", set()),
    ],
)
def test_classes_of_strong_words_are_found(text, names):
    assert set(strong_words(text)) == names
