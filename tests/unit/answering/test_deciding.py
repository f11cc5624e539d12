"""What decides a grant is told of each rule that a message is about."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.domain import AnswerStatus
from tests.fakes.interview import Interview
from tests.fakes.rules import rule

DAY = date(2026, 6, 1)
COLD = rule(
    "cold",
    "冷库奖补办法",
    "- 冷库奖补不超过设备金额的20%。[^news]",
    "- 冷库奖补每个项目最高300万元。[^news]",
    "二、谁能申请",
    "- 冷库的新设备金额不低于400万元。[^news]",
    "- 冷库要有的技术人员，门槛是50人。[^news]",
    "三、不给谁",
    "- 一台制冷机只能享受一项补贴，不能再申请第二项。[^news]",
    "四、什么时候申报",
    "- 冷库奖补每季度办理一次。[^news]",
    "五、容易混淆的",
    "- 冷库奖补以前的上限是每个项目900万元，那是旧数字。[^news]",
)


SHIPS = rule(
    "ships",
    "渔船更新办法",
    "- 渔船更新补助不超过造价的30%。[^news]",
    "- 小渔船更新补助不超过造价的15%。[^news]",
    "二、谁能申请",
    "- 渔船的造价不低于500万元。[^news]",
    "- 小渔船更新面向造价100万元至500万元的渔船。[^news]",
    aliases=("小渔船更新",),
)


@pytest.fixture(scope="module")
def rules(spoken):
    return Interview(spoken, (COLD, SHIPS))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("冷库奖补办法以前的上限900万是旧数字吗？", "最高300万元"),
        ("冷库奖补办法补几成？我们厂技术人员30个，够不够？", "50人"),
        ("冷库奖补办法补几成？跟别的能不能叠加？", "只能享受一项补贴"),
        ("冷库奖补办法补几成？起步要投多少？", "不低于400万元"),
        ("冷库奖补办法补几成？项目要几百万起？", "不低于400万元"),
        ("冷库奖补办法每年办几次？能贴息多少？", "20%"),
    ],
)
def test_what_decides_is_told_beside_what_else_was_asked(rules, asked, said):
    told = rules.ask(asked, DAY)
    assert said in told.text
    assert told.withheld == []


@pytest.mark.parametrize(
    ("asked", "said", "unsaid"),
    [
        ("冷库奖补办法封顶多少？", "最高300万元", "900万元"),
        ("冷库奖补办法一年办几次？", "每季度办理一次", "没有写"),
        ("小渔船更新投多少起步，补几成？", "15%", "30%"),
    ],
)
def test_a_rule_asked_for_nothing_else_tells_just_that(rules, asked, said, unsaid):
    told = rules.ask(asked, DAY)
    assert told.status is AnswerStatus.ANSWERED
    assert said in told.text
    assert unsaid not in told.text


def test_what_is_asked_further_is_asked_of_the_grant_that_was_named_not_of_its_whole_rule(rules):
    told = rules.converse("小渔船更新补几成？", "要多少投资才行？", as_of=DAY)
    assert "100万元至500万元" in told.text
    assert "不低于500万元" not in told.text


def test_what_was_before_is_told_by_what_it_granted(spoken):
    old = rule(
        "old", "旧冷库办法", "- 旧冷库办法由省厅负责。[^news]", "- 旧冷库奖补不超过10%。[^news]", superseded_by="cold"
    )
    new = rule("cold", "冷库奖补办法", "- 冷库奖补不超过设备金额的20%。[^news]", supersedes=("old",))
    told = Interview(spoken, (old, new)).converse("冷库奖补办法补几成？", "以前那个呢？", as_of=DAY)
    assert "10%" in told.text


def test_the_number_of_a_rule_is_told_with_its_end_where_both_are_asked(spoken):
    dated = rule(
        "dated",
        "冷库奖补办法",
        "- 冷库奖补办法的文号是某工信〔2024〕3号。[^news]",
        "- 冷库奖补办法的有效期到2027年12月31日。[^news]",
        doc_number="某工信〔2024〕3号",
        validity_basis=("有效期到2027年12月31日",),
    )
    told = Interview(spoken, (dated,)).ask("冷库奖补办法的文号、管到哪天？", DAY)
    assert "某工信〔2024〕3号" in told.text
    assert "有效期到2027年12月31日" in told.text


NAMED = rule(
    "named",
    "冷库两项办法",
    "- 冷库两项办法不超过电费的30%。[^news]",
    "二、是什么",
    "- 冷库两项办法的第一项是《冷链补贴办法》。[^news]",
    "- 冷库两项办法的第二项是《冰鲜补贴办法》。[^news]",
    "三、什么时候申报",
    "- 2026年度的申报截止日，湛江是2026年8月11日，茂名是2026年8月14日。[^news]",
)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("冷库两项办法补几成？那两份叫什么名字？", ("《冷链补贴办法》", "《冰鲜补贴办法》")),
        ("湛江的冷库两项办法补几成？还收不收？", ("湛江是2026年8月11日",)),
    ],
)
def test_names_of_texts_and_the_last_day_of_the_very_city_are_told_where_they_are_asked(spoken, asked, said):
    told = Interview(spoken, (NAMED,)).ask(asked, DAY)
    assert all(each in told.text for each in said)
