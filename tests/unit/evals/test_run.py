import pytest

from evals.dataset import Slice
from evals.run import main, settings_for
from evals.runner import run
from tests.fakes.eval_answers import CORPUS, RIGHT


class Knowing:
    """Gives one answer to every question; remembers the cases it was handed."""

    def __init__(self):
        self.cases = ()

    def answer(self, question):
        return RIGHT

    def __call__(self, cases, mode):
        self.cases = tuple(cases)
        return run(self, self, cases, CORPUS, mode=mode)


def test_by_default_the_held_out_slice_is_not_asked(tmp_path, capsys):
    knowing = Knowing()
    assert main(["--out", str(tmp_path)], knowing) == 0
    assert {case.slice for case in knowing.cases} == {Slice.DEVELOPMENT}
    assert (tmp_path / "report.html").is_file()
    assert "开发集" in capsys.readouterr().out


def test_one_category_can_be_asked_in_both_slices(tmp_path):
    knowing = Knowing()
    assert main(["--slice", "all", "--category", "figure", "--out", str(tmp_path)], knowing) == 0
    assert {case.category for case in knowing.cases} == {"figure"}
    assert {case.slice for case in knowing.cases} == {Slice.DEVELOPMENT, Slice.HOLDOUT, Slice.BESIDE}


@pytest.mark.parametrize("arguments", [["--gate", "--case", "figure-001"], ["--update-baseline", "--slice", "holdout"]])
def test_the_gate_and_the_baseline_take_all_cases_or_none(arguments, capsys):
    knowing = Knowing()
    assert main(arguments, knowing) == 2
    assert knowing.cases == ()
    assert "全部用例" in capsys.readouterr().out


def test_an_unknown_case_is_said_and_not_taken_for_a_pass(capsys):
    assert main(["--case", "no-such-case"], Knowing()) == 2
    assert "没有符合条件的用例" in capsys.readouterr().out


def test_evals_never_reach_the_operators_stores(tmp_path, monkeypatch):
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", "postgresql://operator/live")
    monkeypatch.setenv("ASSISTANT_CHROMA_URL", "http://operator")
    monkeypatch.setenv("ASSISTANT_WEIGHT_DENSE", "0.7")
    monkeypatch.setenv("ASSISTANT_MODEL_NAME", "openai:costly")
    settings = settings_for(tmp_path)
    assert str(tmp_path) in settings.resolved_database_url
    assert settings.chroma_url == ""
    assert settings.model_name == ""
    assert settings.weight_dense == 0.7
