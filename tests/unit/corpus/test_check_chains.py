"""Documents that name each other know of each other, and no name means two of them."""

from datetime import date
from pathlib import Path

import pytest

from assistant.corpus import LoadResult, load_documents
from assistant.corpus.check import Severity, check_documents
from assistant.domain import Confidence, Kind, PolicyDate, Precision, Source
from tests.fakes.documents import document

GONE = PolicyDate(date(2025, 1, 1), Precision.DAY)
SOURCE = Source("news", "报道", "https://example.test/news", Confidence.NEWS)


def rule(name, body=None, **fields):
    """A document with a body and a short title of its own."""
    text = body or f"# {name}办法\n\n{name}给予奖补。\n"
    return document(text, id=name, **{"short_title": f"{name}办法", **fields})


def digest(name, body=None, **fields):
    text = body or f"# {name}要点\n\n- {name}给予奖补。[^news]\n"
    return rule(name, text, kind=Kind.DIGEST, sources=(SOURCE,), **fields)


def findings(*documents):
    return [(each.place, each.message) for each in check_documents(LoadResult(documents, ()))]


def of(place, found):
    return [message for where, message in found if where == place]


OLD = rule("old", superseded_by="new", repealed_on=GONE)
NEW = rule("new", supersedes=("old",))


def test_the_knowledge_that_we_ship_names_its_documents_rightly():
    loaded = load_documents([Path(__file__).parents[3] / "knowledge"])
    assert any(each.superseded_by for each in loaded.documents)
    assert check_documents(loaded) == ()


def test_a_rule_and_its_successor_that_know_of_each_other_have_no_findings():
    assert findings(OLD, NEW) == []


def test_a_chain_of_three_has_no_findings():
    middle = rule("middle", supersedes=("old",), superseded_by="new", repealed_on=GONE)
    first = rule("old", superseded_by="middle", repealed_on=GONE)
    assert findings(first, middle, rule("new", supersedes=("middle",))) == []


@pytest.mark.parametrize(
    ("field", "value"), [("supersedes", ("nowhere",)), ("superseded_by", "nowhere"), ("replaced_by", "nowhere")]
)
def test_a_document_that_is_not_there_is_named(field, value):
    ((place, message),) = findings(digest("old", **{field: value}))
    assert place == "old"
    assert f"{field} 指向的文件“nowhere”不存在" in message


@pytest.mark.parametrize(
    ("field", "value"), [("supersedes", ("old",)), ("superseded_by", "old"), ("replaced_by", "old")]
)
def test_a_document_that_names_itself_is_found(field, value):
    assert any(f"{field} 指向了文件自己" in message for message in of("old", findings(digest("old", **{field: value}))))


def test_a_successor_without_the_day_from_which_it_replaces_is_found():
    ((place, message),) = findings(rule("old", superseded_by="new"), NEW)
    assert place == "old"
    assert "没有 repealed_on" in message


def test_a_successor_that_does_not_know_of_it_is_found_at_the_old_rule():
    ((place, message),) = findings(OLD, rule("new"))
    assert place == "old"
    assert "“new”，那份文件的 supersedes 里却没有它" in message


def test_a_rule_that_does_not_know_of_its_successor_is_found_at_the_new_one():
    ((place, message),) = findings(rule("old"), NEW)
    assert place == "new"
    assert "“old”，那份文件的 superseded_by 却不是它" in message


def test_a_circle_of_successors_is_found_at_each_of_them():
    one = rule("one", superseded_by="two", supersedes=("two",), repealed_on=GONE)
    two = rule("two", superseded_by="one", supersedes=("one",), repealed_on=GONE)
    found = findings(one, two)
    assert {place for place, message in found if "绕成了圈" in message} == {"one", "two"}


def test_only_a_digest_steps_back_and_only_for_an_official_text():
    text = rule("text")
    assert findings(digest("short", replaced_by="text"), text) == []
    for wrong in (rule("short", replaced_by="text"), digest("short", replaced_by="other")):
        ((place, message),) = findings(digest("other"), wrong, text)
        assert place == "short"
        assert "replaced_by 只用于要点" in message


@pytest.mark.parametrize(
    "second", [{"short_title": "冷库政策"}, {"aliases": ("冷库政策",)}, {"aliases": ("旧称", "冷库政策")}]
)
def test_a_name_that_means_two_documents_is_found_at_the_second(second):
    ((place, message),) = findings(rule("first", short_title="冷库政策"), rule("second", **second))
    assert place == "second"
    assert "名称“冷库政策”也是 first 的" in message


def test_a_document_may_have_its_own_name_among_its_aliases():
    assert findings(rule("first", short_title="冷库政策", aliases=("冷库政策",))) == []


def test_a_digest_and_the_official_text_of_the_same_number_may_share_a_name():
    shared = {"short_title": "冷库政策", "doc_number": "某工信〔2024〕7号"}
    assert findings(digest("short", **shared), rule("text", **shared)) == []


def test_two_texts_of_the_same_sort_may_not_share_a_number():
    ((place, message),) = findings(
        rule("first", doc_number="某工信〔2024〕7号"), rule("second", doc_number="某工信〔2024〕7号")
    )
    assert place == "second"
    assert "文号“某工信〔2024〕7号”也是 first 的" in message


def test_documents_without_a_number_share_none():
    assert findings(rule("first"), rule("second")) == []


LONG = "建设冷库的企业完工以后可以按照新购设备金额申请事后奖补，具体比例由各市自己确定。"


def test_a_long_statement_that_stands_in_two_digests_is_a_warning_at_the_second():
    body = f"# 要点\n\n- {LONG}[^news]\n"
    (found,) = check_documents(LoadResult((digest("first", body), digest("second", body)), ()))
    assert (found.severity, found.place) == (Severity.WARNING, "second:i1")
    assert "与 first:i1 一字不差" in found.message


@pytest.mark.parametrize(
    "body",
    ["# 要点\n\n- 申请不收费。[^news]\n", f"# 要点\n\n- {LONG.replace('各市', '各县')}[^news]\n"],
    ids=["short", "another"],
)
def test_short_and_differing_statements_are_none_that_stand_twice(body):
    first = digest("first", f"# 要点\n\n- 申请不收费。[^news]\n\n- {LONG}[^news]\n")
    assert findings(first, digest("second", body)) == []


def test_an_interpretation_may_repeat_its_text_word_for_word():
    body = f"# 办法\n\n{LONG}\n"
    assert findings(rule("first", body), rule("second", body, kind=Kind.INTERPRETATION, interprets="first")) == []
