from __future__ import annotations

import pytest

from assistant.desk.similar import LEAST, Similar
from assistant.language.script import ScriptConverter

# Questions of one group want one reply, those of different groups do not.
GROUPS = (
    ("买新缝纫机能补多少钱", "请问买缝纫机补贴多少钱？", "新买的缝纫机可以补多少"),
    ("技改资金什么时候截止申报", "技改资金申报截止时间是哪天", "技术改造资金申报什么时候截止"),
    ("专精特新要满足什么条件", "申请专精特新中小企业需要什么条件？", "專精特新的條件是什麼"),
    ("贷款贴息怎么申请", "设备贷款的贴息怎样申请办理", "怎么申请贷款贴息"),
    ("印染厂的废水要达到什么标准", "印染废水排放标准是什么"),
    ("员工社保补贴多久到账", "社保补贴什么时候到账"),
    ("外地户口的小孩能在这里读书吗", "外地小孩读书要什么手续"),
    ("租厂房有没有补贴",),
    ("出口退税率是多少",),
    ("工伤认定找哪个部门",),
    ("小升规奖励多少钱",),
    ("绿色工厂怎么评",),
    ("直播电商基地有什么扶持",),
    ("厂里想招学徒，哪里登记",),
)


@pytest.fixture(scope="module")
def similar() -> Similar:
    return Similar(ScriptConverter().to_simplified)


def test_on_a_list_that_was_judged_by_hand_few_are_missed_and_few_are_shown_in_vain(similar):
    questions = [(number, text) for number, text in enumerate(text for group in GROUPS for text in group)]
    group_of = {text: at for at, group in enumerate(GROUPS) for text in group}
    wanted = found = right = 0
    for number, text in questions:
        others = [each for each in questions if each[0] != number]
        texts = dict(others)
        shown = {texts[each] for each, _ in similar.among(text, others, 5)}
        alike = {each for each in texts.values() if group_of[each] == group_of[text]}
        wanted, found, right = wanted + len(alike), found + len(shown), right + len(shown & alike)
    print(f"recall {right / wanted:.2f}, precision {right / found:.2f}")
    assert right / wanted >= 0.9
    assert right / found >= 0.95


def test_the_same_question_is_one_in_every_spelling(similar):
    same = ("技改补多少？", "请问技改补多少", "技改 补多少吗", "您好，技改补多少，谢谢！", "技改補多少")
    assert len({similar.key(each) for each in same}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("补3.5%吗", "补35%吗"), ("补30%", "补30"), ("2024年的技改", "2025年的技改"), ("东莞有补贴吗", "广州有补贴吗")],
)
def test_another_figure_or_place_is_another_question(similar, one, other):
    assert similar.key(one) != similar.key(other)


def test_the_most_alike_comes_first_and_nothing_is_like_nothing(similar):
    among = [(1, "买缝纫机能补多少钱"), (2, "买缝纫机补多少"), (3, "出口退税")]
    assert [number for number, _ in similar.among("买缝纫机能补多少钱", among, 5)] == [1, 2]
    assert similar.among("买缝纫机能补多少钱", among, 5)[0][1] == 1.0
    assert similar.among("", among, 5) == similar.among("买缝纫机", [], 5) == ()
    assert all(likeness >= LEAST for _, likeness in similar.among("缝纫机", among, 5))


def test_questions_that_are_alike_stand_together_in_the_order_asked(similar: Similar) -> None:
    questions = ["招工有补贴吗", "空调能补多少钱", "请问招工有补贴吗？", "招工有没有补贴", "技改资金什么时候报"]
    assert similar.groups(questions) == [[0, 2, 3], [1], [4]]
    assert similar.groups([]) == []
