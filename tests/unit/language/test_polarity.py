import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.polarity import denied, negations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不得重复申报", ("不得",)),
        ("禁止重复申报", ("不得",)),
        ("本方案没有写明补贴比例", ("没有",)),
        ("对未能按期完成的做好督促检查", ("没有",)),
        ("前期工作缓慢无法如期开工", ("没有",)),
        ("不符合条件的除外", ("不", "除外")),
        ("除广州、深圳外", ("除外",)),
        ("仅限规上企业", ("仅",)),
        ("奖励最高500万元，不低于10万元", ("不超过", "不低于")),
        ("不得超过500万元", ("不超过",)),
        ("非本省企業無需提交", ("不", "不必")),
        ("有冇不同的規定，沒有", ("没有",)),
    ],
)
def test_markers_are_named_alike_and_in_order(text, expected):
    assert negations(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "不断优化营商环境",
        "也可以申请，不过要用于研发",
        "不仅要做大，而且要做强",
        "非常重要的非遗技艺",
        "发展无人机与无纺布",
        "未来产业",
        "是不是规上企业，能不能申报，有没有补贴",
        "不同地区差不多",
        "必不可少",
        "某某有限公司",
        "建成15家以上产业集聚区",
    ],
)
def test_words_that_deny_nothing_are_no_markers(text):
    assert negations(text) == ()


@given(st.text(), st.text())
def test_any_text_can_be_read(left, right):
    assert negations(left + "。") + negations(right) == negations(f"{left}。{right}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对未能按期完成的做好督促", ("按期完",)),
        ("无法如期开工", ("如期开",)),
        ("仅限本省企业参加，不得重复申报", ("本省企", "重复申")),
        ("不超过500万元，除广州外", ()),
        ("不断优化", ()),
        ("有没有", ()),
        ("不予。", ()),
    ],
)
def test_what_is_denied_is_named_by_its_first_characters(text, expected):
    assert denied(text) == expected
