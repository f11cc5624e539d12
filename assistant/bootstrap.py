"""The one place that builds adapters and wires them into an Assistant."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakSet
from zoneinfo import ZoneInfo

from assistant.answering.helpers import Helpers
from assistant.answering.language import Language
from assistant.answering.phrasing_files import Asking, misplaced, read_asking
from assistant.answering.pipeline import Answering, Pipeline, build_pipeline
from assistant.approved.hits import Hits
from assistant.approved.words import SameWords
from assistant.corpus.catalogue import Catalogue
from assistant.corpus.load import LoadResult, load_documents
from assistant.domain import DocumentVersion
from assistant.eligibility.opening import RuleFiles, open_talk, read_rules
from assistant.eligibility.talk import Talk
from assistant.eligibility.telling import Telling
from assistant.errors import StorageUnavailable
from assistant.helper import COMMAND, State
from assistant.ports import ChatModel, Clock, ModelUsageStore, OpenIndex, WordingStore
from assistant.search.endpoint import Endpoint
from assistant.search.exact import MOST_CLAUSES
from assistant.search.fusion import Weights
from assistant.search.indexed import IndexedClause
from assistant.search.library import IndexLibrary
from assistant.search.reranking import Reranking, reranked
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.storage.approved_store import SqlApprovedStore
from assistant.storage.conversation_store import SqlConversationStore
from assistant.storage.corpus_store import SqlCorpusStore
from assistant.storage.embedding_store import SqlEmbeddingStore
from assistant.storage.engine import open_engine
from assistant.storage.migrations import migrate
from assistant.storage.model_usage_store import SqlModelUsageStore
from assistant.storage.process_lock import FileLock
from assistant.storage.wording_store import SqlWordingStore
from assistant.worded.building import messages_of, wording_with

if TYPE_CHECKING:
    from assistant.model.guarded import GuardedChatModel, Observer


def build_assistant(
    settings: Settings,
    processes: int = 1,
    observer: Observer = lambda fault, seconds, tokens: None,
    chat_model: ChatModel | None = None,
) -> Assistant:
    """An Assistant that still has to sync; raises StorageUnavailable, MalformedKnowledge or ModelUnavailable.

    With more `processes` than this one, the others help it to answer from the first sync until it is closed. The chat
    model that the settings name words its answers, or the one that is given instead; the `observer` is told how.
    """
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnavailable(
            f"数据目录 {settings.data_dir} 建不了（{error.strerror}），请检查权限，或用 ASSISTANT_DATA_DIR 换一个。"
        ) from error
    cache_dir = settings.data_dir / "cache"
    language = Language.read(settings.knowledge_dirs[0], settings.prompts_dir, cache_dir)
    database = open_engine(settings.resolved_database_url)
    migrate(database)
    library = IndexLibrary(
        _indexes(settings),
        language.tokenizer,
        SqlEmbeddingStore(database),
        _weights(settings),
        settings.chroma_url,
        _embedding(settings),
    )
    zone = ZoneInfo(settings.time_zone)

    def now() -> datetime:
        return datetime.now(zone)

    own_model = None if chat_model else build_chat_model(settings, SqlModelUsageStore(database), observer)
    model = chat_model or own_model
    word = _unchanged if model is None else _wording(settings, model, language, SqlWordingStore(database), now)
    asking, rules = Asking(), RuleFiles()
    # Those of a state that no longer serves end by themselves.
    running: WeakSet[Helpers] = WeakSet()

    def close() -> None:
        for helpers in running:
            helpers.close()
        if own_model is not None:
            own_model.close()
        database.close()

    def knowledge() -> LoadResult:
        nonlocal asking, rules
        loaded = load_documents(settings.knowledge_dirs)
        asking, malformed = read_asking(settings.knowledge_dirs)
        rules = read_rules(settings.knowledge_dirs)
        problems = (*loaded.problems, *malformed, *misplaced(asking.phrasings, loaded.documents), *rules.problems)
        return replace(loaded, problems=problems)

    def talk(catalogue: Catalogue) -> Talk:
        reads = (model, messages_of(settings.prompts_dir, language)) if model else None
        return open_talk(rules, catalogue, language, settings.public_url, reads)

    def pipeline(catalogue: Catalogue, index: OpenIndex, index_name: str) -> Answering:
        nonlocal asking
        # A sync reads the knowledge first, so the pipeline that it makes has what was edited; it needs no more of it.
        spoken, asking = replace(language, asking=asking), Asking()
        searcher = reranked(index, _reranking(settings), catalogue.in_context)
        if processes == 1 or index.clause_count() > MOST_CLAUSES:
            return word(build_pipeline(catalogue, searcher, index, spoken, settings.public_url))
        state = state_of(settings, spoken, tuple(catalogue.versions.values()), index_name)
        helpers = Helpers(COMMAND, state, processes - 1)
        running.add(helpers)
        built = build_pipeline(catalogue, searcher, index, spoken, settings.public_url, helpers.run)
        # Not before: they find in the cache what this process computed.
        helpers.start()
        return word(built)

    return Assistant(
        corpus=SqlCorpusStore(database),
        conversations=SqlConversationStore(database),
        indexes=_Generations(library),
        knowledge=knowledge,
        pipeline=pipeline,
        lock=FileLock(settings.data_dir),
        clock=now,
        phrasings=lambda: read_asking(settings.knowledge_dirs)[0].phrasings,
        cut=language.tokenizer.pieces,
        talk=talk,
        telling=Telling(language.replies, language.script),
        max_question_chars=settings.max_question_chars,
        has_model=model is not None,
        public_url=settings.public_url,
        approved=Hits(
            SqlApprovedStore(database), language, SameWords.read(settings.knowledge_dirs[0]), settings.public_url, now
        ),
        on_close=close,
    )


def build_chat_model(settings: Settings, usage: ModelUsageStore, observer: Observer) -> GuardedChatModel | None:
    """The configured chat model, to be closed once; None where none is. Raises ModelUnavailable for wrong settings."""
    if not settings.model_name:
        return None
    # A second and a half to import, so only for those who use it.
    from assistant.model.breaker import Breaker
    from assistant.model.guarded import GuardedChatModel
    from assistant.model.opening import open_chat_model

    zone = ZoneInfo(settings.time_zone)
    return GuardedChatModel(
        open_chat_model(settings.model_url, settings.model_key.get_secret_value(), settings.model_name),
        usage,
        today=lambda: datetime.now(zone).date(),
        daily_tokens=settings.model_daily_tokens,
        observer=observer,
        breaker=Breaker(),
    )


def _unchanged(pipeline: Pipeline) -> Answering:
    return pipeline


def _wording(
    settings: Settings, model: ChatModel, language: Language, store: WordingStore, clock: Clock
) -> Callable[[Pipeline], Answering]:
    return wording_with(
        model,
        language,
        settings.knowledge_dirs[0],
        settings.prompts_dir,
        store,
        clock,
        seconds=settings.model_seconds,
        most_tokens=settings.model_tokens,
    )


def state_of(settings: Settings, language: Language, versions: tuple[DocumentVersion, ...], index_name: str) -> State:
    """What a helper is given to answer as this process does, by value."""
    return State(
        language=language,
        versions=versions,
        indexes=_indexes(settings),
        index_name=index_name,
        weights=_weights(settings),
        public_url=settings.public_url,
        embedding=_embedding(settings),
        reranking=_reranking(settings),
    )


def _indexes(settings: Settings) -> Path:
    return settings.data_dir / "indexes"


def _weights(settings: Settings) -> Weights:
    return Weights(settings.weight_bigrams, settings.weight_words, settings.weight_dense)


def _embedding(settings: Settings) -> Endpoint | None:
    if not settings.embedding_url:
        return None
    key = settings.embedding_key.get_secret_value()
    return Endpoint("向量接口", "ASSISTANT_EMBEDDING", str(settings.embedding_url), settings.embedding_name, key)


def _reranking(settings: Settings) -> Reranking | None:
    if not settings.reranker_url:
        return None
    key = settings.reranker_key.get_secret_value()
    endpoint = Endpoint("重排接口", "ASSISTANT_RERANKER", str(settings.reranker_url), settings.reranker_name, key)
    return Reranking(endpoint, settings.weight_reranker)


class _Generations:
    """The index library as the service asks for it: named at random, from document versions."""

    def __init__(self, library: IndexLibrary) -> None:
        self._library = library

    def build(self, versions: Sequence[DocumentVersion], previous: str | None) -> str:
        name = f"kb-{secrets.token_hex(6)}"
        clauses = [IndexedClause.of(version.document, clause) for version in versions for clause in version.clauses]
        self._library.build(name, clauses, previous)
        return name

    def open(self, name: str) -> OpenIndex:
        return self._library.open(name)

    def remove_stale(self, keep: str) -> None:
        self._library.remove_stale(keep)
