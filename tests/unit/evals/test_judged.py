"""The hand-labelled sample is what its labels can be trusted for."""

from collections import Counter

import pytest
import yaml

from evals import dataset
from evals.agreement import Agreement
from evals.dataset import MalformedDataset
from evals.folding import fold
from evals.judged import SAMPLE, load, shelf
from tests.fakes.interview import KNOWLEDGE

ITEM = {
    "id": "right-01",
    "kind": "right",
    "question": "补几成？",
    "statements": [{"document": "rule", "text": "不超过20%。"}],
    "answer": ["不超过20%[1]。"],
    "useful": 2,
    "why": "照引文",
}


def write(tmp_path, *items):
    path = tmp_path / "judged.yaml"
    path.write_text(yaml.safe_dump({"items": list(items)}, allow_unicode=True), encoding="utf-8")
    return path


def test_there_are_fifty_answers_of_every_sort():
    items = load()
    assert len(items) == len({item.question for item in items}) == 50
    sorts = Counter((item.faithful, item.useful == 2) for item in items)
    assert sorts[True, True] == 22
    assert sorts[True, False] == 8
    assert sorts[False, True] + sorts[False, False] == 20
    assert {item.useful for item in items} == {0, 1, 2}


def test_what_is_right_is_called_so_and_what_is_wrong_says_how():
    for item in load():
        assert (item.kind == "right") == (item.faithful and item.useful == 2)


def test_every_statement_stands_in_a_clause_word_for_word():
    documents = shelf(KNOWLEDGE)
    for item in load():
        assert len(item.exhibit(documents).statements) == len(item.statements)


def test_a_statement_that_no_clause_holds_is_named():
    documents = shelf(KNOWLEDGE)
    item = load()[0]
    changed = item.statements[0].model_copy(update={"text": item.statements[0].text.replace("20%", "25%")})
    with pytest.raises(MalformedDataset, match=r"right-01.*25%"):
        item.model_copy(update={"statements": (changed,)}).exhibit(documents)


def test_no_question_is_that_of_a_case():
    asked = {fold(text) for case in dataset.load().cases for text in (case.question, *case.history)}
    assert not [item.id for item in load() if fold(item.question) in asked]


def test_the_cases_of_the_evals_do_not_take_the_sample_in():
    assert SAMPLE.parent != dataset.DATASETS_DIR


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"useful": 3}, "less than or equal"),
        ({"wrong": 2}, "没有第 2 句"),
        ({"answer": ["不超过20%。"]}, "没有标引文"),
        ({"answer": ["不超过20%[2]。"]}, "没有的编号"),
        ({"faithful": True}, "Extra"),
    ],
)
def test_a_malformed_item_is_named(tmp_path, change, named):
    with pytest.raises(MalformedDataset, match=named) as error:
        load(write(tmp_path, ITEM | change))
    assert "right-01" in error.value.message


def test_an_id_may_not_come_twice(tmp_path):
    with pytest.raises(MalformedDataset, match="编号重复"):
        load(write(tmp_path, ITEM, ITEM))


def test_kappa_is_what_is_agreed_beyond_chance():
    pairs = [("是", "是")] * 20 + [("是", "否")] * 5 + [("否", "是")] * 10 + [("否", "否")] * 15
    agreement = Agreement("有没有依据", pairs)
    assert agreement.accuracy == pytest.approx(0.7)
    assert agreement.kappa == pytest.approx(0.4)
    assert not agreement.trusted
    assert agreement.confusion["否", "是"] == 10


def test_what_was_not_judged_never_helps_a_judge():
    pairs = [("是", "是"), ("否", "否")] * 5
    assert Agreement("", [*pairs, ("是", "未判")]).kappa < Agreement("", pairs).kappa == 1
