from pathlib import Path

import pytest

from evals.dataset import DATASETS_DIR, MalformedDataset, Slice, check_evidence, load
from tests.fakes.eval_answers import PLAN, case

GOOD = """
category: figure
cases:
  - id: figure-001
    slice: development
    question: 营收目标是多少？
    expect: {status: [answered], facts: [["5000亿元", "五千亿元"]]}
"""


def write(directory: Path, content: str, name: str = "figure.yaml") -> Path:
    (directory / name).write_text(content, encoding="utf-8")
    return directory


def test_a_case_carries_the_category_of_its_file_and_the_default_day(tmp_path):
    (only,) = load(write(tmp_path, GOOD)).cases
    assert (only.category, only.slice, only.as_of.isoformat()) == ("figure", Slice.DEVELOPMENT, "2024-06-01")
    assert only.expect.facts == (("5000亿元", "五千亿元"),)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("slice: development", "slice: test"), ["figure.yaml", "figure-001", "slice"]),
        (("status: [answered]", "status: [fine]"), ["figure-001", "expect.status"]),
        (("status: [answered]", "status: []"), ["figure-001", "expect.status"]),
        (('["5000亿元", "五千亿元"]', "[5000]"), ["figure-001", "expect.facts.0.0"]),
        (('["5000亿元", "五千亿元"]', "[]"), ["figure-001", "expect.facts.0"]),
        (('["5000亿元", "五千亿元"]', '["。"]'), ["figure-001", "expect.facts.0.0"]),
        (("question: 营收目标是多少？", "questions: 营收"), ["figure-001", "question"]),
        (("id: figure-001", "ids: 1"), ["figure.yaml", "第 1 个用例"]),
        (("status: [answered]", "status: [answered], ordered: true"), ["figure-001", "ordered"]),
        (("category: figure", "kind: figure"), ["figure.yaml", "category"]),
        (("category: figure", "category: [figure"), ["figure.yaml", "YAML"]),
    ],
)
def test_malformed_data_is_named_by_file_and_case(tmp_path, change, named):
    with pytest.raises(MalformedDataset) as error:
        load(write(tmp_path, GOOD.replace(*change)))
    assert all(part in error.value.message for part in named)


def test_an_id_may_not_come_twice_even_in_two_files(tmp_path):
    write(tmp_path, GOOD, "other.yaml")
    with pytest.raises(MalformedDataset, match=r"figure-001.*重复"):
        load(write(tmp_path, GOOD))


def test_an_empty_directory_is_an_error_not_a_perfect_score(tmp_path):
    with pytest.raises(MalformedDataset, match="没有任何用例"):
        load(tmp_path)


def test_cases_are_picked_by_slice_category_and_id(tmp_path):
    write(tmp_path, GOOD.replace("figure", "list").replace("development", "holdout"), "list.yaml")
    dataset = load(write(tmp_path, GOOD))
    assert [c.id for c in dataset.of([Slice.DEVELOPMENT])] == ["figure-001"]
    assert [c.id for c in dataset.of(category="list")] == ["list-001"]
    assert dataset.of([Slice.DEVELOPMENT], case_id="list-001") == ()


def test_expected_evidence_must_stand_in_its_document():
    held = {"plan": PLAN}
    check_evidence([case(evidence=[{"document": "plan", "text": "营收达到5000亿元"}])], held)
    with pytest.raises(MalformedDataset, match=r"figure-001.*没有这段原文"):
        check_evidence([case(evidence=[{"document": "plan", "text": "营收达到6000亿元"}])], held)
    with pytest.raises(MalformedDataset, match="没有编号为 other"):
        check_evidence([case(evidence=[{"document": "other", "text": "营收"}])], held)


def test_the_committed_datasets_can_be_read_and_hold_out_a_third_of_every_kind_that_is_held_out():
    cases = load(DATASETS_DIR).cases
    kinds = {case.category for case in cases if case.slice is Slice.HOLDOUT}
    for kind in kinds:
        slices = [case.slice for case in cases if case.category == kind]
        assert 0.2 <= slices.count(Slice.HOLDOUT) / len(slices) <= 0.5, kind
    assert sum(case.category in kinds for case in cases) >= 200
