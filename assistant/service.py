"""The Assistant: the one door that every channel calls."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime

from assistant.answering.accept import accept
from assistant.answering.citations import CitationList
from assistant.answering.clause_search import find_clauses
from assistant.answering.pipeline import Answering
from assistant.answering.turn import Span, Turn
from assistant.approved.hits import Hits
from assistant.conversing import Conversing, Serving
from assistant.corpus.catalogue import Catalogue, answering
from assistant.corpus.changes import VersionDiff
from assistant.corpus.load import LoadResult
from assistant.corpus.marking import Cut
from assistant.corpus.parse import parse_clauses
from assistant.corpus.present import Present, presents_of
from assistant.corpus.sync import plan_sync
from assistant.corpus.topics import with_topics
from assistant.domain import (
    Answer,
    Begun,
    Citation,
    Clause,
    ConversationPart,
    DocumentVersion,
    Mode,
    Question,
    Quotes,
    Sentence,
    Step,
)
from assistant.eligibility.talk import Talk
from assistant.eligibility.telling import Telling
from assistant.errors import IndexDamaged, NotReady
from assistant.language.masking import masked
from assistant.ports import Clock, ConversationStore, CorpusStore, Indexes, OpenIndex, ProcessLock
from assistant.reports import Readiness, SyncReport
from assistant.versions import CitedBy, Phrasings, QuotedBy, Versions

logger = logging.getLogger(__name__)


class Assistant:
    """Answers questions over the current corpus. Safe to share by threads.

    `has_model` tells whether a chat model may word answers, `max_question_chars` how long a question may be,
    `public_url` where people read its pages, empty where nobody said. `approved` gives the answers that a person
    approved, None where nobody does.
    """

    def __init__(
        self,
        *,
        corpus: CorpusStore,
        conversations: ConversationStore,
        indexes: Indexes,
        knowledge: Callable[[], LoadResult],
        pipeline: Callable[[Catalogue, OpenIndex, str], Answering],
        lock: ProcessLock,
        clock: Clock,
        phrasings: Phrasings,
        cut: Cut,
        talk: Callable[[Catalogue], Talk],
        telling: Telling,
        max_question_chars: int,
        has_model: bool = False,
        public_url: str = "",
        approved: Hits | None = None,
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        self._corpus, self._conversations, self._indexes = corpus, conversations, indexes
        self._knowledge, self._pipeline = knowledge, pipeline
        self._lock, self._clock, self._on_close = lock, clock, on_close
        self._versions = Versions(corpus, conversations, phrasings, cut, clock().tzinfo)
        self._talk = talk
        self.max_question_chars, self.has_model, self.public_url = max_question_chars, has_model, public_url
        self._approved = approved
        self._conversing = Conversing(conversations, clock, telling, max_question_chars, has_model, approved)
        self._serving: Serving | None = None
        self._changing = threading.Lock()
        self._held = ExitStack()
        self._holds_lock = False

    def answer(self, question: Question) -> Answer:
        """Answer a question; raises AssistantError. The answer is recorded before it is returned."""
        for event in self.stream(question):
            if isinstance(event, Answer):
                return event
        raise AssertionError("a pipeline always ends in an answer")

    def stream(self, question: Question) -> Iterator[Begun | Step | Quotes | Sentence | Answer]:
        """Steps and proven sentences as they come, the recorded Answer last; raises AssistantError at the start.

        Begun comes first. Quotes come before the sentences that a model words from them.
        """
        yield from self._conversing.stream(question, self._ready())

    def search(self, text: str, limit: int, as_of: date | None = None) -> tuple[Citation, ...]:
        """Whole clauses of the current corpus about a text, best first, each with its validity on a day, by default
        today; raises AssistantError."""
        serving = self._ready()
        accept(Question(text, as_of=as_of), self.max_question_chars, self.has_model)
        day = as_of or self.today()
        return find_clauses(serving.catalogue, serving.index, text, limit, day, self.public_url)

    def cite(self, span: Span, as_of: date) -> Citation:
        """A stretch of a clause of the current corpus, with what holds of it on a day; raises NotFound."""
        listed = CitationList(self._ready().catalogue, as_of, self.public_url)
        listed.number(span)
        return listed.citations[0]

    def sync(self, rebuild: bool = False) -> SyncReport:
        """Bring corpus and index in line with the knowledge files; raises AssistantError, then the old state serves."""
        started = time.perf_counter()
        with self._changing:
            self._hold_lock()
            loaded = self._knowledge()
            current = {version.document.id: version for version in self._corpus.current()}
            plan = plan_sync(loaded, current)
            now = self._clock()
            changed = tuple(
                DocumentVersion(document, self._versions.next_number(document.id), now, parse_clauses(document))
                for document in plan.changed
            )
            files = {document.id: document for document in loaded.documents}
            kept = (with_topics(current[document_id], files.get(document_id)) for document_id in plan.unchanged)
            versions = sorted((*kept, *changed), key=lambda version: version.document.id)
            opened = None if rebuild or changed or plan.withdrawn else self._open()
            if opened is None:
                name = self._indexes.build(answering(versions), None if rebuild else self._corpus.index_name())
                self._corpus.commit(changed, plan.withdrawn, name)
                opened = name, self._indexes.open(name)
                opened[1].complete()
            name, index = opened
            self._serve(versions, name, index)
            self._indexes.remove_stale(name)
        return SyncReport(
            added=tuple(version.document.id for version in changed if version.version == 1),
            changed=tuple(version.document.id for version in changed if version.version > 1),
            withdrawn=tuple(plan.withdrawn),
            unchanged=tuple(plan.unchanged),
            problems=(*loaded.problems, *self.talk.assessor.judge.rulebook.problems),
            index_name=name,
            seconds=time.perf_counter() - started,
        )

    def warm_up(self) -> None:
        """Open what questions need not wait for, building it anew when it is damaged; raises AssistantError."""
        try:
            with self._changing:
                index = self._ready().index
                index.complete()
                index.check_embedding()
            if self._approved is not None:
                self._approved.published()
        except IndexDamaged as error:
            logger.warning("building the index anew: %s", error.message)
            self.sync(rebuild=True)

    @property
    def readiness(self) -> Readiness:
        """Whether a question would be answered now."""
        serving = self._serving
        if serving is None:
            return Readiness(False, {"corpus": "opening", "index": "opening"})
        parts = {"corpus": f"{len(serving.catalogue.versions)} documents", "index": serving.index_name}
        problem = serving.index.problem
        return Readiness(True, parts | {"search": problem} if problem else parts)

    def today(self) -> date:
        """The day in the time zone of the settings."""
        return self._clock().date()

    @property
    def talk(self) -> Talk:
        """Judges enterprises by the rules, and reads what people tell of theirs; raises NotReady."""
        return self._ready().talk

    @property
    def approved(self) -> Hits:
        """Knows the answers that a person approved; raises NotReady where nobody can."""
        if self._approved is None:
            raise NotReady("这里没有人工审核答复。")
        return self._approved

    @property
    def catalogue(self) -> Catalogue:
        """The current corpus; raises NotReady."""
        return self._ready().catalogue

    def documents(self) -> tuple[DocumentVersion, ...]:
        """The current version of every document, in order of id."""
        return tuple(self._ready().catalogue.versions.values())

    def document(self, document_id: str) -> DocumentVersion:
        """The current version of a document; raises NotFound."""
        return self._ready().catalogue.version(document_id)

    def versions(self, document_id: str) -> tuple[DocumentVersion, ...]:
        """All versions, oldest first; raises NotFound."""
        return tuple(map(self._with_topics, self._versions.all(document_id)))

    def version(self, document_id: str, number: int) -> DocumentVersion:
        """One version of a document; raises NotFound."""
        return self._with_topics(self._versions.version(document_id, number))

    def diff(
        self, versions: Sequence[DocumentVersion], before: int | None = None, after: int | None = None
    ) -> VersionDiff:
        """What changed between two of a document's versions, by default the last two; raises NotFound."""
        return self._versions.diff(versions, before, after)

    def version_steps(self, versions: Sequence[DocumentVersion]) -> tuple[VersionDiff, ...]:
        """What each of a document's versions but the first changed."""
        return self._versions.steps(versions)

    def cited_by(self, diff: VersionDiff, limit: int) -> CitedBy:
        """Answers that rest on what changed; for the operator, since it shows what people asked."""
        return self._versions.cited_by(diff, limit)

    def quoted_by(self, diff: VersionDiff) -> QuotedBy:
        """Documents and knowledge that still quote what changed."""
        serving = self._serving
        return self._versions.quoted_by(
            diff, serving.catalogue.versions.values() if serving else self._corpus.current()
        )

    def clause(self, clause_id: str, version: int | None = None) -> tuple[DocumentVersion, Clause]:
        """A clause with its document, of the current or an older version; raises NotFound."""
        held, clause = self._versions.clause(clause_id, version, self._ready().catalogue.versions)
        return self._with_topics(held), clause

    def presents(self, citations: Sequence[Citation]) -> tuple[Present, ...]:
        """What became of each cited clause since."""
        return self._versions.presents(citations, self._ready().catalogue.versions)

    def present(self, held: DocumentVersion, clause: Clause) -> Present:
        """What became of a clause of a version since."""
        return presents_of(held, self._ready().catalogue.versions.get(held.document.id))[clause.id]

    def counterparts(self, held: DocumentVersion, clause: Clause) -> tuple[tuple[int, Clause | None], ...]:
        """The clause as each version has it, oldest first with its number; None where it is not there."""
        return self._versions.counterparts(held, clause, self._ready().catalogue.versions)

    def recorded_answer(self, answer_id: str) -> Answer:
        """An answer given earlier; raises NotFound."""
        return self._conversations.answer(answer_id)

    def asked_at(self, answer_id: str) -> datetime:
        """When an answer was given, in the time zone of the settings; raises NotFound."""
        return self._conversations.recorded_at(answer_id).astimezone(self._clock().tzinfo)

    def conversation(self, conversation_id: str, limit: int, before: str | None = None) -> ConversationPart:
        """The last answers of a conversation, or the last before one of them; raises NotFound."""
        return self._conversations.part(conversation_id, limit, before)

    def forget(self, conversation_id: str) -> None:
        """Remove a conversation at the wish of who held it, with its answers; raises NotFound."""
        self._conversations.forget(conversation_id)

    def feedback(self, answer_id: str, rating: str, reason: str, comment: str) -> None:
        """Keep a judgement of an answer; raises NotFound."""
        self._conversations.feedback(answer_id, rating, masked(reason), masked(comment), self._clock())

    def close(self) -> None:
        """Release connections and indexes."""
        with self._changing:
            self._serving = None
            self._held.close()
            self._on_close()

    def _with_topics(self, version: DocumentVersion) -> DocumentVersion:
        """A stored version with the topics that its document has now."""
        serving = self._serving.catalogue.versions.get(version.document.id) if self._serving else None
        return with_topics(version, serving.document if serving else None)

    def _ready(self) -> Serving:
        if self._serving is None:
            raise NotReady("资料库正在打开，请几秒后重试。")
        return self._serving

    def _hold_lock(self) -> None:
        """Embedded indexes belong to one process from its first sync until it closes."""
        if not self._holds_lock:
            self._held.enter_context(self._lock.hold())
            self._holds_lock = True

    def _open(self) -> tuple[str, OpenIndex] | None:
        """The index that is to serve, None when there is none or it is damaged."""
        name = self._corpus.index_name()
        if name is None:
            return None
        if self._serving is not None and self._serving.index_name == name:
            return name, self._serving.index
        try:
            return name, self._indexes.open(name)
        except IndexDamaged as error:
            logger.warning("building the index anew: %s", error.message)
            return None

    def _serve(self, versions: Sequence[DocumentVersion], name: str, index: OpenIndex) -> None:
        pipeline = self._pipeline(Catalogue(answering(versions)), index, name)
        # What every question needs is loaded before the first person waits.
        for _ in pipeline.run(Turn(Question("主要目标是什么？", mode=Mode.QUOTES), self._clock().date())):
            pass
        catalogue = Catalogue(versions)
        self._serving = Serving(catalogue, name, index, pipeline, self._talk(catalogue))
