"""The wordings that are not quotes: complete, used, and free of figures."""

import re
from pathlib import Path

import pytest

from assistant.answering.phrasing_files import read_asking
from assistant.answering.replies import Replies
from assistant.answering.suggest import SECTIONS
from assistant.answering.turn import Gap
from assistant.approved.standing import DOUBTS
from assistant.domain import AnswerStatus, Kind, Outcome, Validity, WindowState
from assistant.eligibility.replying import NOTED, PASSED, RESTARTED, UNCLEAR, UNREAD
from assistant.errors import MalformedKnowledge
from assistant.language.quantities import find_document_numbers, find_quantities
from tests.fakes.interview import ROOT

PATH = ROOT / "prompts" / "replies.yaml"
REPLIES = Replies.from_file(PATH)
SOURCE = "\n".join(path.read_text("utf-8") for path in (ROOT / "assistant").rglob("*.py"))
REVIEWED = {f"reviewed_{name}" for name in (Validity.IN_FORCE, Validity.EXPIRED, Validity.REPEALED, Validity.UNKNOWN)}
CONDITIONS = {Outcome.ELIGIBLE, Outcome.LIKELY, Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED}
FIELDS = {
    "text", "topic", "documents", "document", "aspect", "label", "issuer", "as_of", "period",
    "quantity", "corrected", "rewritten", "typed", "heading", "asked", "number", "successor", "round",
    "programme", "labels", "quote", "formula", "worth", "day", "locator", "before", "after",
}  # fmt: skip


@pytest.mark.parametrize("status", AnswerStatus)
def test_every_status_has_its_wording(status):
    assert f"status.{status}" in REPLIES.names


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("lead", set(Kind)),
        ("no_evidence", set(Gap)),
        ("validity", set(Validity) - {Validity.UPCOMING}),
        ("notices", {Validity.EXPIRED, Validity.REPEALED, Validity.SUPERSEDED, Validity.UPCOMING}),
        ("validity", REVIEWED),
        ("window", set(WindowState)),
        ("unsafe", {"hidden", "identity_number"}),
        ("approved_answer", set(DOUBTS)),
        ("eligibility.outcome", set(Outcome)),
        ("eligibility.conditions", CONDITIONS),
    ],
)
def test_every_name_that_the_code_puts_together_exists(group, names):
    assert {f"{group}.{name}" for name in names} <= set(REPLIES.names)


def test_every_sort_of_small_talk_and_of_unsafe_input_has_its_reply(spoken):
    conversation = spoken.lexicon.conversation
    assert {f"small_talk.{name}" for name in conversation.small_talk} <= set(REPLIES.names)
    assert {f"unsafe.{name}" for name in conversation.unsafe} <= set(REPLIES.names)


def test_every_wording_is_used(spoken):
    conversation = spoken.lexicon.conversation
    put_together = {
        *(f"status.{name}" for name in AnswerStatus),
        *(f"lead.{name}" for name in Kind),
        *(f"no_evidence.{name}" for name in Gap),
        *(f"validity.{name}" for name in Validity if name is not Validity.UPCOMING),
        *(f"validity.{name}" for name in REVIEWED),
        *(f"window.{name}" for name in WindowState),
        *(f"follow_ups.{section}{ending}" for section in SECTIONS for ending in ("", "_heading")),
        *(f"notices.{name}" for name in (Validity.EXPIRED, Validity.REPEALED, Validity.SUPERSEDED)),
        *(f"small_talk.{name}" for name in conversation.small_talk),
        *(f"small_talk.{talk.kind}" for talk in read_asking([ROOT / "knowledge"])[0].small_talk),
        *(f"eligibility.{name}" for name in (NOTED, PASSED, UNREAD, UNCLEAR, RESTARTED, "other_round")),
        *(f"eligibility.{name}" for name in ("changed", "which_place", "forgotten", "reckoned")),
        *(f"eligibility.listed.{part}" for part in ("materials", "steps")),
        *(f"eligibility.absent.{part}" for part in ("materials", "steps")),
        *(f"eligibility.outcome.{name}" for name in Outcome),
        *(f"eligibility.conditions.{name}" for name in CONDITIONS),
        *(f"approved_answer.{name}" for name in DOUBTS),
        *(f"unsafe.{name}" for name in (*conversation.unsafe, "hidden", "identity_number")),
    }
    assert [name for name in REPLIES.names if name not in put_together and f'"{name}"' not in SOURCE] == []


def test_no_name_that_the_code_writes_out_is_missing():
    groups = "|".join({name.split(".")[0] for name in REPLIES.names if "." in name})
    written = re.findall(rf'"((?:{groups})\.[a-z_]+)"', SOURCE)
    assert written
    assert set(written) <= set(REPLIES.names)


@pytest.mark.parametrize("name", REPLIES.names)
def test_the_fields_of_a_wording_are_known(name):
    assert REPLIES.fields(name) <= FIELDS


@pytest.mark.parametrize("name", REPLIES.names)
def test_a_wording_holds_no_figure_of_its_own(name):
    wording = REPLIES(name, **dict.fromkeys(REPLIES.fields(name), ""))
    assert find_quantities(wording) == ()
    assert find_document_numbers(wording) == ()


def test_a_filled_wording_holds_what_was_filled_in():
    assert "甲、乙" in REPLIES("status.unanswerable_out_of_scope", documents="甲、乙")


@pytest.mark.parametrize("status", AnswerStatus)
def test_a_file_without_the_wording_of_a_status_is_refused_with_a_remedy(tmp_path, status):
    path = tmp_path / "replies.yaml"
    path.write_text(PATH.read_text("utf-8").replace(f"\n  {status}:", f"\n  other_{status}:", 1), encoding="utf-8")
    with pytest.raises(MalformedKnowledge) as refused:
        Replies.from_file(path)
    assert str(status) in refused.value.problem
    assert refused.value.path == path
    assert refused.value.remedy


@pytest.mark.parametrize("content", [None, "status: [", "status: {answered: ]", "just text", "- a\n- b"])
def test_a_file_that_cannot_be_read_is_refused_with_its_name(tmp_path: Path, content):
    path = tmp_path / "replies.yaml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(MalformedKnowledge) as refused:
        Replies.from_file(path)
    assert refused.value.path == path
    assert refused.value.remedy
