"""How people ask, as it ships: written from the documents, never from the questions of the evals."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from assistant.answering.phrasing_files import read_asking
from assistant.language.normalise import compact
from evals.dataset import load
from evals.figures import unproven

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
SHORT = 5


@pytest.fixture(scope="module")
def asking():
    found, problems = read_asking([KNOWLEDGE])
    assert problems == ()
    return found


def _lines(asking):
    said = [line for talk in asking.small_talk for line in talk.said]
    return [*said, *(line for each in (*asking.phrasings, *asking.unwritten) for line in each.asked)]


def test_no_line_is_the_question_of_an_eval_case(asking):
    lines = {compact(line) for line in _lines(asking)}
    questions = {compact(case.question) for case in load().cases}
    assert {question for question in questions & lines if len(question) > SHORT} == set()


def test_no_line_is_written_twice(asking):
    lines = Counter(_lines(asking))
    assert [line for line, times in lines.items() if times > 1] == []


def test_every_kind_of_small_talk_has_a_reply(asking):
    replies = yaml.safe_load((KNOWLEDGE.parent / "prompts" / "replies.yaml").read_text(encoding="utf-8"))
    assert {talk.kind for talk in asking.small_talk} <= set(replies["small_talk"])


def test_every_topic_is_named_once_and_without_a_figure_that_needs_a_proof(asking):
    names = [topic.name for topic in asking.unwritten]
    assert len(names) == len(set(names))
    assert [name for name in names if unproven(name, [])] == []


def test_every_topic_reads_well_after_没有写明(asking):
    odd = [topic.name for topic in asking.unwritten if re.search(r"[，。？?！；：]|^(?:没有|有没有|怎么)", topic.name)]
    assert odd == []
    assert max(len(topic.name) for topic in asking.unwritten) <= 20
