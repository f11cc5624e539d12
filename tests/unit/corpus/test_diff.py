from assistant.corpus.diff import diff_versions
from tests.fakes.documents import version


def changes(before, after):
    found = diff_versions(version(before), version(after, 2))
    return [(change.before and change.before.text, change.after and change.after.text) for change in found]


def test_equal_versions_do_not_differ():
    assert changes("一、甲\n\n文。", "一、甲\n\n文。") == []


def test_a_changed_sentence_shows_both_texts():
    assert changes("一、甲\n\n补20%。不变。", "一、甲\n\n补30%。不变。") == [("补20%。", "补30%。")]


def test_an_inserted_paragraph_does_not_show_what_follows_as_changed():
    assert changes("一、甲\n\n甲文。\n\n二、乙\n\n乙文。", "一、甲\n\n新增。甲文。\n\n二、乙\n\n乙文。") == [
        (None, "新增。")
    ]


def test_renumbered_headings_change_but_their_sentences_do_not():
    assert changes("一、甲\n\n甲文。", "一、新\n\n新文。\n\n二、甲\n\n甲文。") == [
        ("一、甲", "一、新"),
        (None, "新文。"),
        (None, "二、甲"),
    ]


def test_a_removed_sentence_is_shown_where_it_stood():
    assert changes("甲。乙。丙。\n\n一、丁", "甲。丙。\n\n一、戊") == [("乙。", None), ("一、丁", "一、戊")]


def test_a_sentence_that_stands_twice_and_is_removed_once_is_shown_once():
    assert changes("同一句。同一句。", "同一句。") == [("同一句。", None)]


def test_everything_replaced_pairs_by_id():
    assert changes("甲。", "乙。") == [("甲。", "乙。")]
