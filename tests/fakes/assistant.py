"""An Assistant that knows one small document by heart; for tests of the channels."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from assistant.answering.accept import accept
from assistant.answering.citations import CitationList
from assistant.answering.turn import Span
from assistant.approved.hits import Hits
from assistant.corpus.catalogue import Catalogue
from assistant.corpus.changes import VersionDiff
from assistant.corpus.present import Present, presents_of
from assistant.domain import (
    Answer,
    AnswerStatus,
    Begun,
    Citation,
    Clause,
    ConversationPart,
    Document,
    DocumentVersion,
    Kind,
    Level,
    Mode,
    PolicyDate,
    Precision,
    Question,
    Quotes,
    Sentence,
    Step,
    Validity,
)
from assistant.eligibility.talk import Talk
from assistant.errors import AssistantError, InvalidQuestion, NotFound, NotReady
from assistant.versions import CitedBy, QuotedBy, Versions
from tests.fakes.approved_hits import hits_over
from tests.fakes.approved_store import MemoryApprovedStore
from tests.fakes.eligibility import quiet_talk
from tests.fakes.stores import MemoryConversationStore, MemoryCorpusStore

TODAY = date(2024, 6, 1)
FIGURE = "推动5000家规模以上工业企业开展技术改造。"
_PARTS = (
    ("1", Level.OUTLINE, "一、总体要求", "一、总体要求"),
    ("1.s1", Level.TEXT, "一、总体要求", "聚焦纺织服装产业转型升级，落实“三个一批”工作。"),
    ("2", Level.OUTLINE, "二、主要任务", "二、主要任务"),
    ("2.1.s1", Level.TEXT, "二、主要任务 · 强化技改，大抓升级", FIGURE),
    ("2.1.s2", Level.TEXT, "二、主要任务 · 强化技改，大抓升级", "举办30多场“供需对接会”<b>现场</b>活动。"),
)


@dataclass(frozen=True)
class FakeSyncReport:
    """What a sync did."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ("plan-2024",)
    problems: tuple[object, ...] = ()
    index_name: str = "kb-fake"
    seconds: float = 0.1


@dataclass
class CountingCorpusStore(MemoryCorpusStore):
    """Notes whose versions were read, each time."""

    reads: list[str] = field(default_factory=list)

    def versions(self, document_id: str) -> tuple[DocumentVersion, ...]:
        self.reads.append(document_id)
        return super().versions(document_id)


@dataclass(frozen=True)
class FakeReadiness:
    """Whether questions can be answered."""

    ready: bool
    parts: Mapping[str, str] = field(default_factory=dict)


class FakeAssistant:
    """Answers with one figure; unknown words are refused; `fail` is raised instead of answering.

    With `while_wording` it tells quotes first, and the sentences once that returns. Who needs approved answers puts
    what gives them in the place of `approved`, which has none.
    """

    def __init__(
        self,
        *,
        ready: bool = True,
        fail: Exception | None = None,
        fail_while_streaming: Exception | None = None,
        fail_to_start: AssistantError | None = None,
        fail_to_warm_up: AssistantError | None = None,
        before_answer: Callable[[], None] = lambda: None,
        while_wording: Callable[[], None] | None = None,
        report: FakeSyncReport | None = None,
        documents: Mapping[str, tuple[DocumentVersion, ...]] | None = None,
        withdrawn: frozenset[str] = frozenset(),
        talk: Talk | None = None,
        public_url: str = "",
    ) -> None:
        self._report = report or FakeSyncReport()
        self._ready = ready
        self._fail = fail
        self._fail_while_streaming = fail_while_streaming
        self.fail_to_start = fail_to_start
        self.fail_to_warm_up = fail_to_warm_up
        self._before_answer = before_answer
        self._while_wording = while_wording
        self.has_model, self.max_question_chars, self.public_url = while_wording is not None, 2000, public_url
        self._answers: dict[str, Answer] = {}
        self.questions: list[Question] = []
        self.syncs: list[bool] = []
        self.judgements: list[tuple[str, str, str, str]] = []
        self.closed = False
        self._documents = dict(documents or {"plan-2024": plan()})
        self._withdrawn = withdrawn
        self._recorded = MemoryConversationStore()
        self._talk = talk or quiet_talk(Catalogue(self.documents()))
        self.corpus = CountingCorpusStore(self._documents)
        self._versions = Versions(self.corpus, self._recorded, lambda: (), list, UTC)

    def answer(self, question: Question) -> Answer:
        self._before_answer()
        if self._fail:
            raise self._fail
        if not self._ready:
            raise NotReady("资料库正在打开，请几秒后重试。")
        if not question.text.strip():
            raise InvalidQuestion("问题是空的，请写一句话再提交。")
        if len(question.text) > self.max_question_chars:
            raise InvalidQuestion("问题超过 2000 字，请缩短后再提交。")
        if question.conversation_id and not question.conversation_id.startswith("c-"):
            raise NotFound("没有这个会话，请去掉 conversation_id 重新提问。")
        self.questions.append(question)
        answer = self._compose(question)
        self._answers[answer.id] = answer
        moment = datetime(2024, 6, 1, tzinfo=UTC) + timedelta(days=len(self._answers) - 1)
        self._recorded.record(answer, question.channel, moment)
        return answer

    def stream(self, question: Question) -> Iterator[Begun | Step | Quotes | Sentence | Answer]:
        answer = self.answer(question)
        yield Begun(answer.conversation_id)
        yield from answer.trace
        if self._while_wording or question.mode is Mode.MODEL:
            yield Quotes(answer.sentences, answer.citations)
        if self._while_wording:
            self._while_wording()
        if self._fail_while_streaming:
            raise self._fail_while_streaming
        yield from answer.sentences
        yield answer

    def search(self, text: str, limit: int, as_of: date | None = None) -> tuple[Citation, ...]:
        accept(Question(text, as_of=as_of), self.max_question_chars, self.has_model)
        listed = CitationList(Catalogue(self.documents()), as_of or TODAY, self.public_url)
        for held in self.documents():
            for clause in held.clauses:
                if clause.level is Level.TEXT and set(text) & set(clause.text) and len(listed.citations) < limit:
                    listed.number(Span(clause.id, 0, len(clause.text)))
        return listed.citations

    @cached_property
    def approved(self) -> Hits:
        return hits_over(MemoryApprovedStore())

    @property
    def catalogue(self) -> Catalogue:
        return Catalogue(self.documents())

    def cite(self, span: Span, as_of: date) -> Citation:
        listed = CitationList(Catalogue(self.documents()), as_of, self.public_url)
        listed.number(span)
        return listed.citations[0]

    def sync(self, rebuild: bool = False) -> FakeSyncReport:
        if self.fail_to_start:
            raise self.fail_to_start
        self.syncs.append(rebuild)
        return self._report

    def warm_up(self) -> None:
        if self.fail_to_warm_up:
            raise self.fail_to_warm_up

    @property
    def readiness(self) -> FakeReadiness:
        state = "ready" if self._ready else "opening"
        return FakeReadiness(self._ready, {"corpus": state, "search": state})

    @property
    def talk(self) -> Talk:
        if not self._ready:
            raise NotReady("资料库正在打开，请几秒后重试。")
        return self._talk

    def today(self) -> date:
        return TODAY

    def documents(self) -> tuple[DocumentVersion, ...]:
        return tuple(held[-1] for name, held in self._documents.items() if name not in self._withdrawn)

    def document(self, document_id: str) -> DocumentVersion:
        return self.versions(document_id)[-1]

    def versions(self, document_id: str) -> tuple[DocumentVersion, ...]:
        return self._versions.all(document_id)

    def version(self, document_id: str, number: int) -> DocumentVersion:
        return self._versions.version(document_id, number)

    def diff(
        self, versions: Sequence[DocumentVersion], before: int | None = None, after: int | None = None
    ) -> VersionDiff:
        return self._versions.diff(versions, before, after)

    def version_steps(self, versions: Sequence[DocumentVersion]) -> tuple[VersionDiff, ...]:
        return self._versions.steps(versions)

    def cited_by(self, diff: VersionDiff, limit: int) -> CitedBy:
        return self._versions.cited_by(diff, limit)

    def quoted_by(self, diff: VersionDiff) -> QuotedBy:
        return self._versions.quoted_by(diff, self.documents())

    def clause(self, clause_id: str, version: int | None = None) -> tuple[DocumentVersion, Clause]:
        return self._versions.clause(clause_id, version, self._current())

    def presents(self, citations: Sequence[Citation]) -> tuple[Present, ...]:
        return self._versions.presents(citations, self._current())

    def present(self, held: DocumentVersion, clause: Clause) -> Present:
        return presents_of(held, self._current().get(held.document.id))[clause.id]

    def counterparts(self, held: DocumentVersion, clause: Clause) -> tuple[tuple[int, Clause | None], ...]:
        return self._versions.counterparts(held, clause, self._current())

    def _current(self) -> dict[str, DocumentVersion]:
        return {held.document.id: held for held in self.documents()}

    def recorded_answer(self, answer_id: str) -> Answer:
        if answer_id not in self._answers:
            raise NotFound("没有这个回答。")
        return self._answers[answer_id]

    def asked_at(self, answer_id: str) -> datetime:
        return self._recorded.recorded_at(answer_id)

    def conversation(self, conversation_id: str, limit: int, before: str | None = None) -> ConversationPart:
        return self._recorded.part(conversation_id, limit, before)

    def forget(self, conversation_id: str) -> None:
        self._recorded.forget(conversation_id)

    def feedback(self, answer_id: str, rating: str, reason: str, comment: str) -> None:
        self.recorded_answer(answer_id)
        self.judgements.append((answer_id, rating, reason, comment))

    def close(self) -> None:
        self.closed = True

    def _compose(self, question: Question) -> Answer:
        number = len(self._answers) + 1
        version, clause = self.clause("plan-2024:2.1.s1")
        known = "企业" in question.text or "技改" in question.text
        return Answer(
            id=f"a-{number}",
            conversation_id=question.conversation_id or f"c-{number}",
            question=question.text,
            standalone=question.text,
            status=AnswerStatus.ANSWERED if known else AnswerStatus.NO_EVIDENCE,
            as_of=question.as_of or TODAY,
            text=f"{FIGURE}[1]" if known else "《行动方案》没有写明。",
            sentences=(Sentence(FIGURE, (1,), ((2, 7),)) if known else Sentence("《行动方案》没有写明。"),),
            citations=(_citation(version, clause),) if known else (),
            notices=("本方案的实施期到2024年12月31日为止。",) if (question.as_of or TODAY).year > 2024 else (),
            follow_ups=("技改有哪些配套措施？", "供需对接会办多少场？"),
            mode=Mode.MODEL if self._while_wording else Mode.QUOTES,
            trace=(Step("understand", 0.4, {"route": "lookup"}), Step("verify", 0.2, {"withheld": 0})),
        )


def plan() -> tuple[DocumentVersion, DocumentVersion]:
    """Both versions of the small document."""
    return _version(1, "推动4000家"), _version(2, "推动5000家")


def _citation(version: DocumentVersion, clause: Clause) -> Citation:
    document = version.document
    return Citation(
        n=1,
        clause_id=clause.id,
        document_id=document.id,
        version=version.version,
        title=document.title,
        doc_number=document.doc_number,
        issuer=document.issuer,
        issued_on=document.issued_on,
        kind=document.kind,
        validity=Validity.IN_FORCE,
        locator=clause.locator,
        quote=clause.text,
        start=clause.start,
        end=clause.end,
        digest=clause.digest,
        url=document.url,
        short_title=document.short_title,
        reader_url=f"/source/{document.id}/2.1.s1?version={version.version}&start={clause.start}&end={clause.end}",
    )


def _version(number: int, figure: str) -> DocumentVersion:
    text, clauses = "", []
    for ordinal, (part, level, locator, wording) in enumerate(_PARTS):
        wording = wording.replace("推动5000家", figure)
        if level is Level.OUTLINE and text:
            text += "\n"
        clauses.append(
            Clause(
                id=f"plan-2024:{part}",
                document_id="plan-2024",
                ordinal=ordinal,
                level=level,
                depth=1 if level is Level.OUTLINE else 2,
                locator=locator,
                heading=wording if level is Level.OUTLINE else "",
                label="",
                text=wording,
                start=len(text),
                end=len(text) + len(wording),
                digest=hashlib.sha256(wording.encode()).hexdigest(),
                parent_id=None if level is Level.OUTLINE else f"plan-2024:{part[0]}",
            )
        )
        text += wording + ("\n" if level is Level.OUTLINE else "")
    document = Document(
        id="plan-2024",
        title="广东省纺织服装产业行动方案",
        short_title="行动方案",
        kind=Kind.OFFICIAL_TEXT,
        issuer="广东省工业和信息化厅",
        doc_number=None,
        issued_on=PolicyDate(date(2024, 3, 1), Precision.MONTH),
        effective_on=None,
        expires_on=PolicyDate(date(2024, 12, 31), Precision.DAY),
        repealed_on=None,
        region="广东省",
        url="https://gdii.gd.gov.cn/example",
        text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )
    return DocumentVersion(document, number, datetime(2024, 3, number, tzinfo=UTC), tuple(clauses))
