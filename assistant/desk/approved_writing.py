"""What staff write of an approved answer, checked and turned into one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.answering.turn import Span
from assistant.domain import ApprovedAnswer, Citation, Paragraph
from assistant.errors import ApprovedRefused, NotFound
from assistant.language.masking import masked
from assistant.service import Assistant

LONGEST_QUESTION, LONGEST_PARAGRAPH, MOST_VARIANTS, MOST_PARAGRAPHS = 300, 4000, 50, 40
REVIEWED_AFTER = timedelta(days=365)
"""When an answer is looked at again, where nobody says it."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A stretch of a clause by the document's code points; without a stretch all of the clause is meant."""

    n: int
    clause_id: str
    version: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What is to stand in an approved answer."""

    question: str
    variants: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    cited: tuple[Cited, ...]
    review_on: date | None = None
    expires_on: date | None = None


class Writing:
    """Turns what was written into what is kept."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def into(self, answer: ApprovedAnswer, written: Written) -> ApprovedAnswer:
        """The answer with what was written; raises ApprovedRefused, which says what to change."""
        question = masked(written.question.strip())
        variants = tuple(dict.fromkeys(masked(each.strip()) for each in written.variants if each.strip()))
        paragraphs = tuple(replace(each, text=each.text.strip()) for each in written.paragraphs if each.text.strip())
        for problem in _problems(question, variants, paragraphs):
            raise ApprovedRefused(problem)
        return replace(
            answer,
            question=question,
            variants=tuple(each for each in variants if each != question),
            paragraphs=paragraphs,
            citations=self.citations(written.cited, answer.citations, paragraphs),
            review_on=written.review_on or self._assistant.today() + REVIEWED_AFTER,
            expires_on=written.expires_on,
        )

    def citations(
        self, cited: Sequence[Cited], held: Sequence[Citation], paragraphs: Sequence[Paragraph]
    ) -> tuple[Citation, ...]:
        """The citations that paragraphs use; one that is `held` already stays as it was when somebody chose it."""
        used = {n for paragraph in paragraphs for n in paragraph.citations}
        by_number = {each.n: each for each in cited}
        if len(by_number) < len(cited) or not used <= by_number.keys():
            raise ApprovedRefused("引文的编号重复，或段落里用了没有的编号，请重新选择引文。")
        kept = {(each.clause_id, each.version, each.start, each.end): each for each in held}
        found = []
        for n in sorted(used):
            each = by_number[n]
            same = kept.get((each.clause_id, each.version or 0, each.start or 0, each.end or 0))
            found.append(replace(same, n=n) if same else self._cite(each))
        return tuple(found)

    def _cite(self, cited: Cited) -> Citation:
        try:
            version, clause = self._assistant.clause(cited.clause_id)
        except NotFound as error:
            raise ApprovedRefused(f"第 {cited.n} 条引文：{error.message}") from error
        if cited.version not in (None, version.version):
            raise ApprovedRefused(f"第 {cited.n} 条引文的文件已有新版本，请重新选择引文。")
        start = clause.start if cited.start is None else cited.start
        end = clause.end if cited.end is None else cited.end
        if not clause.start <= start < end <= clause.end:
            raise ApprovedRefused(f"第 {cited.n} 条引文不在这一条款之内，请重新选择引文。")
        span = Span(clause.id, start - clause.start, end - clause.start)
        return replace(self._assistant.cite(span, self._assistant.today()), n=cited.n)


def _problems(question: str, variants: Sequence[str], paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    if not question:
        yield "请写明问题。"
    if len(variants) > MOST_VARIANTS:
        yield f"问法不能超过 {MOST_VARIANTS} 条。"
    if any(len(each) > LONGEST_QUESTION for each in (question, *variants)):
        yield f"问题和每种问法不能超过 {LONGEST_QUESTION} 字。"
    if not paragraphs:
        yield "请写答复的内容。"
    if len(paragraphs) > MOST_PARAGRAPHS or any(len(each.text) > LONGEST_PARAGRAPH for each in paragraphs):
        yield f"答复不能超过 {MOST_PARAGRAPHS} 段，每段不能超过 {LONGEST_PARAGRAPH} 字。"
