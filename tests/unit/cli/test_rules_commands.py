"""The commands about rules: `judge`, and what `check` says of rule files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.fakes.assistant import FakeAssistant
from tests.fakes.eligibility import KNOWLEDGE
from tests.unit.cli.conftest import Run
from tests.unit.eligibility.cold_store import (
    FIT,
    OPEN,
    STATEMENTS,
    changed,
    cold_files,
    cold_talk,
    line_of,
)

DAY = ("--as-of", OPEN.isoformat())
FACTS = tuple(part for id, said in FIT.items() for part in ("--fact", f"{id}={said}"))
MATERIALS = "    materials: [申请冷库补助要交设备发票。]\n"
DOCUMENT = """---
id: cold
title: 冷库办法
short_title: 冷库办法
kind: digest
topics: [设备更新]
issuer: 某省某厅
doc_number: null
issued_on: null
effective_on: null
expires_on: 2027-12-31
repealed_on: null
status: in_force
reviewed_on: 2026-04-01
windows:
  - {name: 2026年度, opens_on: 2026-04-01, closes_on: 2026-06-30}
regions: [珠三角, 粤东西北]
region: 广东省
url: https://example.test/cold
sources:
  news: {name: 报道, url: "https://example.test/news", confidence: news}
validity_basis: [冷库办法有效期到2027年12月31日]
note: 要点，据公开信息整理，不是原文。
---

# 冷库办法（要点）

一、是什么

"""


@pytest.fixture
def assistant(tmp_path: Path) -> FakeAssistant:
    """One that judges cold stores."""
    return FakeAssistant(talk=cold_talk(tmp_path / "cold"))


def test_a_verdict_is_printed_with_every_condition_and_its_words(run: Run, assistant: FakeAssistant) -> None:
    code, out, _ = run("judge", *FACTS, *DAY, over=assistant)
    assert code == 0
    assert "企业情况 厂在哪里 东莞 · 行业 做服装 · 设备金额 900万元" in out
    assert "✓ 设备金额" in out
    assert "冷库设备珠三角不低于700万元，粤东西北不低于400万元。" in out
    assert "? 守法（按材料核对）" in out
    assert "补助：设备金额900万元 × 不超过20%，每家企业最高500万元，最高180万元" in out
    assert "按 2026-05-01 判断" in out
    assert assistant.closed


def test_what_is_not_met_is_marked(run: Run, assistant: FakeAssistant) -> None:
    code, out, _ = run("judge", "--fact", "funded=是", *DAY, over=assistant)
    assert (code, "✗ 拿过别的资金" in out) == (0, True)


def test_the_most_telling_fact_is_asked_for(run: Run, assistant: FakeAssistant) -> None:
    told = [part for id, said in FIT.items() if id != "equipment" for part in ("--fact", f"{id}={said}")]
    _, out, _ = run("judge", *told, *DAY, over=assistant)
    assert "最要紧的还缺 设备多少钱？（--fact equipment=…）" in out


def test_without_a_fact_every_programme_is_open(run: Run, assistant: FakeAssistant) -> None:
    code, out, _ = run("judge", *DAY, over=assistant)
    assert code == 0
    assert "企业情况 还没有" in out
    assert "冷库设备补助" in out


def test_a_judgement_as_json_is_that_of_the_interface(run: Run, assistant: FakeAssistant) -> None:
    code, out, _ = run("judge", *FACTS, *DAY, "--json", over=assistant)
    told = json.loads(out)
    assert (code, told["as_of"], told["problems"]) == (0, "2026-05-01", [])
    assert [verdict["outcome"] for verdict in told["verdicts"]] == ["likely"]


def test_the_day_is_today_unless_one_is_named(run: Run, assistant: FakeAssistant) -> None:
    _, out, _ = run("judge", "--json", over=assistant)
    assert json.loads(out)["as_of"] == "2024-06-01"


def test_a_fact_that_cannot_be_read_is_told_and_exits_with_2(run: Run, assistant: FakeAssistant) -> None:
    code, out, _ = run("judge", "--fact", "equipment=很多", "--fact", "mood=好", *DAY, over=assistant)
    assert code == 2
    assert "没有读懂“设备金额”，请写金额，例如 800万元。" in out
    assert "没有这一项" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--fact", "东莞"), "“东莞”不成一项情况，请写成 编号=说法"),
        (("--fact", "=东莞"), "不成一项情况"),
        (("--fact", "place= "), "不成一项情况"),
        (("--fact", "place=东莞", "--fact", "place=中山"), "“place”写了两次"),
        (("--as-of", "2026-02-30"), "日期 2026-02-30 不存在"),
        (("--programme", "warm-store"), "没有编号为 warm-store 的扶持事项，请从列表里选"),
    ],
)
def test_wrong_input_exits_with_2_and_says_what_is_wrong(
    run: Run, assistant: FakeAssistant, arguments: tuple[str, ...], told: str
) -> None:
    code, _, err = run("judge", *arguments, over=assistant)
    assert (code, told in err) == (2, True), err


def test_only_the_named_programme_is_judged(run: Run, assistant: FakeAssistant) -> None:
    _, out, _ = run("judge", "--programme", "cold-store", *DAY, "--json", over=assistant)
    assert [verdict["programme_id"] for verdict in json.loads(out)["verdicts"]] == ["cold-store"]


@pytest.fixture
def knowledge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A knowledge folder with the word lists that ship and one document and one rule about cold stores."""
    folder = tmp_path / "knowledge"
    (folder / "documents").mkdir(parents=True)
    for path in (path for path in KNOWLEDGE.iterdir() if path.is_file()):
        shutil.copy(path, folder)
    (folder / "topics.yaml").write_text("设备更新: 换设备\n", encoding="utf-8")
    (folder / "documents" / "cold.md").write_text(DOCUMENT + "\n\n".join(STATEMENTS), encoding="utf-8")
    cold_files(folder)
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE_DIRS", json.dumps([str(folder)]))
    return folder


def test_a_check_finds_nothing_to_mend_in_a_rule_that_holds(run: Run, knowledge: Path) -> None:
    code, out, _ = run("check")
    assert "没有发现问题。" in out
    assert (code, "没有规则用到" in out) == (0, False)


def test_a_check_names_file_and_line_of_a_rule_that_does_not_hold(run: Run, knowledge: Path) -> None:
    text = changed(("珠三角: 700万元", "珠三角: 701万元"))
    cold_files(knowledge, text)
    code, out, _ = run("check")
    assert code == 1
    assert f"cold-store.yaml:{line_of('701', text)}: “珠三角不低于701万元”在引文里没有同样的说法" in out.replace(
        "\n", ""
    )


def test_a_check_runs_the_situations(run: Run, knowledge: Path) -> None:
    cold_files(knowledge, changed(("outcome: likely", "outcome: eligible")))
    code, out, _ = run("check")
    assert (code, "的 outcome 不对，算出来是 likely" in out) == (1, True)


def test_a_check_of_coverage_lists_what_no_rule_rests_on_and_is_no_failure(run: Run, knowledge: Path) -> None:
    cold_files(knowledge, changed((MATERIALS, "")))
    code, out, _ = run("check", "--coverage")
    listed = [line for line in out.splitlines() if line.startswith("没有规则用到")]
    assert code == 0
    assert any("cold:" in line and "申请冷库补助要交设备发票。" in line for line in listed)
    assert not any("冷库补助只给服装企业。" in line for line in listed)
