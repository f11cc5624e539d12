"""The stores of ports.py in memory; the contract tests hold them to what the SQL ones do."""

from __future__ import annotations

import secrets
from array import array
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from threading import Lock

from assistant.domain import Answer, ApiKey, ConversationPart, DocumentVersion, Exchange, RecordedAnswers
from assistant.errors import DataDirectoryInUse, KeyRefused, NotFound, StorageUnavailable
from assistant.ports import ModelUsage


@dataclass
class MemoryCorpusStore:
    """CorpusStore without a database."""

    stored: dict[str, tuple[DocumentVersion, ...]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    pointer: str | None = None

    def current(self) -> tuple[DocumentVersion, ...]:
        return tuple(self.stored[name][-1] for name in sorted(self.stored) if name not in self.hidden)

    def versions(self, document_id: str) -> tuple[DocumentVersion, ...]:
        if document_id not in self.stored:
            raise NotFound(f"没有编号为 {document_id} 的文件，请从文件目录重新打开。")
        return self.stored[document_id]

    def commit(self, changed: Sequence[DocumentVersion], withdrawn: Sequence[str], index_name: str) -> None:
        stored = dict(self.stored)
        for version in changed:
            earlier = stored.get(version.document.id, ())
            if version.version in {each.version for each in earlier}:
                raise StorageUnavailable(f"文件 {version.document.id} 的第 {version.version} 版已存入。")
            stored[version.document.id] = (*earlier, version)
        returned = {version.document.id for version in changed}
        self.stored, self.hidden, self.pointer = stored, (self.hidden - returned) | set(withdrawn), index_name

    def index_name(self) -> str | None:
        return self.pointer


@dataclass
class MemoryEmbeddingStore:
    """EmbeddingStore without a database."""

    stored: dict[tuple[str, str], array[float]] = field(default_factory=dict)

    def load(self, embedder_id: str, digests: Sequence[str]) -> dict[str, Sequence[float]]:
        return {digest: self.stored[embedder_id, digest] for digest in digests if (embedder_id, digest) in self.stored}

    def save(self, embedder_id: str, vectors: dict[str, Sequence[float]]) -> None:
        for digest, vector in vectors.items():
            self.stored.setdefault((embedder_id, digest), array("f", vector))


@dataclass
class MemoryConversationStore:
    """ConversationStore without a database."""

    recorded: dict[str, Answer] = field(default_factory=dict)
    moments: dict[str, datetime] = field(default_factory=dict)
    judged: list[tuple[str, str, str, str, datetime]] = field(default_factory=list)

    def open(self, conversation_id: str | None, channel: str) -> str:
        if conversation_id is None:
            return secrets.token_urlsafe(16)
        if all(answer.conversation_id != conversation_id for answer in self.recorded.values()):
            raise NotFound("没有这段对话。请不带对话编号，重新提问。")
        return conversation_id

    def history(self, conversation_id: str, limit: int) -> tuple[Exchange, ...]:
        own = [answer for answer in self.recorded.values() if answer.conversation_id == conversation_id]
        return tuple(
            Exchange(
                answer.question,
                answer.standalone,
                answer.status,
                tuple(dict.fromkeys(citation.clause_id for citation in answer.citations)),
                answer.judged,
            )
            for answer in own[-limit:]
        )

    def record(self, answer: Answer, channel: str, recorded_at: datetime) -> None:
        self.recorded[answer.id] = answer
        self.moments[answer.id] = recorded_at

    def answer(self, answer_id: str) -> Answer:
        if answer_id not in self.recorded:
            raise NotFound(f"没有编号为 {answer_id} 的回答，请核对编号。")
        return self.recorded[answer_id]

    def recorded_at(self, answer_id: str) -> datetime:
        return self.moments[self.answer(answer_id).id]

    def part(self, conversation_id: str, limit: int, before: str | None) -> ConversationPart:
        self.open(conversation_id, "")
        own = [answer for answer in self.recorded.values() if answer.conversation_id == conversation_id]
        if before is not None:
            ids = [answer.id for answer in own]
            if before not in ids:
                raise NotFound(f"这段对话里没有编号为 {before} 的回答，请核对编号。")
            own = own[: ids.index(before)]
        return ConversationPart(tuple(own[-limit:]), len(own) > limit)

    def citing(self, document_id: str, digests: Sequence[str], up_to: int, limit: int) -> RecordedAnswers:
        found = [
            (self.moments[answer.id], answer)
            for answer in reversed(self.recorded.values())
            if any(
                (each.document_id, each.digest in digests, each.version <= up_to) == (document_id, True, True)
                for each in answer.citations
            )
        ]
        return RecordedAnswers(len(found), tuple(found[:limit]))

    def forget(self, conversation_id: str) -> None:
        self.open(conversation_id, "")
        kept = {key: each for key, each in self.recorded.items() if each.conversation_id != conversation_id}
        self.judged = [judged for judged in self.judged if judged[0] in kept]
        self.recorded = kept

    def feedback(self, answer_id: str, rating: str, reason: str, comment: str, recorded_at: datetime) -> None:
        self.judged.append((self.answer(answer_id).id, rating, reason, comment, recorded_at))


@dataclass
class MemoryWordingStore:
    """WordingStore without a database."""

    most: int = 5000
    stored: dict[str, str] = field(default_factory=dict)

    def load(self, key: str) -> str | None:
        return self.stored.get(key)

    def save(self, key: str, wording: str, recorded_at: datetime) -> None:
        self.stored.pop(key, None)
        self.stored[key] = wording
        while len(self.stored) > self.most:
            self.stored.pop(next(iter(self.stored)))


@dataclass
class MemoryModelUsageStore:
    """ModelUsageStore without a database."""

    days: dict[date, ModelUsage] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def add(self, day: date, tokens: int, failed: bool) -> None:
        with self.lock:
            so_far = self.used(day)
            self.days[day] = ModelUsage(so_far.calls + 1, so_far.tokens + tokens, so_far.failures + failed)

    def used(self, day: date) -> ModelUsage:
        return self.days.get(day, ModelUsage())


@dataclass
class MemoryApiKeyStore:
    """ApiKeyStore without a database."""

    stored: dict[str, ApiKey] = field(default_factory=dict)

    def add(self, key: ApiKey) -> None:
        for each in [each for each in self.stored.values() if each.name == key.name and each.revoked_at]:
            self.stored[each.id] = replace(each, name=f"{each.name[:80]} {each.id}")
        if any(key.name == each.name for each in self.stored.values()):
            raise KeyRefused(f"名称“{key.name}”已经用过，请换一个。")
        self.stored[key.id] = key

    def find(self, key_id: str) -> ApiKey | None:
        return self.stored.get(key_id)

    def all(self) -> tuple[ApiKey, ...]:
        return tuple(sorted(self.stored.values(), key=lambda key: (key.created_at, key.name)))

    def revoke(self, name_or_id: str, moment: datetime) -> ApiKey:
        for key in self.stored.values():
            if name_or_id in (key.name, key.id):
                self.stored[key.id] = replace(key, revoked_at=key.revoked_at or moment)
                return self.stored[key.id]
        raise NotFound(f"没有叫“{name_or_id}”的密钥，名称与编号见 assistant key list。")

    def used(self, key_id: str, day: date) -> None:
        if key_id in self.stored:
            self.stored[key_id] = replace(self.stored[key_id], last_used_on=day)


@dataclass
class MemorySessionStore:
    """SessionStore without a database; of conversations it knows nothing, so that none is forgotten."""

    stored: dict[str, tuple[str, datetime]] = field(default_factory=dict)

    def find(self, name: str, since: datetime) -> str | None:
        conversation_id, used_at = self.stored.get(name, ("", since))
        return conversation_id if conversation_id and used_at >= since else None

    def take(self, name: str, since: datetime) -> str | None:
        found = self.find(name, since)
        if found:
            del self.stored[name]
        return found

    def keep(self, names: Collection[str], conversation_id: str, moment: datetime, since: datetime) -> None:
        self.stored = {name: kept for name, kept in self.stored.items() if kept[1] >= since}
        self.stored |= dict.fromkeys(names, (conversation_id, moment))


@dataclass
class MemoryLock:
    """ProcessLock within one process; `held` may be set to play another process."""

    held: bool = False

    @contextmanager
    def hold(self) -> Iterator[None]:
        if self.held:
            raise DataDirectoryInUse("数据目录正由另一个进程使用。")
        self.held = True
        try:
            yield
        finally:
            self.held = False
