"""The activities around approved answers over fakes, before an assistant that knows an invented rule."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.language import Language
from assistant.desk.approved import Approving
from assistant.desk.approved_making import Making
from assistant.desk.approved_writing import Cited, Written
from assistant.desk.building import ReplySettings, build_checking
from assistant.desk_ports import StaffAnswer
from assistant.domain import DocumentVersion, Paragraph
from assistant.eligibility.opening import RuleFiles
from tests.fakes.approved import cold_rule
from tests.fakes.approved_store import MemoryApprovedStore
from tests.fakes.documents import RECORDED_AT
from tests.fakes.draft_store import MemoryDraftStore
from tests.fakes.owner import owner_over
from tests.fakes.reply_desk import CONTACT, SETTINGS
from tests.fakes.ticket_store import MemoryTicketStore

QUOTE = "冷库补助每家企业最高500万元。"


@dataclass
class FewStaffAnswers:
    """StaffAnswers without a messenger."""

    written: tuple[StaffAnswer, ...] = ()

    def newest(self, limit: int) -> tuple[StaffAnswer, ...]:
        return self.written[:limit]


class ApprovingDesk:
    """What is published here is given by `owner`'s assistant at once."""

    def __init__(self, files: RuleFiles, spoken: Language, *versions: DocumentVersion, four_eyes: bool = False) -> None:
        self.store = MemoryApprovedStore()
        self.owner = owner_over(files, spoken, *(versions or (cold_rule(),)), approved=self.store)
        self.assistant = self.owner.assistant
        settings = ReplySettings(SETTINGS.prompts_dir, SETTINGS.knowledge_dirs[0], CONTACT, four_eyes)
        checking = build_checking(settings, self.assistant)
        self.approving = Approving(self.store, self.assistant, checking, lambda: RECORDED_AT, four_eyes)
        self.tickets = MemoryTicketStore()
        self.drafts = MemoryDraftStore(self.tickets)
        self.staff_answers = FewStaffAnswers()
        self.making = Making(self.approving, self.assistant, self.drafts, self.tickets, self.staff_answers)

    def written(
        self,
        question: str = "冷库补助最高能拿多少钱？",
        *variants: str,
        text: str = f"您好，{QUOTE}",
        quote: str = QUOTE,
    ) -> Written:
        """An answer that cites the clause of a quote."""
        clause = next(each for each in self.assistant.catalogue.clauses.values() if quote in each.text)
        start = clause.start + clause.text.find(quote)
        cited = Cited(1, clause.id, None, start, start + len(quote))
        return Written(question, variants, (Paragraph(text, (1,)),), (cited,))

    def actions(self) -> list[str]:
        return [each.action for each in self.store.events]
