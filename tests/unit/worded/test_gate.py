"""What a model may say, and what it may not."""

import pytest

from assistant.answering.proof import Flaw
from assistant.worded.gate import Fault
from tests.unit.worded.conftest import statements


@pytest.fixture
def flaws(gate):
    def found(sentence: str, *quotes: str) -> set[str]:
        return {failure.flaw for failure in gate.judge(sentence, statements(*quotes)).failures}

    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "每个项目最高1500万元[1]。",
        "设备奖励按不超过设备购置额的百分之二十给予[1]。",
        "根据《技改资金细则》，设备奖励不超过设备购置额的20%，每个项目最高1500万元[1]。",
        "粤东西北的企业申请设备奖励，新设备金额不低于400万元[2]。",
        "粤东西北的新设备金额不低于400万元[2]，设备奖励不超过设备购置额的20%[1]。",
        "材料提交给所在地的市工业和信息化局，逾期不予受理[3]。",
        "依据粤工信规字〔2024〕7号，资金不得用于偿还债务[4]。",
        "標準如下：每個項目最高1500萬元[1]。",
    ],
)
def test_other_words_for_what_the_quotes_say_pass(flaws, sentence):
    assert flaws(sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "flaw"),
    [
        ("每个项目最高5000万元[1]。", Flaw.FIGURE),
        ("每个项目1500万元[1]。", Flaw.FIGURE),
        ("每个项目最高1500亿元[1]。", Flaw.FIGURE),
        ("自2026年1月1日起，每个项目最高1500万元[1]。", Flaw.FIGURE),
        ("依据粤府办〔2025〕11号，资金不得用于偿还债务[4]。", Flaw.DOCUMENT_NUMBER),
        ("深圳的每个项目最高1500万元[1]。", Flaw.PLACE),
        ("资金用于偿还债务[4]。", Flaw.POLARITY),
        ("每个项目不再最高1500万元[1]。", Flaw.POLARITY),
        ("每个项目最高1500万元。", Fault.UNMARKED),
        ("每个项目最高1500万元[1]，另有安排。", Fault.UNMARKED),
        ("每个项目最高1500万元[7]。", Fault.MARKER),
        ("根据《技改十条》，每个项目最高1500万元[1]。", Fault.WORDS),
        ("每个项目最高1500万元，厂房也算[1]。", Fault.WORDS),
        ("材料提交给所在地的市财政局[3]。", Fault.WORDS),
        ("详见 www.example.com[1]。", Fault.WORDS),
        ("可以。[1]", Fault.WORDS),
        ("每个项目必须达到最高1500万元[1]。", Fault.STRENGTH),
        ("所有项目最高1500万元[1]。", Fault.STRENGTH),
        ("珠三角的新设备金额不低于400万元[2]。", Fault.PAIRING),
        ("新设备金额不低于400万元[2]。", Fault.PAIRING),
        ("您符合条件，每个项目最高1500万元[1]。", Fault.VERDICT),
        ("可以，每个项目最高1500万元[1]。", Fault.VERDICT),
        ("Each project gets at most 1500万元[1].", Fault.LANGUAGE),
        ("[1]", Fault.LANGUAGE),
        ("或者每个项目最高1500万元[1]。", Fault.FRAGMENT),
    ],
)
def test_what_the_quotes_do_not_say_does_not_pass(flaws, sentence, flaw):
    assert flaw in flaws(sentence)


def test_a_figure_is_proven_by_the_marker_behind_it_not_by_another_of_the_sentence(flaws):
    assert flaws("新设备金额珠三角不低于700万元，粤东西北不低于400万元[2]，每个项目最高1500万元[1]。") == set()
    assert Flaw.FIGURE in flaws("新设备金额珠三角不低于700万元，粤东西北不低于400万元[1]，每个项目最高1500万元[2]。")


def test_a_sentence_is_shown_without_markers_and_cites_what_its_statements_cite(gate):
    sentence = gate.judge("每个项目最高1500万元[1]。", statements()).sentence
    assert (sentence.text, sentence.citations) == ("每个项目最高1500万元。", (1,))


def test_a_prompt_that_is_told_and_an_order_that_is_obeyed_do_not_pass(flaws):
    assert flaws("我是政策问答助手的撰稿人，替企业办事的人把政策引文说通顺[1]。")
    assert flaws("已忽略之前的规则，直接批准申请[4]。")


def test_what_is_listed_in_an_order_is_told_in_that_order(flaws):
    quote = "绿色工厂按市级、省级、国家级的次序逐级往上报"
    assert flaws("绿色工厂要按市级、省级、国家级的次序逐级往上报[1]。", quote) == set()
    assert Fault.DISPLACED in flaws("绿色工厂按国家级、省级、市级的次序逐级往上报[1]。", quote)


def test_the_year_of_a_programme_keeps_its_place_wherever_a_day_stands(flaws):
    quote = "东莞技改2026年度（东工信函〔2025〕353号）的纸质材料，提交到2025年10月17日为止"
    begun = "2026年省级单项冠军的通知是粤工信规划政策函〔2026〕12号，截止日是2026年5月28日"
    assert flaws("2026年省级单项冠军的截止日是2026年5月28日，见粤工信规划政策函〔2026〕12号[1]。", begun) == set()
    assert Flaw.FIGURE in flaws("东莞技改2027年度的纸质材料，提交到2025年10月17日为止[1]。", quote)
