"""Which short questions belong to the verdicts that stand, and which ask for something else."""

from __future__ import annotations

import pytest

from assistant.eligibility.asked_ways import read_ways
from assistant.eligibility.following import follow_up
from assistant.eligibility.heard import FollowUp
from assistant.eligibility.traced import traced
from tests.fakes.eligibility import KNOWLEDGE
from tests.fakes.interview import language

WAYS, PROBLEMS = read_ways([KNOWLEDGE])
ASKED = {
    FollowUp.SUM: "那我能拿多少|能拿多少|可以攞几多|多少钱|那能补几多|我哋可以攞幾多錢|大概能补多少万？|"
    "一共可以拿多少钱呢|帮我算下能拿多少|怎么算的|奖励有多少|最多能给多少钱|那我们厂能补多少|到底能领多少啊|要是加到能拿多少",
    FollowUp.STANDING: "那还能拿吗|我符合吗|行不行|仲有冇得报？|我们厂够条件吗|能不能报|可以申请吗|那边的厂行不行|"
    "够不够条件|还有机会吗|那我这种情况能报吗|得唔得",
    FollowUp.MATERIALS: "要交什么材料|要咩材料|需要哪些资料|申请材料有哪些|要准备什么|材料清单",
    FollowUp.STEPS: "怎么申请|點樣申請|去哪里办|找谁|申请流程是怎样的|那我要怎么报|在哪里申报|流程呢",
    FollowUp.TIME: "截止了没|几时截止|什么时候可以报|申报时间|还来得及吗|明年还有吗|下一批什么时候开始|"
    "截止咗未|那几时到期",
}
OTHERS = (
    "空调能补多少|贴息能拿多少|绿色工厂要交什么材料|隔壁厂能拿多少|印花税怎么交|小升规几时截止|补几成|比例是多少|"
    "省里一共安排多少钱给技改|怎么招工|设备要符合什么条件|为什么|谢谢|好的|多少人|去哪里买设备|怎么办备案变更|社保怎么交"
)


@pytest.fixture(scope="module")
def asked_of(tmp_path_factory: pytest.TempPathFactory):
    spoken = language(tmp_path_factory.mktemp("jieba"))

    def read(text: str) -> FollowUp | None:
        return follow_up(traced(text, spoken.dialect, spoken.lexicon.places, spoken.script).text, WAYS)

    return read


def test_the_ways_that_ship_can_be_read() -> None:
    assert PROBLEMS == ()
    assert set(WAYS.follow_ups) == set(FollowUp)


@pytest.mark.parametrize(("sort", "text"), [(sort, text) for sort in ASKED for text in ASKED[sort].split("|")])
def test_a_short_question_is_known_for_what_it_asks(asked_of, sort: FollowUp, text: str) -> None:
    assert asked_of(text) is sort


@pytest.mark.parametrize("text", OTHERS.split("|"))
def test_what_names_anything_else_is_none(asked_of, text: str) -> None:
    assert asked_of(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("asks: []\nwidely: []\nfollow_ups: {price: [多少]}\n", "price"),
        ("asks: []\nwidely: []\nforgets: [删掉(.+)]\n", "what"),
        ("asks: []\nwidely: []\nfollows: []\n", "follows"),
        ("asks: []\n", "widely"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(tmp_path, text: str, problem: str) -> None:
    (tmp_path / "eligibility_asked.yaml").write_text(text, encoding="utf-8")
    _, problems = read_ways([tmp_path])
    assert [problem in each.problem for each in problems] == [True]
