"""What somebody tells at length and then asks, of one rule or of several."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.overviews import OVERVIEW
from assistant.answering.phrasing_files import Asking, Overview, Phrasing
from assistant.domain import AnswerStatus
from assistant.language.entry import Entry
from tests.fakes.interview import Interview
from tests.fakes.rules import rule

DAY = date(2026, 6, 1)
COLD = rule(
    "cold",
    "冷库奖补办法",
    "- 冷库奖补不超过设备金额的20%。[^news]",
    "- 冷库奖补每个项目最高300万元。[^news]",
    "- 二手制冷机不能算进冷库奖补。[^news]",
    "二、谁能申请",
    "- 申请冷库奖补，新设备金额不低于400万元。[^news]",
    "- 申请冷库奖补的要是广东的水产企业。[^news]",
)
SHIPS = rule(
    "ships",
    "渔船更新办法",
    "- 渔船更新补助不超过造价的30%。[^news]",
    "- 渔船更新补助没有现金奖励以外的好处。[^news]",
    "二、谁能申请",
    "- 渔船的船龄不低于20年。[^news]",
)
DONGGUAN = rule("dongguan", "莞冷库办法", "- 东莞冷库奖补每个项目最高50万元。[^news]", region="东莞市")
LINES = {
    ("cold", "冷库奖补不超过设备金额的20%。"): ("冷库补几成", "冷库奖几个点", "起冷库补百分之几"),
    ("cold", "冷库奖补每个项目最高300万元。"): ("冷库最高多少", "冷库一个项目封顶几多"),
    ("cold", "二手制冷机不能算进冷库奖补。"): (
        "人家用过的制冷机能不能算进去",
        "收来的旧制冷机算不算数",
        "二手的机器能报冷库奖补吗",
    ),
    ("cold", "申请冷库奖补，新设备金额不低于400万元。"): ("冷库要买够多少才有", "冷库设备要投多少"),
    ("ships", "渔船更新补助不超过造价的30%。"): ("渔船补几成", "换船奖几个点"),
    ("ships", "渔船的船龄不低于20年。"): ("多老的船才能换", "船龄要几年"),
    ("dongguan", "东莞冷库奖补每个项目最高50万元。"): ("东莞冷库最高多少", "东莞市里冷库奖多少"),
}
BOUGHT = Overview(
    "建冷库能得到什么支持",
    ("起冷库有什么钱", "建冷库政府补不补"),
    ("cold", "ships"),
    acts=("买", "上了"),
    things=("制冷机",),
)


@pytest.fixture(scope="module")
def asking(tmp_path_factory):
    file = tmp_path_factory.mktemp("lines") / "line.yaml"
    file.write_text("冷库", encoding="utf-8")
    lines = tuple(Phrasing(id, quote, asked, Entry.of_file(file)) for (id, quote), asked in LINES.items())
    return Asking(lines, overviews=(BOUGHT,))


@pytest.fixture(scope="module")
def rules(spoken, asking):
    return Interview(replace(spoken, asking=asking), (COLD, SHIPS, DONGGUAN))


def cited(told):
    return {clause_id.split(":")[0] for clause_id in told.clauses}


def test_what_a_long_story_asks_for_is_told_though_its_words_are_lost_in_it(rules):
    told = rules.ask(
        "老同学的水产店关了门，剩下几台机器低价让给我，催我这个礼拜拉走，我怕花了冤枉钱，家里也吵。"
        "人家用过的制冷机能不能算？",
        DAY,
    )
    assert told.status is AnswerStatus.ANSWERED
    assert "二手制冷机不能算进冷库奖补" in told.text
    assert told.withheld == []


def test_what_a_story_only_tells_is_not_said_to_be_unwritten(rules):
    told = rules.ask(
        "我爸叫我再等等，合伙的老吴倒是很急，昨晚又来家里坐到半夜。起冷库补百分之几？一个项目封顶几多？", DAY
    )
    assert told.status is AnswerStatus.ANSWERED
    assert "没有写到" not in told.text
    assert {"20%", "300万元"} == {figure for figure in ("20%", "300万元") if figure in told.text}


def test_a_story_about_nothing_that_is_written_stays_open(rules):
    told = rules.ask("我们去年在村口开了个小卖部，隔壁阿婆天天来买酱油，她孙子要结婚了，问我酒席在哪里摆比较好？", DAY)
    assert told.status is not AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("冷库奖补办法给几成，封顶呢", ("20%", "300万元")),
        ("冷库奖补办法，我投了350万够不够", ("400万元",)),
        ("冷库奖补办法的设备奖给几成？我设备投了500万", ("20%", "400万元")),
        ("冷库奖补办法和渔船更新办法各给几成，顶格多少", ("20%", "30%", "300万元")),
    ],
)
def test_what_decides_is_told_of_every_rule_that_is_asked_about(rules, asked, said):
    told = rules.ask(asked, DAY)
    assert [figure for figure in said if figure not in told.text] == []
    assert told.withheld == []


def test_what_a_rule_does_not_state_is_not_taken_from_another(rules):
    told = rules.ask("渔船更新办法补几成，封顶多少", DAY)
    assert "30%" in told.text
    assert "300万元" not in told.text


def test_a_bare_question_after_a_purchase_is_asked_of_what_serves_that(rules):
    told = rules.ask("我在阳江上了两台制冷机，花了450万。镇里有没有钱？省里线多少，补几成", DAY)
    assert "cold" in cited(told)
    assert {"400万元", "20%"} == {figure for figure in ("400万元", "20%") if figure in told.text}


def test_what_a_city_grants_is_not_told_elsewhere_however_alike_it_is(rules):
    told = rules.ask("我在湛江搞养殖，朋友说冷库一个项目封顶有得拿，我想问清楚冷库最高多少，几时能给", DAY)
    assert "dongguan" not in cited(told)


def test_an_overview_that_does_not_speak_of_the_help_that_is_asked_for_is_not_told(rules):
    assert [part.evidence.label for part in rules.ask("建冷库政府补不补", DAY).turn.parts] == [OVERVIEW]
    assert rules.ask("建冷库政府补不补租金", DAY).status is AnswerStatus.NO_EVIDENCE


def test_another_kind_of_help_is_not_answered_with_what_one_gets_for_a_purchase(rules):
    told = rules.ask("我们上了新的制冷机，今年招了二十个应届生，社保都买了，招工每人补多少？", DAY)
    assert "20%" not in told.text


def test_whether_a_thing_counts_is_answered_by_what_is_left_out_though_its_name_stands_nowhere(rules):
    told = rules.ask("冷库奖补办法，人家用过的板冰制冷机算不算数？", DAY)
    assert told.status is AnswerStatus.ANSWERED
    assert "二手制冷机不能算进冷库奖补" in told.text


def test_what_was_not_found_is_said_once_where_two_questions_come_to_it(spoken):
    open_rule = rule(
        "open", "冷库新办法", "- 冷库新办法的比例和上限没有查到。[^news]", "- 冷库新办法分冷链和冰鲜两类。[^news]"
    )
    told = Interview(spoken, (open_rule,)).ask("冷库新办法冷链类补百分之几？上限多少？", DAY)
    assert told.text.count("没有查到") == 1


def test_a_further_question_after_a_rule_was_named_is_of_that_rule_though_a_need_is_stated_so(rules):
    told = rules.ask("渔船更新办法要多老的船？有什么钱补？", DAY)
    assert cited(told) == {"ships"}
    assert "30%" in told.text
