"""The activities around replies over fakes, with a platform that fails as a test wants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from assistant.desk.building import ReplySettings, build_replies
from assistant.domain import Asker, Draft, DraftForm, Paragraph, ReplyWay, Ticket
from assistant.settings import Settings
from tests.fakes.assistant import FakeAssistant
from tests.fakes.desk import AGENT, MONDAY, TICKET
from tests.fakes.draft_store import MemoryDraftStore
from tests.fakes.ticket_store import MemoryTicketStore

SETTINGS = Settings(_env_file=None)
CONTACT = "请致电纺织科林小姐，电话 020-83133000。"


@dataclass
class FakePlatform:
    """Delivering without a platform: `fail` is raised for a key, `before` is called before each."""

    sent: list[tuple[Asker, str, str]] = field(default_factory=list)
    fail: dict[str, Exception] = field(default_factory=dict)
    before: Callable[[], None] = lambda: None

    def deliver(self, asker: Asker, text: str, key: str) -> None:
        self.before()
        if key in self.fail:
            raise self.fail[key]
        self.sent.append((asker, text, key))


class ReplyDesk:
    """Tickets by number over one another's stores; `now` moves the clock."""

    def __init__(self, *tickets: Ticket, four_eyes: bool = False, assistant: FakeAssistant | None = None) -> None:
        self.now: datetime = MONDAY
        self.assistant = assistant or FakeAssistant()
        self.tickets = MemoryTicketStore({each.number: each for each in tickets or (TICKET,)})
        self.drafts = MemoryDraftStore(self.tickets)
        self.platform = FakePlatform()
        self.replies = build_replies(
            ReplySettings(SETTINGS.prompts_dir, SETTINGS.knowledge_dirs[0], CONTACT, four_eyes),
            self.assistant,
            self.tickets,
            self.drafts,
            lambda: self.now,
            {ReplyWay.WECHAT: self.platform, ReplyWay.KF: self.platform},
        )

    def wait(self, **spans: float) -> None:
        self.now += timedelta(**spans)

    def begin(self, form: DraftForm = DraftForm.WEBSITE, number: int = 1) -> Draft:
        return self.replies.drafting.begin(number, form, AGENT)

    def rewrite(self, draft: Draft, before: str, after: str, by=AGENT) -> Draft:
        """The draft with other words in each paragraph that holds them."""
        changed = [Paragraph(each.text.replace(before, after), each.citations) for each in draft.paragraphs]
        return self.replies.drafting.change(draft.id, draft.revision, changed, (), by)

    def actions(self) -> list[str]:
        return [each.action for each in self.tickets.events]
