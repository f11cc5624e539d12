from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.channels.web.eligibility_schemas import (
    JUDGED_DAYS,
    EligibilityOut,
    FactKindList,
    FactsRead,
    ProgrammeList,
)
from assistant.corpus.catalogue import Catalogue
from assistant.eligibility.opening import open_talk
from assistant.eligibility.talk import Talk
from tests.fakes.assistant import TODAY, FakeAssistant
from tests.fakes.interview import language
from tests.unit.channels.conftest import Open
from tests.unit.eligibility.cold_store import FIT, OPEN, cold_files, cold_store

ELIGIBILITY = "/api/v1/eligibility"
JUDGED = {"facts": FIT, "as_of": OPEN.isoformat()}


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    """Talk of cold stores, as a server opens it."""
    files, spoken = cold_files(tmp_path_factory.mktemp("rules")), language(tmp_path_factory.mktemp("jieba"))
    return open_talk(files, Catalogue([cold_store()]), spoken, "")


@pytest.fixture
def web(open_web: Open, talk: Talk) -> TestClient:
    return open_web(FakeAssistant(talk=talk))


def judged(web: TestClient, **asked: Any) -> dict[str, Any]:
    reply = web.post(ELIGIBILITY, json=JUDGED | asked)
    assert reply.status_code == 200, reply.text
    EligibilityOut.model_validate_json(reply.content)
    told: dict[str, Any] = reply.json()
    return told


def test_every_fact_is_listed_with_how_it_is_asked_for(web: TestClient) -> None:
    listed = FactKindList.model_validate_json(web.get(f"{ELIGIBILITY}/facts").content).facts
    assert [fact.id for fact in listed] == [
        "place",
        "industry",
        "equipment",
        "completed",
        "funded",
        "certified",
        "years",
    ]
    industry, equipment = listed[1], listed[2]
    assert [(option.id, option.name) for option in industry.options] == [("garment", "做服装"), ("trade", "贸易")]
    assert (equipment.type, equipment.unit, equipment.ask) == ("money", "元", "设备多少钱？")


def test_every_programme_is_listed_with_what_it_looks_at(web: TestClient) -> None:
    (listed,) = ProgrammeList.model_validate_json(web.get(f"{ELIGIBILITY}/programmes").content).programmes
    assert (listed.id, listed.programme, listed.document_id) == ("cold-store", "冷库设备补助", "cold")
    assert listed.facts == ["certified", "completed", "equipment", "funded", "industry", "place", "years"]


def test_a_verdict_cites_each_condition_verbatim(web: TestClient) -> None:
    (verdict,) = judged(web)["verdicts"]
    quotes = {citation["n"]: citation["quote"] for citation in verdict["citations"]}
    assert (verdict["outcome"], verdict["region"], verdict["missing"]) == ("likely", "珠三角", [])
    for finding in verdict["findings"]:
        assert finding["citations"]
        assert set(finding["citations"]) <= set(quotes)
    (lawful,) = (finding for finding in verdict["findings"] if finding["label"] == "守法")
    assert (lawful["met"], lawful["confirm"], [quotes[n] for n in lawful["citations"]]) == (
        None,
        True,
        ["申请冷库补助要守法。"],
    )


def test_a_group_tells_each_of_its_ways(web: TestClient) -> None:
    (verdict,) = judged(web)["verdicts"]
    (merit,) = (finding for finding in verdict["findings"] if finding["alternatives"])
    assert [(way["label"], way["met"]) for way in merit["alternatives"]] == [("有称号", None), ("年限", True)]


def test_the_sum_is_told_with_its_formula(web: TestClient) -> None:
    (estimate,) = judged(web)["verdicts"][0]["estimates"]
    assert (estimate["formula"], estimate["text"]) == (
        "设备金额900万元 × 不超过20%，每家企业最高500万元",
        "最高180万元",
    )
    assert (estimate["low"], estimate["high"], estimate["at_most"]) == (1800000, 1800000, True)


def test_facts_come_back_as_they_were_understood(web: TestClient) -> None:
    told = judged(web, facts={"equipment": "五百来万", "industry": "做服装"})
    assert [(fact["id"], fact["told"]) for fact in told["facts"]] == [("equipment", "五百来万"), ("industry", "做服装")]
    again = judged(web, facts={fact["id"]: fact["value"] for fact in told["facts"]})
    assert again["verdicts"] == told["verdicts"]


def test_what_is_still_missing_is_asked_for_the_most_telling_first(web: TestClient) -> None:
    told = judged(web, facts={id: said for id, said in FIT.items() if id not in ("equipment", "funded")})
    assert [fact["id"] for fact in told["missing_facts"]] == ["equipment", "funded"]
    assert told["missing_facts"][0]["ask"] == "设备多少钱？"
    assert told["verdicts"][0]["outcome"] == "undetermined"


def test_what_cannot_be_read_is_told_with_what_to_write_and_the_rest_is_judged(web: TestClient) -> None:
    told = judged(web, facts=FIT | {"equipment": "很多", "industry": "养鱼", "mood": "好"})
    assert {problem["fact"]: problem["message"] for problem in told["problems"]} == {
        "equipment": "没有读懂“设备金额”，请写金额，例如 800万元。",
        "industry": "没有读懂“行业”，请选一项：做服装、贸易。",
        "mood": "没有这一项，编号请看 /api/v1/eligibility/facts。",
    }
    assert "equipment" not in {fact["id"] for fact in told["facts"]}
    assert told["verdicts"][0]["outcome"] == "undetermined"


@pytest.mark.parametrize(
    ("fact", "example"),
    [("place", "例如 东莞虎门"), ("completed", "例如 2025年6月"), ("funded", "请写“是”或“否”"), ("years", "例如 5年")],
)
def test_each_kind_of_fact_is_told_how_to_write_it(web: TestClient, fact: str, example: str) -> None:
    (problem,) = judged(web, facts={fact: "天晓得"})["problems"]
    assert example in problem["message"]


@pytest.mark.parametrize(
    ("fact", "text", "message"),
    [
        ("equipment", "-800万", "“设备金额”不能是负数，请写不带负号的数，没有就写 0。"),
        ("equipment", "9000亿", "“设备金额”应在0元至1000亿元之间，请核对后再写。"),
        ("completed", "1900年", "“完工时间”应在1949年至2100年之间，请核对后再写。"),
        ("years", "999年", "“年限”应在0年至200年之间，请核对后再写。"),
        ("funded", "差不多", "“拿过资金”没有说定，请写“是”或“否”；还不确定就先不填。"),
        ("equipment", "9" * 200, "“设备金额”应在0元至1000亿元之间，请核对后再写。"),
    ],
)
def test_what_can_be_no_value_is_told_with_its_reason(web: TestClient, fact: str, text: str, message: str) -> None:
    told = judged(web, facts={fact: text})
    assert (told["facts"], [problem["message"] for problem in told["problems"]]) == ([], [message])


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({f"fact{n}": "是" for n in range(101)}, "facts：太多，最多100项"),
        ({"": "是"}, "facts：有一项的编号不能为空"),
        ({"x" * 81: "是"}, "facts：有一项的编号太长"),
    ],
)
def test_what_is_wrong_with_the_facts_is_said(web: TestClient, facts: dict[str, str], message: str) -> None:
    assert message in web.post(ELIGIBILITY, json={"facts": facts}).json()["detail"]


@pytest.mark.parametrize(
    ("day", "status"),
    [("1949-10-01", 200), ("2100-12-31", 200), ("1949-09-30", 422), ("2101-01-01", 422)],
)
def test_the_days_that_are_promised_are_those_that_are_judged(web: TestClient, day: str, status: int) -> None:
    assert web.post(ELIGIBILITY, json={"as_of": day}).status_code == status
    assert bool(re.search(JUDGED_DAYS, day)) is (status == 200)


def test_a_blank_fact_counts_as_not_told(web: TestClient) -> None:
    told = judged(web, facts={"equipment": " "})
    assert (told["facts"], told["problems"]) == ([], [])


def test_the_day_decides_and_is_today_unless_one_is_named(web: TestClient) -> None:
    assert judged(web, as_of=None)["as_of"] == TODAY.isoformat()
    assert judged(web, as_of=None)["verdicts"][0]["outcome"] == "upcoming"
    over = judged(web, as_of="2028-01-01")["verdicts"][0]
    assert (over["outcome"], over["validity"], over["estimates"]) == ("expired", "expired", [])


def test_a_closed_round_names_itself_and_what_comes_next(web: TestClient) -> None:
    closed = judged(web, as_of="2026-07-01")["verdicts"][0]
    assert (closed["outcome"], closed["window"]["name"]) == ("closed", "2026年度")
    assert closed["next_round"]["text"] == "下一轮预计在2027年，尚未公布。"


def test_only_the_named_programmes_are_judged(web: TestClient) -> None:
    assert len(judged(web, programmes=["cold-store"])["verdicts"]) == 1
    assert judged(web, programmes=[])["verdicts"] == []


REFUSED = {
    "an unknown programme": ({"json": JUDGED | {"programmes": ["warm-store"]}}, 404),
    "a day that does not exist": ({"json": JUDGED | {"as_of": "2026-02-30"}}, 422),
    "a day in words": ({"json": JUDGED | {"as_of": "昨天"}}, 422),
    "a fact that is a number": ({"json": {"facts": {"equipment": 9000000}}}, 422),
    "a fact without an id": ({"json": {"facts": {"": "是"}}}, 422),
    "a fact as long as a letter": ({"json": {"facts": {"place": "东" * 201}}}, 422),
    "more facts than there can be": ({"json": {"facts": {f"fact{n}": "是" for n in range(101)}}}, 422),
    "an unknown field": ({"json": JUDGED | {"programme": "cold-store"}}, 422),
    "a list": ({"json": ["冷库"]}, 422),
    "broken JSON": ({"content": b'{"facts": ', "headers": {"Content-Type": "application/json"}}, 400),
    "another content type": ({"content": b"facts", "headers": {"Content-Type": "text/plain"}}, 415),
}


@pytest.mark.parametrize(("sent", "status"), REFUSED.values(), ids=REFUSED)
def test_every_bad_request_is_told_as_a_problem(web: TestClient, sent: dict[str, Any], status: int) -> None:
    reply = web.post(ELIGIBILITY, **sent)
    assert (reply.status_code, reply.headers["content-type"]) == (status, "application/problem+json")
    assert reply.json()["status"] == status
    assert "请" in reply.json()["detail"]


def test_a_server_that_still_opens_says_when_to_come_back(open_web: Open) -> None:
    web = open_web(FakeAssistant(ready=False))
    for reply in (web.get(f"{ELIGIBILITY}/facts"), web.post(ELIGIBILITY, json=JUDGED)):
        assert (reply.status_code, reply.headers["retry-after"]) == (503, "2")


def test_a_sentence_is_read_with_where_each_fact_stands(web: TestClient) -> None:
    said = "我厂在虎门"
    read = FactsRead.model_validate_json(web.post(f"{ELIGIBILITY}/read", json={"text": said}).content)
    (fact,) = read.facts
    assert (fact.id, fact.value, said[fact.start : fact.end], read.skipped) == ("place", "虎门", "虎门", False)


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [("equipment", "800万", "800万元"), ("funded", "没有", "否"), ("industry", "贸易", "贸易")],
)
def test_a_short_reply_is_read_after_what_was_asked(web: TestClient, asked: str, text: str, value: str) -> None:
    read = web.post(f"{ELIGIBILITY}/read", json={"text": text, "asked": asked}).json()
    assert [(fact["id"], fact["value"]) for fact in read["facts"]] == [(asked, value)]


def test_who_does_not_know_skips(web: TestClient) -> None:
    read = web.post(f"{ELIGIBILITY}/read", json={"text": "不知道", "asked": "equipment"}).json()
    assert read == {"facts": [], "skipped": True}


def test_a_fact_that_nobody_knows_was_not_asked_for(web: TestClient) -> None:
    read = web.post(f"{ELIGIBILITY}/read", json={"text": "800万", "asked": "mood"}).json()
    assert read == {"facts": [], "skipped": False}


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"json": {}}, 422),
        ({"json": {"text": ""}}, 422),
        ({"json": {"text": "厂" * 2001}}, 422),
        ({"content": b"text", "headers": {"Content-Type": "text/plain"}}, 415),
    ],
)
def test_a_sentence_that_is_none_is_refused(web: TestClient, sent: dict[str, Any], status: int) -> None:
    assert web.post(f"{ELIGIBILITY}/read", **sent).status_code == status


def test_a_day_out_of_reach_is_refused_as_it_is_of_questions(web: TestClient) -> None:
    reply = web.post("/api/v1/eligibility", json={"as_of": "1900-01-01"})
    assert reply.status_code == 422
    assert reply.json()["detail"].startswith("日期 1900-01-01 不在")
