"""Development questions worded by the configured model and judged by another: the rates, and the report of them."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.bootstrap import build_assistant
from assistant.domain import Answer, Citation, Mode, Question, Sentence
from assistant.settings import Settings
from evals.adversary import chosen
from evals.judging import Exhibit, Judge, Line, Opinion
from evals.report import EVALS_DIR
from evals.run import settings_for


@dataclass(frozen=True, slots=True)
class Judgement:
    """A case with what was shown to the judge and what it said; neither where the model worded nothing."""

    case: str
    exhibit: Exhibit | None = None
    opinion: Opinion | None = None

    @property
    def outcome(self) -> str:
        """In a few words."""
        if self.opinion is None:
            return "没有措辞，只有引文"
        verdict = self.opinion.verdict
        if verdict is None:
            return f"未判（{self.opinion.problem}）"
        proven = "有依据" if verdict.faithful else f"第 {verdict.sentence} 句没有依据"
        return f"{proven}，有用 {verdict.useful}（{verdict.reason}）"

    @property
    def is_good(self) -> bool:
        """Faithful, and everything that was asked is answered."""
        verdict = self.opinion and self.opinion.verdict
        return bool(verdict and verdict.faithful and verdict.useful == 2)


@dataclass(frozen=True, slots=True)
class Rates:
    """How many of the worded answers are faithful and useful; those without a verdict stand apart."""

    asked: int
    worded: int
    judged: int
    faithful: int
    useful: Counter[int]

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> Rates:
        """The counts of these."""
        opinions = [each.opinion for each in judgements if each.opinion]
        verdicts = [each.verdict for each in opinions if each.verdict]
        return cls(
            len(judgements),
            len(opinions),
            len(verdicts),
            sum(each.faithful for each in verdicts),
            Counter(each.useful for each in verdicts),
        )

    @property
    def lines(self) -> tuple[str, ...]:
        """For people."""
        return (
            f"问了 {self.asked} 道，{self.worded} 道由模型措辞，其余只有引文，不评",
            f"评了 {self.judged} 道，未判 {self.worded - self.judged} 道（不算好也不算坏）",
            f"有依据 {_share(self.faithful, self.judged)}",
            *(f"有用 {level}：{_share(self.useful[level], self.judged)}" for level in (2, 1, 0)),
        )


def judge_answers(judge: Judge, writer: Settings, every: int) -> Iterator[Judgement]:
    """Each so-manieth answered development case, in a data directory that is thrown away; raises AssistantError."""
    with tempfile.TemporaryDirectory(prefix="evals-") as directory:
        worded_by = {name: value for name, value in writer if name.startswith("model_")}
        settings = settings_for(Path(directory)).model_copy(update=worded_by)
        with closing(build_assistant(settings)) as assistant:
            assistant.sync()
            for case in chosen(every):
                question = Question(case.question, as_of=case.as_of, mode=Mode.QUOTES, channel="evals")
                quoted = assistant.answer(question)
                worded = assistant.answer(replace(question, mode=Mode.MODEL))
                if worded.mode is not Mode.MODEL:
                    yield Judgement(case.id)
                    continue
                exhibit = exhibit_of(quoted, worded)
                yield Judgement(case.id, exhibit, judge(exhibit))


def exhibit_of(quoted: Answer, worded: Answer) -> Exhibit:
    """A worded answer as it is judged: sentences that stand in the quotes, too, are the program's own."""
    program = {(sentence.text, sentence.citations) for sentence in quoted.sentences}
    return Exhibit(
        worded.question,
        {citation.n: _origin(citation) + citation.quote for citation in worded.citations},
        [Line(_marked(each), own=(each.text, each.citations) in program) for each in worded.sentences],
    )


def write(rates: Rates, judgements: Sequence[Judgement], made_by: str, made_at: datetime, directory: Path) -> Path:
    """Write judged.md: the rates, then every answer that is not good, to be read by a person."""
    directory.mkdir(parents=True, exist_ok=True)
    environment = Environment(
        loader=FileSystemLoader(EVALS_DIR / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("judged.md.j2").render(
        rates=rates,
        doubtful=[each for each in judgements if each.opinion and not each.is_good],
        made_by=made_by,
        made_at=made_at.isoformat(timespec="seconds"),
    )
    path = directory / "judged.md"
    path.write_text(page, encoding="utf-8")
    return path


def _origin(citation: Citation) -> str:
    return f"（《{citation.short_title}》 · {citation.locator}）"


def _marked(sentence: Sentence) -> str:
    return sentence.text + "".join(f"[{number}]" for number in sentence.citations)


def _share(count: int, of: int) -> str:
    return f"{count}/{of}（{count / of:.0%}）" if of else f"{count}/{of}"
