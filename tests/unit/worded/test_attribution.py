"""Where an answer rests on several rules, each sum is told with its own."""

from dataclasses import replace

from assistant.domain import Sentence
from assistant.worded.gate import Fault
from assistant.worded.statements import Statement, statements_of
from tests.unit.worded.conftest import citation

OURS = citation(1, "技改资金的设备奖励，每个项目最高1500万元")
THEIRS = replace(
    citation(2, "省贷款贴息，每家企业每年最高2000万元"),
    document_id="loan",
    short_title="省贷款贴息",
    title="省贷款贴息通知",
)


def told(*cited) -> dict[int, Statement]:
    return dict(statements_of([Sentence(each.quote, (each.n,), wordable=True) for each in cited], cited))


def flaws(gate, sentence: str, *cited) -> set[str]:
    return {failure.flaw for failure in gate.judge(sentence, told(*cited)).failures}


def test_a_sum_of_one_of_several_rules_needs_its_name(gate):
    assert Fault.ATTRIBUTION in flaws(gate, "每个项目最高1500万元[1]。", OURS, THEIRS)
    assert flaws(gate, "技改资金的设备奖励，每个项目最高1500万元[1]。", OURS, THEIRS) == set()
    assert Fault.ATTRIBUTION not in flaws(gate, "按《技改资金细则》，每个项目最高1500万元[1]。", OURS, THEIRS)


def test_where_there_is_one_rule_its_name_may_go_without_saying(gate):
    assert Fault.ATTRIBUTION not in flaws(gate, "每个项目最高1500万元[1]。", OURS)


def test_a_sentence_about_both_names_both_by_what_it_says(gate):
    both = "技改资金的设备奖励，每个项目最高1500万元[1]，省贷款贴息，每家企业每年最高2000万元[2]。"
    assert flaws(gate, both, OURS, THEIRS) == set()
