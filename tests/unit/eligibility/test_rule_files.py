"""Rule files are read whole, or refused with file, line and remedy while the others serve."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.domain import FindingSort, Outcome
from assistant.eligibility.opening import read_rules
from assistant.eligibility.rule_files import read_programmes
from assistant.eligibility.rules import Condition, Days, Operator, Programme
from tests.fakes.rules import day
from tests.unit.eligibility.cold_store import RULE, changed, cold_files, line_of

INDUSTRY = "{label: 做服装的, fact: industry, one_of: [garment], quote: 冷库补助只给服装企业。}"
LAWFUL = "{label: 守法, confirm: true, quote: 申请冷库补助要守法。}"
CERTIFIED = "{label: 有称号, fact: certified, is: true, quote: 有称号的可以申请冷库补助。}"
TITLE = "programme: 冷库设备补助"


def read(folder: Path, text: str = RULE) -> Programme:
    files = cold_files(folder, text)
    assert files.problems == ()
    return files.programmes[0]


def condition(programme: Programme, label: str) -> Condition:
    return next(each for each in programme.versions[0].every_condition() if each.label == label)


def test_a_programme_is_called_by_its_file_and_keeps_what_it_says(tmp_path: Path) -> None:
    programme = read(tmp_path, changed((TITLE, f"{TITLE}\ncalled: [冷库补助, 冻库补贴]")))
    assert (programme.id, programme.name, programme.called) == ("cold-store", "冷库设备补助", ("冷库补助", "冻库补贴"))
    assert (programme.summary, programme.topics) == ("买冷库设备按比例补助。", ("设备更新",))


def test_conditions_exclusions_and_what_was_not_seen_are_told_apart(tmp_path: Path) -> None:
    unseen = "    unseen:\n      - {label: 评分, quote: 申请冷库补助要守法。}\n    benefits:"
    (version,) = read(tmp_path, changed(("    benefits:", unseen))).versions
    sorts = {each.label: each.sort for each in version.conditions}
    assert (sorts["守法"], sorts["拿过别的资金"], sorts["评分"]) == (
        FindingSort.CONDITION,
        FindingSort.EXCLUSION,
        FindingSort.UNSEEN,
    )


@pytest.mark.parametrize(
    ("written", "operator", "expected"),
    [
        ("within: [2025-01-01, 2025-12-31]", Operator.WITHIN, ("2025-01-01", "2025-12-31")),
        ("not_before: 2025-01-01", Operator.NOT_BEFORE, ("2025-01-01", None)),
        ("not_after: 2025-12-31", Operator.NOT_AFTER, (None, "2025-12-31")),
    ],
)
def test_days_are_open_on_the_side_that_is_not_written(
    tmp_path: Path, written: str, operator: Operator, expected: tuple[str | None, str | None]
) -> None:
    text = changed(("within: [2025-01-01, 2025-12-31]", written))
    test = condition(read(tmp_path, text), "完工时间").test
    assert test is not None
    assert test.operator is operator
    assert isinstance(test.expected, Days)
    assert (test.expected.first, test.expected.last) == tuple(each and day(each) for each in expected)


def test_a_group_without_words_of_its_own_rests_on_those_of_its_ways(tmp_path: Path) -> None:
    merit = condition(read(tmp_path), "称号或年限")
    assert [words.quote for words in merit.words] == ["有称号的可以申请冷库补助。", "做满3年以上的可以申请冷库补助。"]
    assert [each.label for each in merit.any_of] == ["有称号", "年限"]


def test_words_may_stand_in_another_document(tmp_path: Path) -> None:
    text = changed(("quote: 申请冷库补助要守法。", "quote: {document: other, quote: 要守法。}"))
    (words,) = condition(read(tmp_path, text), "守法").words
    assert (words.document_id, words.quote) == ("other", "要守法。")


def test_factors_are_facts_figures_and_years(tmp_path: Path) -> None:
    text = changed(("of: [equipment, {珠三角: 20%, 粤东西北: 30%}]", "of: [equipment, 1个百分点, 2年]"))
    equipment, points, years = read(tmp_path, text).versions[0].benefits[0].factors
    assert (equipment.fact, points.fact, years.fact) == ("equipment", "", "")
    assert (points.years, years.years) == (False, True)


def test_a_situation_says_only_what_its_file_says(tmp_path: Path) -> None:
    (situation,) = read(tmp_path).situations
    assert (situation.as_of, situation.outcome) == (date(2026, 5, 1), Outcome.LIKELY)
    assert (situation.conditions, situation.not_met, situation.missing) == (None, None, None)
    assert situation.benefit is not None
    assert situation.benefit.value == Decimal(1800000)


def test_no_rounds_at_all_are_another_thing_than_every_round(tmp_path: Path) -> None:
    with_none = changed(("    regions: cold\n", "    regions: cold\n    rounds: []\n"))
    assert (read(tmp_path, RULE).versions[0].rounds, read(tmp_path, with_none).versions[0].rounds) == (None, ())


REFUSED = {
    "an unknown key of a programme": (TITLE, f"{TITLE}\nowner: 某厅", "某厅", "不认得“owner”，可写：called、programme"),
    "an unknown key of a version": (
        "    regions: cold\n",
        "    region: cold\n",
        "region: cold",
        "不认得“region”，可写：",
    ),
    "an unknown comparison": ("one_of: [garment]", "among: [garment]", "做服装的", "不认得“among”，可写："),
    "an unknown key of a benefit": ("per: 每家企业", "every: 每家企业", "每家企业\n", "不认得“every”，可写："),
    "an unknown key of a situation": ("    benefit: 180万元", "    sum: 180万元", "180万元", "不认得“sum”，可写："),
    "an unknown key of words": (
        "quote: 申请冷库补助要守法。",
        "quote: {file: x, quote: 要守法。}",
        "要守法",
        "不认得“file”，可写：document、quote",
    ),
    "a key that stands twice": (TITLE, f"{TITLE}\nprogramme: 另一个", "另一个", "“programme”写了两次"),
    "a programme without a name": (TITLE + "\n", "", "summary", "缺少 programme"),
    "a programme without versions": ("topics: [设备更新]", "topics: []", "topics", "这里至少写一项"),
    "a version without a document": ("  - document: cold\n    period", "  - period", "- period", "缺少 document"),
    "a condition without a label": ("{label: 守法, confirm", "{confirm", "confirm: true", "缺少 label"),
    "a condition without words": (
        ", quote: 申请冷库补助要守法。}",
        "}",
        "守法",
        "缺少 quote：每个条件都要照抄原文依据",
    ),
    "an alternative without words": (", quote: 有称号的可以申请冷库补助。}", "}", "有称号,", "缺少 quote"),
    "a condition that says nothing": (LAWFUL, LAWFUL.replace("true", "false"), "守法", "条件要写 fact 和怎样比较"),
    "a fact without a comparison": (
        "is: true, quote: 有称号",
        "quote: 有称号",
        "label: 有称号",
        "写了 fact 就要写一种比较",
    ),
    "a fact with two comparisons": (
        "one_of: [garment]",
        "one_of: [garment], is: true",
        "做服装的",
        "写了 fact 就要写一种比较，可选：is、one_of",
    ),
    "a comparison without a fact": ("fact: industry, ", "", "做服装的", "写了 one_of，却没有写 fact"),
    "a group of one": (f"          - {CERTIFIED}\n", "", "label: 称号或年限", "any 里至少写两个条件"),
    "a group beside a fact": (
        "        id: merit\n",
        "        fact: funded\n        is: false\n",
        "称号或年限",
        "同一层不再写 fact",
    ),
    "a group in a group": (
        CERTIFIED,
        f"{{label: 里层, any: [{CERTIFIED}, {CERTIFIED}]}}",
        "里层",
        "不认得“any”，可写：",
    ),
    "a round in a group": (
        "is: true, quote: 有称号",
        "is: true, round: 2026年度, quote: 有称号",
        "有称号,",
        "不认得“round”",
    ),
    "yes in other words": ("fact: certified, is: true", "fact: certified, is: 是", "有称号,", "这里应写 true 或 false"),
    "a choice of nothing": ("one_of: [garment]", "one_of: []", "做服装的", "这里至少写一项"),
    "figures of no region": (
        "at_least: {珠三角: 700万元, 粤东西北: 400万元}",
        "at_least: {}",
        "at_least: {}",
        "要写一个数，或者每个地区写一个数",
    ),
    "a span of one day": (
        "within: [2025-01-01, 2025-12-31]",
        "within: [2025-01-01]",
        "within",
        "要写两个日期：[从, 到]",
    ),
    "a span that ends first": (
        "within: [2025-01-01, 2025-12-31]",
        "within: [2025-12-31, 2025-01-01]",
        "within",
        "写反了，请写成 [从, 到]",
    ),
    "a benefit of no sort": (
        "        of: [equipment, {珠三角: 20%, 粤东西北: 30%}]\n",
        "",
        "label: 补助",
        "要么写 amount",
    ),
    "a benefit of two sorts": (
        "        at_most: true\n",
        "        amount: 5万元\n",
        "label: 补助",
        "要么写 of（相乘的各项）",
    ),
    "a product of nothing": ("of: [equipment, {珠三角: 20%, 粤东西北: 30%}]", "of: []", "of: []", "这里至少写一项"),
    "a benefit without words": (
        "quotes: [冷库补助珠三角不超过20%，粤东西北不超过30%。, 冷库补助每家企业最高500万元。]",
        "quotes: []",
        "quotes",
        "这里至少写一项",
    ),
    "a cap of no region": ("cap: 500万元", "cap: {}", "cap", "要写一个数"),
    "a situation of no day": ("as_of: 2026-05-01", "as_of: 2026-02-30", "2026-02-30", "不存在，请写成 2026-08-01"),
    "an unknown outcome": ("outcome: likely", "outcome: yes", "outcome", "没有“yes”这种结论，可选：eligible、likely"),
    "conditions that were not seen but are asked for": (
        "    benefits:",
        f"    unseen:\n      - {LAWFUL.replace('守法,', '评分,')}\n    benefits:",
        "评分",
        "不能再写 fact、any 或 confirm",
    ),
    "a relation that does not say how": (
        "    materials:",
        "    relations: [{programmes: [x], together: maybe, quote: 申请冷库补助要守法。}]\n    materials:",
        "relations",
        "这里应写 true 或 false",
    ),
}


@pytest.mark.parametrize(("before", "after", "at", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_refused_at_its_line(tmp_path: Path, before: str, after: str, at: str, said: str) -> None:
    text = changed((before, after))
    programmes, (problem,) = read_programmes([written(tmp_path, text)])
    assert programmes == ()
    assert said in problem.problem
    assert problem.path == tmp_path / "rules" / "cold-store.yaml"
    assert problem.line == line_of(at, text)
    assert problem.remedy


def written(folder: Path, text: str) -> Path:
    cold_files(folder, text)
    return folder


def test_a_programme_without_versions_is_refused_before_anybody_talks_of_it(tmp_path: Path) -> None:
    head, _, tail = RULE.partition("versions:")
    text = f"{head}versions: []\nsituations:{tail.partition('situations:')[2]}"
    files = cold_files(tmp_path, text)
    (problem,) = files.problems
    assert (files.programmes, "这里至少写一项" in problem.message) == ((), True)


def test_a_file_name_that_is_no_id_is_refused(tmp_path: Path) -> None:
    cold_files(tmp_path)
    (tmp_path / "rules" / "cold-store.yaml").rename(tmp_path / "rules" / "冷库.yaml")
    programmes, (problem,) = read_programmes([tmp_path])
    assert programmes == ()
    assert "文件名“冷库”不能作编号，请用小写字母、数字和连字符" in problem.message


def test_an_id_that_another_folder_uses_is_refused_and_the_first_serves(tmp_path: Path) -> None:
    folders = [tmp_path / "ours", tmp_path / "theirs"]
    for folder in folders:
        cold_files(folder)
    programmes, (problem,) = read_programmes(folders)
    assert [each.entry.path for each in programmes] == [folders[0] / "rules" / "cold-store.yaml"]
    assert problem.path == folders[1] / "rules" / "cold-store.yaml"
    assert f"编号“cold-store”已被 {programmes[0].entry.path} 使用" in problem.message


@pytest.mark.parametrize(
    ("content", "said"), [("", "文件是空的"), ("a: [b", "不是合法的 YAML"), ("- a\n", "这里应是“名称: 内容”")]
)
def test_one_broken_file_leaves_the_others(tmp_path: Path, content: str, said: str) -> None:
    cold_files(tmp_path)
    (tmp_path / "rules" / "broken.yaml").write_text(content, encoding="utf-8")
    programmes, (problem,) = read_programmes([tmp_path])
    assert [each.id for each in programmes] == ["cold-store"]
    assert problem.path.name == "broken.yaml"
    assert said in problem.message


@pytest.mark.parametrize(
    ("before", "after", "at", "unknown"),
    [
        ("fact: industry", "fact: trade_name", "做服装的", "trade_name"),
        ("label: 有称号, fact: certified", "label: 有称号, fact: decorated", "label: 有称号", "decorated"),
        ("of: [equipment,", "of: [turnover,", "label: 补助", "turnover"),
    ],
)
def test_a_rule_that_looks_at_an_unknown_fact_is_left_out_and_told_of(
    tmp_path: Path, before: str, after: str, at: str, unknown: str
) -> None:
    text = changed((before, after))
    files = cold_files(tmp_path, text)
    (problem,) = files.problems
    assert files.programmes == ()
    assert f"facts.yaml 里没有 {unknown}" in problem.problem
    assert problem.line == line_of(at, text)


def test_folders_without_rules_have_none(tmp_path: Path) -> None:
    assert read_programmes([tmp_path, tmp_path / "nowhere"]) == ((), ())
    assert read_rules([tmp_path]).programmes == ()
