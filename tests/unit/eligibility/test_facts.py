"""The catalogue of facts, read from files and refused where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain.eligibility import Fact, FactType, Profile, Value
from assistant.eligibility.facts import FactsCatalogue, read_facts_catalogue
from assistant.errors import MalformedKnowledge

TWO = """
place: {name: 冷库在哪, type: place, ask: 冷库在哪个市？}
goods:
  name: 存什么
  type: choice
  ask: 冷库存什么？
  options: {fish: 水产, fruit: 果蔬}
  read: {options: {fish: [鱼|虾]}}
"""


def written(folder: Path, text: str) -> tuple[FactsCatalogue, tuple[MalformedKnowledge, ...]]:
    folder.mkdir(exist_ok=True)
    (folder / "facts.yaml").write_text(text, "utf-8")
    return read_facts_catalogue([folder])


def test_every_fact_is_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    catalogue, problems = written(tmp_path, TWO)
    assert (catalogue.ids, problems) == (("place", "goods"), ())
    assert catalogue["goods"].options == {"fish": "水产", "fruit": "果蔬"}
    assert [kind.type for kind in catalogue] == [FactType.PLACE, FactType.CHOICE]


def test_units_follow_from_the_type_unless_they_are_written(tmp_path: Path) -> None:
    catalogue, _ = written(
        tmp_path,
        "rent: {name: 租金, type: money, ask: 多少？}\nstaff: {name: 人数, type: count, unit: 人, ask: 几人？}",
    )
    assert [kind.unit for kind in catalogue] == ["元", "人"]


def test_a_later_folder_writes_a_fact_anew(tmp_path: Path) -> None:
    written(tmp_path / "a", TWO)
    written(tmp_path / "b", "place: {name: 仓库在哪, type: place, ask: 哪里？}")
    catalogue, problems = read_facts_catalogue([tmp_path / "a", tmp_path / "none", tmp_path / "b"])
    assert (catalogue["place"].name, len(catalogue), problems) == ("仓库在哪", 2, ())


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("rent: {name: 租金, type: gold, ask: 多少？}", "没有“gold”这种类型"),
        ("rent: {name: 租金, type: money}", "缺少 ask"),
        ("Rent: {name: 租金, type: money, ask: 多少？}", "编号“Rent”"),
        ("goods: {name: 货, type: choice, ask: 什么？}", "choice 要写 options"),
        ("rent: {name: 租金, type: money, ask: 多少？, options: {a: 甲}}", "choice 要写 options"),
        ("rent: {name: 租金, type: money, ask: 多少？, hint: 看合同}", "不认识“hint”"),
        (
            "goods: {name: 货, type: choice, ask: 什么？, options: {a: 甲}, read: {options: {b: [乙]}}}",
            "没有“b”这个选项",
        ),
        ("rent: {name: 租金, type: money, ask: 多少？, read: {words: ['(']}}", "正则表达式写错了"),
        ("goods: {name: 货, type: choice, ask: 什么？, options: {}}", "options 里至少写一个选项"),
        ("rent: {name: 租金, type: money, ask: 多少？, least: 很少}", "least 应是一个数"),
        ("rent: {name: 租金, type: money, ask: 多少？, least: NaN}", "least 应是一个数"),
        ("paid: {name: 付款, type: day, ask: 哪天？, read: {past: 是}}", "past 应写 true 或 false"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line_and_the_others_serve(tmp_path: Path, entry: str, said: str) -> None:
    catalogue, problems = written(tmp_path, f"# 说明\nok: {{name: 好的, type: yes_no, ask: 好吗？}}\n{entry}\n")
    (problem,) = problems
    assert said in problem.message
    assert f"{tmp_path / 'facts.yaml'}" in problem.message
    assert "3" in problem.message
    assert catalogue.ids == ("ok",)


def test_every_shipped_fact_that_needs_words_has_them() -> None:
    catalogue, problems = read_facts_catalogue([Path(__file__).parents[3] / "knowledge"])
    assert problems == ()
    silent = [
        kind.id
        for kind in catalogue
        if kind.type is not FactType.PLACE and not (kind.reading.words or kind.reading.yes or kind.reading.options)
    ]
    assert silent == []


LOANS = """
kind: {name: 贷款种类, type: choice, ask: 什么贷款？, options: {fixed: 固定, flow: 流动, none: 没有}}
signed: {name: 签约日, type: day, ask: 哪天签的？, presumes: {kind: [fixed, flow]}}
insured: {name: 保险, type: yes_no, ask: 买保险了吗？, presumes: {kind: [fixed, flow]}}
premium: {name: 保费, type: money, ask: 多少保费？, presumes: {insured: true}}
growth: {name: 增长, type: share, ask: 增长多少？, presumes: {signed: any}}
"""


def told(**values: Value) -> Profile:
    return {id: Fact(id, value, str(value)) for id, value in values.items()}


def test_what_rests_on_a_ground_that_is_denied_is_ruled_out_however_far_it_lies(tmp_path: Path) -> None:
    catalogue, problems = written(tmp_path, LOANS)
    assert problems == ()
    assert catalogue.ruled_out(told(kind="none")) == {"signed", "insured", "premium", "growth"}
    assert catalogue.ruled_out(told(kind="fixed", insured=False)) == {"premium"}
    assert catalogue.ruled_out(told(kind="none", insured=True)) == {"signed", "growth"}
    assert catalogue.ruled_out({}) == frozenset()


def test_grounds_are_asked_for_first_and_nothing_that_rests_on_one_that_was_skipped(tmp_path: Path) -> None:
    catalogue, _ = written(tmp_path, LOANS)
    missing = ("premium", "signed", "kind", "insured")
    assert catalogue.to_ask(missing) == ("kind", "insured", "premium", "signed")
    assert catalogue.to_ask(missing, ["kind"]) == ()
    assert catalogue.to_ask(missing, ["insured"]) == ("kind", "signed")
    assert catalogue.to_ask(("premium",)) == ("premium",)


@pytest.mark.parametrize(
    "presumes", ["{rent: true}", "{kind: [gold]}", "{insured: fixed}", "{premium: any}", "{signed: [2025]}"]
)
def test_what_presumes_nothing_that_can_be_is_refused(tmp_path: Path, presumes: str) -> None:
    wrong = f"paid: {{name: 付了, type: yes_no, ask: 付了吗？, presumes: {presumes}}}\n"
    catalogue, problems = written(tmp_path, LOANS.replace("premium: {", "paid_premium: {") + wrong)
    assert [problem.problem for problem in problems] == ["presumes 要写 facts.yaml 里别的情况和它的值，不能绕回自己"]
    assert catalogue["paid"].presumes == {}


def test_what_in_the_end_presumes_itself_is_refused(tmp_path: Path) -> None:
    ring = {"a": "b", "b": "a", "c": "a"}
    lines = (f"{id}: {{name: {id}, type: yes_no, ask: {id}？, presumes: {{{on}: true}}}}" for id, on in ring.items())
    catalogue, problems = written(tmp_path, "\n".join(lines))
    assert len(problems) == len(ring)
    assert catalogue.to_ask(("a", "b", "c")) == ("a", "b", "c")
