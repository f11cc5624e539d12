"""Approved answers made of sent replies, of files and of what staff wrote in messengers."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
import yaml

from assistant.desk.approved_files import read_rows, to_csv, to_yaml
from assistant.desk_ports import StaffAnswer
from assistant.domain import ApprovedState, DraftState, Paragraph
from assistant.errors import ApprovedRefused, Conflict
from tests.fakes.approved import APPROVED
from tests.fakes.approving_desk import QUOTE
from tests.fakes.desk import AGENT, DRAFT, MONDAY, TICKET


def test_a_sent_reply_becomes_one_without_greeting_and_contact(desk):
    citations = desk.approving.add(desk.written(), AGENT).citations
    desk.tickets.kept[1] = replace(TICKET, question="冷库补助最高多少？")
    paragraphs = (Paragraph("张先生您好！"), Paragraph(QUOTE, (1,)), Paragraph("联系电话 020-1。"))
    draft = replace(DRAFT, state=DraftState.SENT, paragraphs=paragraphs, citations=citations)
    desk.drafts.stored[draft.id] = draft
    made = desk.making.from_draft(draft.id, "", ("冷库补助封顶多少",), None, AGENT)
    assert (made.question, made.variants, made.ticket) == ("冷库补助最高多少？", ("冷库补助封顶多少",), 1)
    assert [each.text for each in made.paragraphs] == [QUOTE]
    desk.drafts.stored[draft.id] = replace(draft, state=DraftState.WRITING)
    with pytest.raises(Conflict):
        desk.making.from_draft(draft.id, "", (), None, AGENT)


@pytest.mark.parametrize("is_yaml", [False, True])
def test_what_was_exported_can_be_imported_elsewhere(desk, is_yaml):
    answer = desk.approving.add(desk.written("冷库补助最高多少？", "冷库补助封顶多少", text=f"{QUOTE}[1]"), AGENT)
    content = (to_yaml if is_yaml else to_csv)([answer]).encode()
    assert desk.making.import_file(content, is_yaml, AGENT)[0] == ()
    desk.store.stored.clear()
    (taken,), problems = desk.making.import_file(content, is_yaml, AGENT)
    assert problems == ()
    assert (taken.question, taken.variants, taken.state) == (answer.question, answer.variants, ApprovedState.DRAFT)
    assert [(each.text, each.citations) for each in taken.paragraphs] == [(QUOTE, (1,))]
    assert taken.citations == answer.citations


@pytest.mark.parametrize("evil", ["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1", "'=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_quoted_and_comes_back_as_it_was(evil):
    text = to_csv([replace(APPROVED, question=evil, variants=(evil,), paragraphs=(Paragraph(evil),))])
    row = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))[1]
    assert all(not cell or cell[0] not in "=+-@\t\r" for cell in row)
    assert read_rows(text.encode(), False)[0]["question"] == evil


def test_rows_that_cannot_be_taken_are_named_and_the_others_taken(desk):
    good = {"question": "冷库补助最高多少？", "answer": [f"{QUOTE}[1]"]}
    clause_id = next(key for key, each in desk.assistant.catalogue.clauses.items() if QUOTE in each.text)
    rows = [
        good | {"citations": [f"[1] {clause_id} {QUOTE}"]},
        good | {"question": "冷库补助最高多少？", "citations": [f"[1] {clause_id} {QUOTE}"]},
        good | {"question": "二", "citations": [f"[1] {clause_id} 冷库补助每家企业最高900万元。"]},
        good | {"question": "三", "citations": ["1500"]},
        good | {"question": "四", "citations": [f"[2] {clause_id} {QUOTE}"]},
        good | {"question": "五", "citations": ["[1] gone:3 没有的"]},
        good | {"question": "六", "citations": [f"[1] {clause_id} {QUOTE}"], "review_on": "明年"},
        {"question": "七"},
    ]
    taken, problems = desk.making.import_file(yaml.safe_dump(rows, allow_unicode=True).encode(), True, AGENT)
    assert [each.question for each in taken] == ["冷库补助最高多少？"]
    assert [each.row for each in problems] == [2, 3, 4, 5, 6, 7, 8]
    assert all(each.message for each in problems)


@pytest.mark.parametrize(
    ("content", "is_yaml"),
    [
        (b"\xff\xfe", False),
        (b"a,b\n1,2\n", False),
        (b"", False),
        (b'question,answer\n"open', False),
        (b"just words", True),
        (b"- {question: [", True),
        (b"- {question: q, answer: {a: b}}", True),
        (b"- 1", True),
        (b"question,answer\n" + b"q,a\n" * 2001, False),
    ],
)
def test_a_file_that_is_none_is_refused(content, is_yaml):
    with pytest.raises(ApprovedRefused):
        read_rows(content, is_yaml)


def test_what_staff_wrote_is_a_candidate_until_somebody_made_an_answer_of_it(desk):
    desk.staff_answers.written = (
        StaffAnswer("1", "冷库补助最高多少？", "500万", MONDAY),
        StaffAnswer("2", "", "欢迎", MONDAY),
        StaffAnswer("3", "验收找谁，我电话13800138000", "找区里", MONDAY),
    )
    assert [each.id for each in desk.making.candidates(10)] == ["1", "3"]
    desk.approving.add(desk.written("冷库补助最高多少？"), AGENT)
    assert [each.id for each in desk.making.candidates(10)] == ["3"]
