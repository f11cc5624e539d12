"""Makes approved answers from what there is: replies that were sent, files, what staff wrote in messengers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assistant.desk.approved import Approving
from assistant.desk.approved_files import Row, cited_in, day_of, paragraph_of, read_rows
from assistant.desk.approved_writing import Cited, Written
from assistant.desk_ports import DraftStore, StaffAnswer, StaffAnswers, TicketStore
from assistant.domain import ApprovedAnswer, DraftState, Paragraph, User
from assistant.errors import ApprovedRefused, AssistantError, Conflict
from assistant.language.masking import masked
from assistant.service import Assistant


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why an answer of a file was not taken; `row` counts them from 1."""

    row: int
    message: str


class Making:
    """What is made is a draft: nothing is given before somebody publishes it."""

    def __init__(
        self,
        approving: Approving,
        assistant: Assistant,
        drafts: DraftStore,
        tickets: TicketStore,
        staff_answers: StaffAnswers,
    ) -> None:
        self._approving, self._assistant = approving, assistant
        self._drafts, self._tickets, self._staff_answers = drafts, tickets, staff_answers

    def from_draft(
        self, draft_id: str, question: str, variants: tuple[str, ...], review_on: date | None, by: User
    ) -> ApprovedAnswer:
        """From a reply that was sent: what of it cites something, for greeting and day belong to its one asker.

        Raises NotFound, Conflict or ApprovedRefused.
        """
        draft = self._drafts.draft(draft_id)
        if draft.state is not DraftState.SENT:
            raise Conflict("只有已发出的回复可以转成审核答复。")
        question = question or self._tickets.ticket(draft.ticket).question
        paragraphs = tuple(each for each in draft.paragraphs if each.citations)
        cited = tuple(Cited(each.n, each.clause_id, each.version, each.start, each.end) for each in draft.citations)
        written = Written(question, variants, paragraphs, cited, review_on)
        return self._approving.add(written, by, draft.ticket)

    def import_file(
        self, content: bytes, is_yaml: bool, by: User
    ) -> tuple[tuple[ApprovedAnswer, ...], tuple[RowProblem, ...]]:
        """The answers of a file that are new, and why others were not taken; raises ApprovedRefused."""
        known = {question for each in self._approving.all() for question in each.questions}
        added: list[ApprovedAnswer] = []
        problems: list[RowProblem] = []
        for number, row in enumerate(read_rows(content, is_yaml), 1):
            try:
                written = self._written(row)
                if written.question in known:
                    raise ApprovedRefused(f"已经有“{written.question}”，没有重复导入。")
                added.append(self._approving.add(written, by))
                known.add(written.question)
            except AssistantError as error:
                problems.append(RowProblem(number, error.message))
        return tuple(added), tuple(problems)

    def candidates(self, limit: int) -> tuple[StaffAnswer, ...]:
        """What staff answered in messengers and nobody has made an approved answer of, the newest first."""
        known = {question for each in self._approving.all() for question in each.questions}
        found = (replace(each, question=masked(each.question.strip())) for each in self._staff_answers.newest(limit))
        return tuple(each for each in found if each.question and each.question not in known)

    def _written(self, row: Row) -> Written:
        texts = [paragraph_of(str(text)) for text in row.get("answer") or ()]
        return Written(
            question=str(row.get("question") or "").strip(),
            variants=tuple(str(each) for each in row.get("variants") or ()),
            paragraphs=tuple(Paragraph(text, numbers) for text, numbers in texts),
            cited=tuple(self._cited(*each) for each in cited_in(row)),
            review_on=day_of(row, "review_on"),
            expires_on=day_of(row, "expires_on"),
        )

    def _cited(self, n: int, clause_id: str, quote: str) -> Cited:
        version, clause = self._assistant.clause(clause_id)
        start = clause.text.find(quote)
        if start < 0:
            raise ApprovedRefused(f"条款 {clause_id} 的现行版本里没有引文“{quote[:20]}”，请核对。")
        begin = clause.start + start
        return Cited(n, clause.id, version.version, begin, begin + len(quote))
