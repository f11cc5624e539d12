"""What the activities need from storage and search; adapters and fakes implement these."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Generator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from assistant.domain import Answer, ApiKey, ConversationPart, DocumentVersion, Exchange, Hit, Query, RecordedAnswers

Clock = Callable[[], datetime]


class Searcher(Protocol):
    """Finds clauses; best first, scores mixed from the lexical and the dense index."""

    def search(self, query: Query, limit: int, allowed: Container[str] | None = None) -> tuple[Hit, ...]:
        """At most `limit` hits whose clause id is in `allowed` (None: all)."""
        ...


class TermStatistics(Protocol):
    """How common words are in the corpus that serves."""

    def document_frequency(self, word: str) -> int:
        """In how many clauses the normalised word stands."""
        ...

    def pair_frequency(self, pair: str) -> int:
        """In how many clauses two characters stand side by side, words or not."""
        ...

    def clause_count(self) -> int:
        """How many clauses the index holds."""
        ...


class OpenIndex(Searcher, TermStatistics, Protocol):
    """An index generation that serves."""

    def complete(self) -> object:
        """Open what questions need not wait for; raises IndexDamaged or StorageUnavailable, then all goes on."""
        ...

    def check_embedding(self) -> None:
        """Raises IndexDamaged where another embedding is set, EndpointUnavailable while that cannot be told."""
        ...

    @property
    def problem(self) -> str:
        """What search suffers from just now, for the operator; empty when all is well."""
        ...


class Indexes(Protocol):
    """Builds, opens and removes index generations."""

    def build(self, versions: Sequence[DocumentVersion], previous: str | None) -> str:
        """Build and verify a generation beside the others; its name.

        Raises EndpointUnavailable where that would only have brought the vectors of the endpoint.
        """
        ...

    def open(self, name: str) -> OpenIndex:
        """Raises IndexDamaged."""
        ...

    def remove_stale(self, keep: str) -> None:
        """Remove every other generation."""
        ...


class CorpusStore(Protocol):
    """Document versions and their clauses in SQL. Versions are added, never changed or removed."""

    def current(self) -> tuple[DocumentVersion, ...]:
        """The newest version of every document that is not withdrawn, in order of document id."""
        ...

    def versions(self, document_id: str) -> tuple[DocumentVersion, ...]:
        """All versions, oldest first; raises NotFound."""
        ...

    def commit(self, changed: Sequence[DocumentVersion], withdrawn: Sequence[str], index_name: str) -> None:
        """Store new versions, mark documents withdrawn and switch the index pointer: all or nothing."""
        ...

    def index_name(self) -> str | None:
        """Name of the index that serves, None before the first sync."""
        ...


class EmbeddingStore(Protocol):
    """Vectors kept in SQL, so that the dense index can be rebuilt without embedding again."""

    def load(self, embedder_id: str, digests: Sequence[str]) -> dict[str, Sequence[float]]:
        """Vectors by text digest; missing ones are absent."""
        ...

    def save(self, embedder_id: str, vectors: dict[str, Sequence[float]]) -> None:
        """Store vectors by text digest; existing ones stay."""
        ...


class ConversationStore(Protocol):
    """What people asked and were told."""

    def open(self, conversation_id: str | None, channel: str) -> str:
        """The id of an existing conversation, or of a new one for None; raises NotFound for an unknown id.

        A new conversation exists from its first recorded answer on.
        """
        ...

    def history(self, conversation_id: str, limit: int) -> tuple[Exchange, ...]:
        """The last exchanges, oldest first."""
        ...

    def record(self, answer: Answer, channel: str, recorded_at: datetime) -> None:
        """Keep an answer until its conversation is forgotten."""
        ...

    def answer(self, answer_id: str) -> Answer:
        """A recorded answer; raises NotFound."""
        ...

    def recorded_at(self, answer_id: str) -> datetime:
        """When an answer was recorded; raises NotFound."""
        ...

    def part(self, conversation_id: str, limit: int, before: str | None) -> ConversationPart:
        """The last answers of a conversation, of those before an answer of it where one is named; raises NotFound."""
        ...

    def citing(self, document_id: str, digests: Sequence[str], up_to: int, limit: int) -> RecordedAnswers:
        """Answers that cite clauses with these digests in a version of a document up to `up_to`, newest first."""
        ...

    def forget(self, conversation_id: str) -> None:
        """Remove a conversation with all that was said in it; raises NotFound."""
        ...

    def feedback(self, answer_id: str, rating: str, reason: str, comment: str, recorded_at: datetime) -> None:
        """Keep a person's judgement ("up" or "down") of an answer; raises NotFound."""
        ...


class Role(StrEnum):
    """Whose words a message to a chat model holds."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a chat model."""

    role: Role
    text: str


class ChatModel(Protocol):
    """A model that words what was found. It decides nothing; what it says is proven before anyone sees it."""

    @property
    def name(self) -> str:
        """The model's id, which names its answers in the cache and in the trace."""
        ...

    def stream(self, messages: Sequence[Message], until: float, most_tokens: int) -> Generator[str, None, int | None]:
        """The text as it comes, until the `time.monotonic` moment `until`; raises ModelFailed, also in the middle.

        Returns how many tokens it took, None where the service does not tell. Closing it ends the request.
        """
        ...


class WordingStore(Protocol):
    """What a model worded before, so that the same answer costs it nothing; bounded, the oldest go first."""

    def load(self, key: str) -> str | None:
        """What was kept under a key."""
        ...

    def save(self, key: str, wording: str, recorded_at: datetime) -> None:
        """Keep a wording, in place of an earlier one."""
        ...


@dataclass(frozen=True, slots=True)
class ModelUsage:
    """What a day's requests to the chat model came to."""

    calls: int = 0
    tokens: int = 0
    failures: int = 0


class ModelUsageStore(Protocol):
    """How much the chat model was used, day by day."""

    def add(self, day: date, tokens: int, failed: bool) -> None:
        """Count one request."""
        ...

    def used(self, day: date) -> ModelUsage:
        """What the day came to so far."""
        ...


class ApiKeyStore(Protocol):
    """Keys of programs that use the assistant; their secrets are not in it."""

    def add(self, key: ApiKey) -> None:
        """Keep a new key; raises KeyRefused where its name is taken. A revoked one gives its name up."""
        ...

    def find(self, key_id: str) -> ApiKey | None:
        """The key of an id, revoked or not."""
        ...

    def all(self) -> tuple[ApiKey, ...]:
        """Every key, the oldest first."""
        ...

    def revoke(self, name_or_id: str, moment: datetime) -> ApiKey:
        """The key, which opens nothing from now on; one that was revoked before keeps its moment. Raises NotFound."""
        ...

    def used(self, key_id: str, day: date) -> None:
        """Note that a key was used on a day."""
        ...


class SessionStore(Protocol):
    """Names under which programs go on with a conversation. A name leads nowhere once its conversation is forgotten."""

    def find(self, name: str, since: datetime) -> str | None:
        """The conversation that was kept under a name at `since` or later."""
        ...

    def take(self, name: str, since: datetime) -> str | None:
        """As `find`, for the first who asks: the name leads nowhere afterwards."""
        ...

    def keep(self, names: Collection[str], conversation_id: str, moment: datetime, since: datetime) -> None:
        """Let names lead to a conversation, and drop what was kept before `since`."""
        ...


class ProcessLock(Protocol):
    """Held by the one process that writes the embedded indexes."""

    def hold(self) -> AbstractContextManager[None]:
        """Raises DataDirectoryInUse when another process holds it."""
        ...


Today = Callable[[], date]
