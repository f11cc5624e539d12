"""The model of the evals words every statement that it is shown."""

from datetime import date

from assistant.worded.messages import Messages
from assistant.worded.prompts import Prompts
from evals.well_behaved import wording_of
from tests.fakes.interview import ROOT
from tests.unit.worded.conftest import QUOTES, statements


def test_it_tells_each_statement_with_its_marker():
    asked = Messages(Prompts.from_dir(ROOT / "prompts"), ()).word("多少？", statements(), date(2026, 11, 27))
    assert wording_of(asked[1].text) == "\n".join(f"{quote}[{n}]。" for n, quote in enumerate(QUOTES, 1))


def test_it_has_nothing_to_rewrite():
    asked = Messages(Prompts.from_dir(ROOT / "prompts"), ()).understand("多少？", (), ())
    assert wording_of(asked[1].text) == "无"
