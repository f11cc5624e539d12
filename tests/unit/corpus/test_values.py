"""Which figures, limits, dates, duties and conditions are told to have changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.marking import differing_blocks
from assistant.corpus.values import changed_values


def changed(before, after):
    found = changed_values(before, after, differing_blocks(before, after, list))
    return [
        (str(change.kind), change.before and change.before.value, change.after and change.after.value)
        for change in found
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("奖励 5000 万元。", "奖励 1500 万元。", [("money", "5000万元", "1500万元")]),
        ("奖励5000万元。", "奖励0.5亿元。", []),
        ("于2025年12月31日前完成。", "于2027年12月31日前完成。", [("date", "2025-12-31", "2027-12-31")]),
        ("投资不低于500万元。", "投资不超过500万元。", [("limit", "不低于", "不超过")]),
        ("培育8家以上。", "培育8家。", [("limit", "不低于", "无限定词")]),
        ("补助20%。", "补助30%。", [("ratio", "20%", "30%")]),
        ("有效期3年。", "有效期5年。", [("period", "3年", "5年")]),
        ("企业应当备案。", "企业可以备案。", [("duty", "应当", "可以")]),
        ("符合下列条件且通过验收。", "符合下列条件或通过验收。", [("duty", "且", "或")]),
        ("予以补助。", "不予补助。", [("duty", None, "不予")]),
        ("依据粤工信规字〔2023〕2号执行。", "依据粤工信规字〔2024〕7号执行。", [
            ("document_number", "粤工信规字〔2023〕2号", "粤工信规字〔2024〕7号"),
        ]),
        ("认定一批园区。", "认定15家园区。", [("count", None, "15家")]),
    ],
)  # fmt: skip
def test_what_changed_is_told_in_its_normal_form(before, after, expected):
    assert changed(before, after) == expected


def test_a_figure_and_its_limit_can_both_change():
    assert changed("不低于 5000 万元。", "不超过 1500 万元。") == [
        ("money", "5000万元", "1500万元"),
        ("limit", "不低于", "不超过"),
    ]


def test_a_condition_that_changes_is_told_whole():
    assert changed("对规模以上企业的，给予奖励。", "对中小企业的，给予奖励。") == [
        ("condition", "对规模以上企业的", "对中小企业的")
    ]


def test_figures_that_only_moved_are_none():
    assert changed("奖励100万元，补助50万元。", "补助50万元，奖励100万元。") == []


def test_each_figure_is_paired_with_the_one_in_its_place():
    assert changed("一等奖100万元，二等奖50万元。", "一等奖200万元，二等奖80万元。") == [
        ("money", "100万元", "200万元"),
        ("money", "50万元", "80万元"),
    ]


def test_the_words_of_a_value_stand_where_it_says():
    before, after = "到 2024 年底达到 5000 亿元。", "到 2024 年底达到 6000 亿元。"
    (change,) = changed_values(before, after, differing_blocks(before, after, list))
    assert before[change.before.start : change.before.end] == change.before.text == "5000 亿元"
    assert after[change.after.start : change.after.end] == change.after.text == "6000 亿元"


@given(st.text("甲乙丙，5万元 \n", max_size=30), st.text("甲乙丙，5万元 \n", max_size=30))
def test_outside_of_what_is_marked_both_wordings_are_the_same(before, after):
    blocks = differing_blocks(before, after, list)
    kept = []
    for text, spans in ((before, [each.before for each in blocks]), (after, [each.after for each in blocks])):
        gaps = zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)], strict=True)
        kept.append("".join("".join(text[left:right].split()) for left, right in gaps))
    assert kept[0] == kept[1]


def marked(before, after, cut=list):
    blocks = differing_blocks(before, after, cut)
    return [(before[slice(*block.before)], after[slice(*block.after)]) for block in blocks]


def test_a_figure_is_marked_whole():
    assert marked("达到5000万元。", "达到1500万元。") == [("5000万元", "1500万元")]


def test_words_are_marked_whole_as_they_are_cut():
    def cut(text):
        return ["给予", *text[2:]] if text.startswith("给予") else ["鼓励", *text[2:]] if text else []

    assert marked("给予企业", "鼓励企业", cut) == [("给予", "鼓励")]


def test_a_single_character_between_two_changes_is_marked_with_them():
    assert marked("甲的乙，末尾。", "丙的丁，末尾。") == [("甲的乙", "丙的丁")]


def test_an_insertion_marks_nothing_of_the_old_text():
    assert marked("企业申请。", "企业自愿申请。") == [("", "自愿")]
