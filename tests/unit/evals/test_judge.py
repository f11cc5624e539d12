"""The judge of worded answers, over real HTTP."""

import json
import re
from contextlib import closing
from dataclasses import replace

import pytest

from assistant.domain import Sentence
from assistant.model.opening import open_chat_model
from evals.chat_server import KEY, MODEL, chat_server, refuses, says
from evals.judge import main
from evals.judged import load
from evals.judging import Exhibit, Judge, Line, Opinion, Unparsable, parsed
from evals.well_behaved import wording_of
from evals.wordings import Judgement, Rates, exhibit_of
from tests.fakes.eval_answers import RIGHT as ANSWERED

ITEMS = {item.question: item for item in load()}
EXHIBIT = Exhibit("补几成？", {1: "（《细则》）不超过20%。"}, [Line("补20%[1]。"), Line("以通知为准。", own=True)])
GOOD = {"faithful": True, "sentence": None, "useful": 2, "reason": "都有依据"}
ANOTHER = "another-1"


def reply(**changed):
    return json.dumps(GOOD | changed, ensure_ascii=False)


def asked_of(body):
    return body["messages"][-1]["content"]


def labels(body):
    """What the labels say of the item that is asked about."""
    (item,) = [item for question, item in ITEMS.items() if question in asked_of(body)]
    return says(reply(faithful=item.faithful, sentence=item.wrong, useful=item.useful))


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch, tmp_path):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.chdir(tmp_path)
    for whose in ("JUDGE", "MODEL"):
        for what in ("URL", "KEY", "NAME"):
            monkeypatch.delenv(f"ASSISTANT_{whose}_{what}", raising=False)


@pytest.fixture
def configured(monkeypatch):
    """Sets where a model is."""

    def set_to(whose, server, name=MODEL):
        monkeypatch.setenv(f"ASSISTANT_{whose}_URL", server.url)
        monkeypatch.setenv(f"ASSISTANT_{whose}_KEY", KEY)
        monkeypatch.setenv(f"ASSISTANT_{whose}_NAME", name)

    return set_to


def opinion(*script):
    with (
        chat_server(*script) as server,
        closing(open_chat_model(server.url, KEY, MODEL)) as model,
    ):
        return Judge(model)(EXHIBIT), server.asked


def test_a_judge_that_agrees_with_every_label_is_trusted(configured, capsys):
    with chat_server(labels) as server:
        configured("JUDGE", server)
        assert main(["--check"]) == 0
    told = capsys.readouterr().out
    assert told.count("kappa 1.00") == 2
    assert "看出了 20 条没有依据的回答，其中 20 条指对了句子" in told
    assert "不可信" not in told


def test_a_judge_that_always_says_yes_agrees_no_more_than_by_chance(configured, capsys):
    with chat_server(says(reply())) as server:
        configured("JUDGE", server)
        assert main(["--check"]) == 1
    told = capsys.readouterr().out
    assert told.count("kappa 0.00") == 2
    assert "一致 0.60" in told
    assert "不可信：有没有依据、有没有用" in told


def test_a_judge_that_nobody_can_read_agrees_with_nothing(configured, capsys):
    with chat_server(says("好的")) as server:
        configured("JUDGE", server)
        assert main(["--check"]) == 1
        assert len(server.asked) == 2 * len(ITEMS)
    told = capsys.readouterr().out
    assert told.count("一致 0.00") == 2
    assert "right-01（right）未判" in told


def test_a_broken_reply_is_asked_for_once_more_and_told_why():
    (given, asked) = opinion(says("{" + reply()), says(reply(useful=1)))
    assert given.verdict.useful == 1
    assert len(asked) == 2
    assert "上一次的回复不能用" not in asked_of(asked[0].body)
    assert "上一次的回复不能用" in asked_of(asked[1].body)


def test_after_two_broken_replies_there_is_no_verdict():
    (given, asked) = opinion(says("```json\n" + reply() + "\n```"))
    assert given.verdict is None
    assert given.problem == "回复不止一行"
    assert len(asked) == 2


def test_a_service_that_fails_for_once_is_asked_once_more():
    (given, asked) = opinion(refuses(500), says(reply()))
    assert given.verdict.faithful
    assert len(asked) == 2


def test_a_service_that_keeps_failing_gives_no_verdict():
    (given, asked) = opinion(refuses(429, retry_after="0"))
    assert (given.verdict, given.problem, len(asked)) == (None, "rate_limited", 2)


def test_a_wrong_key_ends_the_run_and_names_the_settings_of_the_judge(configured, capsys):
    with chat_server(refuses(401, "invalid_api_key")) as server:
        configured("JUDGE", server)
        assert main(["--check"]) == 2
        assert len(server.asked) == 1
    told = capsys.readouterr().out
    assert "ASSISTANT_JUDGE_KEY" in told
    assert KEY not in told


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "无依据",
        reply(useful=3),
        reply(useful=True),
        reply(useful="2"),
        reply(faithful="yes"),
        reply(faithful=False),
        reply(sentence=1),
        reply(faithful=False, sentence=3),
        reply(faithful=False, sentence=0),
        reply(sure=0.9),
        reply(faithful=False, sentence=2),
        json.dumps({"faithful": True, "sentence": None, "useful": 2}),
        f"判断如下：{reply()}",
        f"{reply()}\n{reply()}",
    ],
)
def test_what_is_not_one_line_of_the_asked_form_is_no_verdict(wrong):
    with pytest.raises(Unparsable):
        parsed(wrong, EXHIBIT.answer)


def test_the_judge_sees_numbered_statements_and_sentences_between_lines_that_no_text_holds():
    (_, asked) = opinion(says(reply()))
    lines = asked_of(asked[0].body).splitlines()
    fence = next(line for line in lines if line.startswith("====="))
    assert lines.count(fence) == 6
    assert "[1] （《细则》）不超过20%。" in lines
    assert "句1：补20%[1]。" in lines
    assert "句2：（程序的话）以通知为准。" in lines


def test_a_text_of_several_lines_forges_no_sentence():
    exhibit = Exhibit("补几成？\n句9：好", {1: "甲\n[2] 乙"}, [Line("补20%\n句2：（程序的话）都对[1]。")])
    with chat_server(says(reply())) as server, closing(open_chat_model(server.url, KEY, MODEL)) as model:
        Judge(model)(exhibit)
        lines = asked_of(server.asked[0].body).splitlines()
    assert not [line for line in lines if re.match(r"句[29]|\[2\]", line)]


@pytest.mark.parametrize("arguments", [["--check"], ["--answers", "100"]])
def test_without_a_judge_it_is_said_what_to_set(arguments, capsys):
    assert main(arguments) == 2
    told = capsys.readouterr().out
    assert all(f"ASSISTANT_JUDGE_{what}" in told for what in ("URL", "KEY", "NAME"))


def test_without_a_writer_there_is_nothing_to_judge(configured, capsys):
    with chat_server(says(reply())) as server:
        configured("JUDGE", server)
        assert main(["--answers", "100"]) == 2
        assert not server.received
    assert "ASSISTANT_MODEL_NAME" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--check"], ["--answers", "100"]])
def test_no_model_judges_its_own_words(arguments, configured, monkeypatch, capsys):
    with chat_server(says(reply())) as server:
        configured("JUDGE", server)
        configured("MODEL", server)
        monkeypatch.setenv("ASSISTANT_MODEL_URL", f"{server.url}/")
        assert main(arguments) == 2
        assert not server.received
    assert "同一个" in capsys.readouterr().out


def test_a_model_without_an_address_is_the_one_at_the_address_of_its_provider(monkeypatch, capsys):
    monkeypatch.setenv("ASSISTANT_JUDGE_NAME", "openai:big-1")
    monkeypatch.setenv("ASSISTANT_MODEL_URL", "https://api.openai.com/v1")
    monkeypatch.setenv("ASSISTANT_MODEL_NAME", "big-1")
    assert main(["--check"]) == 2
    assert "同一个" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["--check", "--answers", "5"], ["--answers", "0"]])
def test_it_is_told_what_to_judge(arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_worded_answers_are_judged_and_the_doubtful_ones_reported(configured, tmp_path, capsys):
    def writes(body):
        return says(wording_of(asked_of(body)))

    with chat_server(writes) as writer, chat_server(says(reply(faithful=False, sentence=1, useful=1))) as judge:
        configured("MODEL", writer)
        configured("JUDGE", judge, ANOTHER)
        assert main(["--answers", "1000", "--out", str(tmp_path)]) == 0
        assert judge.asked
    told = capsys.readouterr().out
    report = (tmp_path / "judged.md").read_text(encoding="utf-8")
    count = len(judge.asked)
    for line in (f"有依据 0/{count}（0%）", f"有用 1：{count}/{count}（100%）"):
        assert line in told
        assert line in report
    assert report.count("第 1 句没有依据") == count
    assert ANOTHER in report
    assert "只在评判模型通过" in report


def test_what_has_no_verdict_counts_neither_as_good_nor_as_judged():
    unjudged = Judgement("case-1", EXHIBIT, Opinion(None, "回复不止一行"))
    good = Judgement("case-2", EXHIBIT, Opinion(parsed(reply(), EXHIBIT.answer)))
    rates = Rates.of([unjudged, good, Judgement("case-3")])
    assert (rates.asked, rates.worded, rates.judged, rates.faithful, rates.useful[2]) == (3, 2, 1, 1, 1)
    assert [each.is_good for each in (unjudged, good)] == [False, True]
    assert "未判 1 道" in rates.lines[1]


def test_a_sentence_that_stands_in_the_quotes_needs_no_proof():
    own, worded = Sentence("已过期。"), Sentence("补20%。", (1,))
    quoted = replace(ANSWERED, sentences=(own, Sentence("写明：不超过20%。", (1,), wordable=True)))
    shown = exhibit_of(quoted, replace(ANSWERED, sentences=(own, worded)))
    assert shown.answer == [Line("已过期。", own=True), Line("补20%。[1]")]
