"""From a verdict to lines with proof."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import (
    Estimate,
    Fact,
    FindingSort,
    Kind,
    Note,
    Outcome,
    Relation,
    Validity,
    Verdict,
    Window,
    WindowState,
)
from assistant.eligibility.checklist import checklist_of
from assistant.eligibility.checklist_parts import Checklist, Item, LineSort, Mark, Part, Section
from tests.fakes.verdicts import CHINESE, ENGLISH, NAMES, PROFILE, QUOTES, WORDS, citation, day, finding, note, verdict

TRADITIONAL = WORDS["zh-Hant"]


def checklist(**fields: object) -> Checklist:
    return checklist_of(verdict(**fields), PROFILE, NAMES, CHINESE)


def section(part: Part, **fields: object) -> Section:
    return next(each for each in checklist(**fields).sections if each.part is part)


def texts(part: Part, **fields: object) -> list[str]:
    return [line.lead + line.text for line in section(part, **fields).lines]


def only_item(met: bool | None = None, **fields: object) -> Item:
    (item,) = section(Part.CONDITIONS, findings=(finding("新设备金额", met, 3, **fields),)).items
    return item


def test_the_sections_stand_in_the_order_in_which_they_are_read() -> None:
    made = checklist()
    assert [each.part for each in made.sections] == list(Part)
    headings = [each.heading for each in made.sections]
    assert headings[0] == "一、结论"
    assert headings[-1] == "九、和别的政策的关系"
    assert made.references_heading == "十、依据"


def test_how_it_stands_comes_first_with_all_that_it_rests_on() -> None:
    outcome = checklist().outcome
    assert outcome is not None
    assert outcome.text.startswith("截至 2026-08-01")
    assert outcome.citations == (1, 2, 3, 4, 5, 6, 12)


def test_a_refusal_rests_on_what_is_not_met() -> None:
    findings = (finding("工业企业", True, 2), finding("新设备金额", False, 3))
    outcome = checklist(outcome=Outcome.NOT_ELIGIBLE, findings=findings).outcome
    assert outcome is not None
    assert outcome.citations == (3,)


def test_what_is_open_rests_on_what_is_not_known() -> None:
    findings = (finding("工业企业", True, 2), finding("新设备金额", None, 3))
    outcome = checklist(outcome=Outcome.UNDETERMINED, findings=findings).outcome
    assert outcome is not None
    assert outcome.citations == (3,)


def test_when_the_day_decides_the_conditions_are_told_besides() -> None:
    findings = (*verdict().findings[:1], finding("现在可以申报", False, 4, sort=FindingSort.ROUND))
    closed = {"outcome": Outcome.CLOSED, "window_state": WindowState.CLOSED, "findings": findings}
    made = checklist(**closed)
    assert made.outcome is not None
    assert "已经截止" in made.outcome.text
    assert made.outcome.citations == (4,)
    assert texts(Part.STANDING, **closed)[0].startswith("条件本身：")


def test_an_estimate_shows_how_it_was_reckoned_and_its_citations() -> None:
    (line,) = section(Part.STANDING).lines
    assert line.text == "设备奖励：最高180万元（算法：新设备金额900万元 × 不超过20%，每个项目最高1500万元）"
    assert line.citations == (3, 7)


def test_a_sum_that_the_rule_fixes_is_told_once() -> None:
    fixed = Estimate("奖励", "30万元至100万元", Decimal(300_000), Decimal(1_000_000), False, (7,))
    (line,) = section(Part.STANDING, estimates=(fixed,)).lines
    assert line.text == "奖励：30万元至100万元"


def test_a_sum_that_lacks_a_fact_names_it() -> None:
    missing = Estimate("设备奖励", "新设备金额 × 不超过20%", None, None, True, (7,), ("new_equipment_value",))
    (line,) = section(Part.STANDING, estimates=(missing,)).lines
    assert "还算不出，缺少新设备金额" in line.text
    unclear = replace(missing, missing=())
    assert texts(Part.STANDING, estimates=(unclear,)) == ["设备奖励：还算不出（算法：新设备金额 × 不超过20%）"]


@pytest.mark.parametrize(
    ("fields", "mark", "state"),
    [
        ({"met": True}, Mark.MET, "符合"),
        ({"met": False}, Mark.NOT_MET, "不符合"),
        ({"missing": ("revenue",)}, Mark.OPEN, "还没有说到"),
        ({"confirm": True}, Mark.OPEN, "对照材料自查"),
        ({}, Mark.OPEN, "待核对"),
        ({"sort": FindingSort.UNSEEN}, Mark.OPEN, "资料里没有写"),
        ({"sort": FindingSort.PERIOD, "met": True}, Mark.MET, "仍然有效"),
        ({"sort": FindingSort.PERIOD, "met": False}, Mark.NOT_MET, "不再有效"),
        ({"sort": FindingSort.ROUND, "met": True}, Mark.MET, "正在申报"),
        ({"sort": FindingSort.ROUND, "met": False}, Mark.NOT_MET, "不在申报期"),
        ({"met": False, "of_round": True}, Mark.NOT_MET, "这一轮不符合"),
    ],
)
def test_each_condition_has_its_mark_in_words_too(fields: dict[str, object], mark: Mark, state: str) -> None:
    item = only_item(**fields)
    assert (item.mark, item.state) == (mark, state)


@pytest.mark.parametrize(("met", "state"), [(True, "没有这种情形"), (False, "有这种情形"), (None, "待核对")])
def test_an_exclusion_that_does_not_apply_is_ticked(met: bool | None, state: str) -> None:
    shut_out = finding("已得到其他资金", met, 6, sort=FindingSort.EXCLUSION)
    (item,) = section(Part.EXCLUSIONS, findings=(shut_out,)).items
    assert item.state == state
    assert section(Part.CONDITIONS, findings=(shut_out,)).items == ()


def test_a_condition_carries_its_words_and_what_the_enterprise_said() -> None:
    item = only_item(met=True, facts=("new_equipment_value",))
    assert [(line.sort, line.text, line.citations) for line in item.quotes] == [(LineSort.QUOTE, QUOTES[2], (3,))]
    assert [(line.sort, line.text) for line in item.told] == [(LineSort.TOLD, "新设备金额：900万元（原话“九百来万”）")]


def test_what_was_said_as_it_reads_is_not_said_twice() -> None:
    assert [line.text for line in only_item(facts=("place",)).told] == ["厂在哪里：东莞"]


def test_a_fact_without_a_text_is_told_as_it_was_said() -> None:
    profile = {"revenue": Fact("revenue", True, "两千多万")}
    made = checklist_of(verdict(findings=(finding("收入", None, 3, facts=("revenue",)),)), profile, NAMES, CHINESE)
    assert made.sections[1].items[0].told[0].text == "年营业收入：两千多万"


def test_words_that_several_citations_share_stand_once() -> None:
    same = (citation(1, "一样的话。"), citation(2, "一样的话。"))
    (item,) = section(Part.CONDITIONS, findings=(finding("条件", True, 1, 2),), citations=same).items
    assert [(line.text, line.citations) for line in item.quotes] == [("一样的话。", (1, 2))]


def test_alternatives_stand_under_their_group() -> None:
    group = finding("满足一项", None, 3, alternatives=(finding("甲", False, 3), finding("乙", None, 2)))
    (item,) = section(Part.CONDITIONS, findings=(group,)).items
    assert [(each.label, each.mark) for each in item.alternatives] == [("甲", Mark.NOT_MET), ("乙", Mark.OPEN)]


@pytest.mark.parametrize("part", list(Part))
def test_what_no_document_tells_is_said_once_in_its_section(part: Part) -> None:
    nothing: dict[str, object] = {
        "findings": (), "estimates": (), "materials": (), "steps": (), "where": (), "cautions": (), "relations": (),
        "window": None, "next_round": None,
    }  # fmt: skip
    bare = section(part, **nothing)
    assert (bare.lines, bare.items) == ((), ())
    assert bare.absent.startswith("按资料" if part is Part.STANDING else "资料里没有写")


@pytest.mark.parametrize("outcome", [Outcome.NOT_ELIGIBLE, Outcome.EXPIRED])
def test_where_nothing_is_to_be_had_no_sum_is_missed(outcome: Outcome) -> None:
    assert section(Part.STANDING, outcome=outcome, estimates=()).absent == ""


def test_no_section_that_tells_something_says_that_nothing_is_told() -> None:
    assert [each.part for each in checklist().sections if each.absent] == [Part.PLACES]


def test_a_line_without_proof_is_not_written() -> None:
    unproven = verdict(
        materials=(Note("凭空的话。", ()), Note("号不对的话。", (99,))),
        findings=(finding("凭空", True), finding("号不对", False, 99)),
        estimates=(Estimate("奖励", "", None, Decimal(1), True, ()),),
    )
    made = checklist_of(unproven, PROFILE, NAMES, CHINESE)
    assert "凭空的话。" not in {line.text for line in made.lines()}
    assert [each.absent != "" for each in made.sections[:4]] == [True] * 4


def test_a_verdict_without_citations_says_nothing_of_how_it_stands() -> None:
    made = checklist(citations=())
    assert made.outcome is None
    assert list(made.lines()) == []


def test_the_round_is_told_with_its_days_and_how_far_they_are() -> None:
    lines = section(Part.TIME).lines
    assert [line.text for line in lines] == ["2027年度：正在申报", "开始：2026-07-22", "截止：2026-08-15，还有 14 天"]
    assert {line.citations for line in lines} == {(4,)}


def test_a_day_that_is_stated_to_the_month_is_told_as_such() -> None:
    window = Window("2026年度", None, day("2025-10"))
    told = texts(Part.TIME, window=window, citations=(citation(1, "2026年度的征集到2025年10月为止。"),))
    assert told[1:] == ["截止：2025-10，原文没有写到日"]


def test_a_day_that_no_citation_states_is_not_told() -> None:
    window = Window("2027年度", day("2026-07-23"), day("2026-08-15"))
    assert [line.split("：")[0] for line in texts(Part.TIME, window=window)] == ["2027年度", "截止"]


def test_a_round_without_any_proven_day_says_so_besides_the_next_one() -> None:
    window = Window("2028年度", day("2027-07-22"), day("2027-08-15"))
    undated = section(Part.TIME, window=window, next_round=note(1))
    assert [line.lead for line in undated.lines] == ["下一轮："]
    assert undated.absent.startswith("没有能引用的原文写明这一轮")


def test_the_clause_that_names_the_round_proves_its_day_rather_than_another_with_the_same_day() -> None:
    other = citation(13, "项目要在2026年7月22日至2026年8月15日之间完工。")
    made = checklist(citations=(*verdict().citations, other))
    assert made.round is not None
    assert made.round.closes is not None
    assert made.round.closes.citations == (4,)


def test_a_relation_names_the_other_programmes_and_quotes() -> None:
    assert texts(Part.RELATIONS) == [f"不能和省级贷款贴息一起享受：{QUOTES[10]}"]
    unknown = Relation(("gd-unknown",), True, note(11))
    assert texts(Part.RELATIONS, relations=(unknown,)) == [QUOTES[10]]


def test_each_reference_tells_what_the_text_is_and_how_it_stands() -> None:
    kinds = tuple(replace(citation(n, "话。"), kind=kind) for n, kind in enumerate(Kind, 1))
    assert [each.origin.sort for each in checklist(citations=kinds).references] == [
        "正式文件", "官方解读", "要点（整理，不是原文）",
    ]  # fmt: skip
    over = replace(citation(1, "话。"), validity=Validity.EXPIRED)
    assert checklist(citations=(over,)).references[0].origin.standing == "已过实施期"


@pytest.mark.parametrize("words", [TRADITIONAL, ENGLISH], ids=["traditional", "english"])
def test_quotes_and_what_was_said_stay_as_they_are_in_every_language(words) -> None:
    made = checklist_of(verdict(), PROFILE, NAMES, words)
    quotes = {line.text for line in made.lines() if line.sort is LineSort.QUOTE}
    assert quotes == {line.text for line in checklist().lines() if line.sort is LineSort.QUOTE}
    assert {each.quote for each in made.references} == set(QUOTES)
    assert any("九百来万" in line.text for line in made.lines() if line.sort is LineSort.TOLD)


def test_what_we_named_is_spelt_as_the_reader_spells() -> None:
    made = checklist_of(verdict(), PROFILE, NAMES, TRADITIONAL)
    assert made.title == "省級技改資金·設備獎勵 申報準備清單"
    assert made.sections[1].items[3].label == "新設備金額"
    assert "新設備金額：900萬元" in made.sections[1].items[3].told[0].text


NUMBERS = st.lists(st.integers(0, 14), max_size=4).map(tuple)
FINDINGS = st.builds(
    lambda met, sort, numbers, confirm: finding("条件", met, *numbers, sort=sort, confirm=confirm),
    st.sampled_from([True, False, None]), st.sampled_from(FindingSort), NUMBERS, st.booleans(),
)  # fmt: skip
NOTES = st.lists(st.builds(Note, st.sampled_from(QUOTES), NUMBERS), max_size=3).map(tuple)
VERDICTS = st.builds(
    lambda findings, outcome, conditions, notes, numbers, known: verdict(
        findings=tuple(findings), outcome=outcome, conditions=conditions, materials=notes, cautions=notes,
        estimates=(Estimate("奖励", "", None, Decimal(1), True, numbers),),
        citations=tuple(each for each in verdict().citations if each.n in known),
    ),
    st.lists(FINDINGS, max_size=5), st.sampled_from(Outcome), st.sampled_from(Outcome), NOTES, NUMBERS,
    st.sets(st.integers(1, 12)),
)  # fmt: skip


@given(VERDICTS)
def test_every_line_has_proof_that_is_listed_but_for_what_the_enterprise_said(judged: Verdict) -> None:
    made = checklist_of(judged, PROFILE, NAMES, CHINESE)
    listed = {each.n for each in made.references}
    for line in made.lines():
        assert set(line.citations) <= listed
        assert line.citations or line.sort is LineSort.TOLD
    assert all(bool(each.lines or each.items or each.absent) for each in made.sections[1:])
