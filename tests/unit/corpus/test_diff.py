from dataclasses import replace
from datetime import date

import pytest

from assistant.corpus.changes import Sort
from assistant.corpus.diff import diff_versions
from assistant.domain import PolicyDate, Precision
from tests.fakes.documents import version

ARTICLE = "对年营收达到 5000 万元的企业给予一次性奖励，由所在地工信部门受理。"


def diff(before, after, **fields):
    return diff_versions(version(before), version(after, 2, **fields), list)


def changes(before, after):
    found = diff(before, after).changes
    return [(change.before and change.before.text, change.after and change.after.text) for change in found]


def test_equal_versions_do_not_differ():
    found = diff("一、甲\n\n文。", "一、甲\n\n文。")
    assert (found.changes, found.renumbered, found.fields) == ((), (), ())


def test_a_changed_sentence_shows_both_texts():
    assert changes("一、甲\n\n补20%。不变。", "一、甲\n\n补30%。不变。") == [("补20%。", "补30%。")]


def test_other_spacing_is_no_change():
    assert changes("达到 5000 万元。", "达到5000万元。") == []


def test_an_inserted_paragraph_does_not_show_what_follows_as_changed():
    assert changes("一、甲\n\n甲文。\n\n二、乙\n\n乙文。", "一、甲\n\n新增。甲文。\n\n二、乙\n\n乙文。") == [
        (None, "新增。")
    ]


def test_renumbered_headings_are_told_apart_from_changed_ones():
    found = diff("一、甲\n\n甲文。", "一、新\n\n新文。\n\n二、甲\n\n甲文。")
    assert [(change.before, change.after.text) for change in found.changes] == [(None, "一、新"), (None, "新文。")]
    assert [(before.text, after.text) for before, after in found.renumbered] == [("一、甲", "二、甲"), ("甲文。",) * 2]


def test_an_article_that_moves_down_with_another_figure_is_reworded_and_renumbered():
    before = f"# 办法\n\n第五条　{ARTICLE}\n\n第六条　本办法由某厅负责解释。"
    after = (
        "# 办法\n\n第五条　申请人应当诚实守信。\n\n"
        f"第六条　{ARTICLE.replace('5000', '1500')}\n\n第七条　本办法由某厅负责解释。"
    )
    found = diff(before, after)
    added, reworded = found.changes
    assert (added.sort, added.after.text) == (Sort.ADDED, "申请人应当诚实守信。")
    assert (reworded.sort, reworded.renumbered) == (Sort.REWORDED, True)
    assert (reworded.before.locator, reworded.after.locator) == ("第五条", "第六条")
    assert ("5000万元", "1500万元") in [(value.before.value, value.after.value) for value in reworded.values]
    assert [(old.locator, new.locator) for old, new in found.renumbered] == [("第六条", "第七条")]


def test_of_two_articles_of_like_words_each_finds_its_own():
    before = "第一条　国家级园区奖励 100 万元。\n\n第二条　省级园区奖励 50 万元。"
    after = "第一条　省级园区奖励 60 万元。\n\n第二条　国家级园区奖励 200 万元。"
    assert {(change.before.text[:3], change.after.text[:3]) for change in diff(before, after).changes} == {
        ("国家级",) * 2,
        ("省级园",) * 2,
    }


def test_what_has_nothing_in_common_is_removed_and_added():
    found = diff("第一条　鼓励企业开展技术改造。", "第一条　本办法自印发之日起施行，有效期三年。")
    assert {change.sort for change in found.changes} == {Sort.REMOVED, Sort.ADDED}


def test_a_removed_sentence_is_shown_where_it_stood():
    assert changes("甲。乙。丙。\n\n一、丁", "甲。丙。\n\n一、戊") == [("乙。", None), ("一、丁", "一、戊")]


def test_a_sentence_that_stands_twice_and_is_removed_once_is_shown_once():
    assert changes("同一句。同一句。", "同一句。") == [("同一句。", None)]


def test_an_emptied_document_shows_all_as_removed():
    assert changes("甲文。乙文。", "") == [("甲文。", None), ("乙文。", None)]


def test_fields_of_the_document_are_compared():
    expires = PolicyDate(date(2027, 12, 31), Precision.DAY)
    found = diff("文。", "文。", expires_on=expires, doc_number="粤工信〔2024〕1号", aliases=("示例办法",))
    assert [(change.name, change.before, change.after) for change in found.fields] == [
        ("doc_number", None, "粤工信〔2024〕1号"),
        ("expires_on", None, expires),
        ("aliases", (), ("示例办法",)),
    ]


@pytest.mark.parametrize("size", [400])
def test_a_long_document_that_was_rewritten_is_compared(size):
    body = "\n\n".join(f"第{n}号项目由第{n * 7}号单位承担，奖励{n}万元。" for n in range(1, size))
    before = version(body)
    after = replace(version(body.replace("承担", "具体负责"), 2), version=2)
    found = diff_versions(before, after, list)
    assert {change.sort for change in found.changes} == {Sort.REWORDED}
    assert all(change.before.id == change.after.id for change in found.changes)
