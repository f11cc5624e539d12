"""Errors of the domain. Each carries a message for the person in front of it and a code that never changes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class AssistantError(Exception):
    """Base of every error we raise on purpose. `message` is Chinese, says what is wrong and what to do."""

    code = "assistant_error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InvalidQuestion(AssistantError):
    """The question is empty, too long, or not text."""

    code = "invalid_question"


class InvalidAsOf(AssistantError):
    """The day asked about does not exist or lies outside 1949-10-01 … 2100-12-31."""

    code = "invalid_as_of"


class NotFound(AssistantError):
    """A conversation, document, version, clause or answer that does not exist."""

    code = "not_found"


class NotReady(AssistantError):
    """The indexes are still being opened."""

    code = "not_ready"


class NothingDated(AssistantError):
    """No day is stated that a calendar could hold."""

    code = "nothing_dated"


class ModelUnavailable(AssistantError):
    """A model-worded answer was demanded and no model is configured."""

    code = "model_unavailable"


class ModelFault(StrEnum):
    """Why a chat model did not word an answer; what an operator counts."""

    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    UNAUTHORISED = "unauthorised"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    UNKNOWN_MODEL = "unknown_model"
    BAD_REQUEST = "bad_request"
    CONTEXT_OVERFLOW = "context_overflow"
    CONTENT_FILTER = "content_filter"
    CUT = "cut"
    MALFORMED = "malformed"
    EMPTY = "empty"
    FOREIGN_LANGUAGE = "foreign_language"
    LOOPING = "looping"
    UNPROVEN = "unproven"
    RESTING = "resting"
    OVER_BUDGET = "over_budget"


class ModelFailed(AssistantError):
    """A chat model gave nothing that can be used: which fault, and after how many seconds it may be asked again."""

    code = "model_failed"

    def __init__(self, fault: ModelFault, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.fault, self.retry_after = fault, retry_after


class KeyRequired(AssistantError):
    """No key was shown, or one that is unknown or revoked."""

    code = "key_required"


class ScopeMissing(AssistantError):
    """The key that was shown does not open this."""

    code = "scope_missing"


class TooManyRequests(AssistantError):
    """Asked too often; `retry_after` is in how many seconds one may ask again."""

    code = "too_many_requests"

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class KeyRefused(AssistantError):
    """A key cannot be made like this: its name is empty, too long or taken."""

    code = "key_refused"


class NotSignedIn(AssistantError):
    """Nobody is signed in, or no longer."""

    code = "not_signed_in"


class NotAllowed(AssistantError):
    """Who is signed in may not do this."""

    code = "not_allowed"


class SignInRefused(AssistantError):
    """Name, password or link is wrong, or the account is locked or disabled; which of them, nobody is told."""

    code = "sign_in_refused"


class AccountRefused(AssistantError):
    """An account cannot be made or changed like this: its name is taken, its password too weak, or it is the last."""

    code = "account_refused"


class TicketRefused(AssistantError):
    """A ticket cannot be opened or changed like this."""

    code = "ticket_refused"


class Conflict(AssistantError):
    """Somebody else changed it meanwhile, or it is no longer in a state in which this can be done."""

    code = "conflict"


class ReplyUnproven(Conflict):
    """A reply says what its citations do not hold, and so may not be handed in, approved or sent."""

    code = "reply_unproven"


class ApprovedRefused(AssistantError):
    """An approved answer cannot be kept or published like this: what of it is wrong."""

    code = "approved_refused"


class UnusableSettings(AssistantError):
    """A channel cannot be opened with what is set."""

    code = "unusable_settings"


class MalformedKnowledge(AssistantError):
    """A knowledge file cannot be read: which file, which line, what is wrong, what to do."""

    code = "malformed_knowledge"

    def __init__(self, path: Path, line: int, problem: str, remedy: str) -> None:
        super().__init__(f"{path}:{line}: {problem}。{remedy}")
        self.path, self.line, self.problem, self.remedy = path, line, problem, remedy


class ImportFailed(AssistantError):
    """An original did not become a draft."""

    code = "import_failed"


class UnreadableSource(ImportFailed):
    """An original cannot be imported as it is: missing, empty, broken, encrypted, too big, of an unknown kind."""

    code = "unreadable_source"


class DraftRefused(ImportFailed):
    """A draft must not be written there: a person may have worked on the one that exists, or the folder is served."""

    code = "draft_refused"


class AddressRefused(ImportFailed):
    """An address that must not be fetched: not http(s), or it leads into a private network."""

    code = "address_refused"


class SourceUnavailable(ImportFailed):
    """An address did not give its content: no such host, a refusal, a time limit."""

    code = "source_unavailable"


class LibraryMissing(ImportFailed):
    """An optional part of the installation is needed and not there."""

    code = "library_missing"


class TextUnaccounted(ImportFailed):
    """Text of an original would stand neither in the draft nor in the ledger."""

    code = "text_unaccounted"


class StorageUnavailable(AssistantError):
    """The data directory or the database cannot be written: read-only, full, or locked by another process."""

    code = "storage_unavailable"


class BackupRefused(AssistantError):
    """A backup cannot be made or restored like this: it exists, is damaged, or the place is not empty."""

    code = "backup_refused"


class IndexDamaged(AssistantError):
    """A derived index is missing, of another version, or fails its checks; it must be rebuilt from SQL."""

    code = "index_damaged"


class EndpointUnavailable(AssistantError):
    """An embedding or reranker endpoint gave nothing that can be used; search goes on without it."""

    code = "endpoint_unavailable"


class EndpointRefused(EndpointUnavailable):
    """The endpoint works and does not take this text, such as one that is too long for its model."""

    code = "endpoint_refused"


class DataDirectoryInUse(StorageUnavailable):
    """Another process holds the embedded indexes of this data directory."""

    code = "data_directory_in_use"
