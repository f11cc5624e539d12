"""ApprovedStore in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from assistant.domain import ApprovedAnswer, ApprovedState, AuditEvent
from assistant.errors import Conflict, NotFound


@dataclass
class MemoryApprovedStore:
    """ApprovedStore without a database; `events` are those of its changes."""

    stored: dict[str, ApprovedAnswer] = field(default_factory=dict)
    events: list[AuditEvent] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def add(self, answer: ApprovedAnswer, event: AuditEvent) -> None:
        self.stored[answer.id] = answer
        self.events.append(event)

    def answer(self, answer_id: str) -> ApprovedAnswer:
        if answer_id not in self.stored:
            raise NotFound(f"没有编号为 {answer_id} 的审核答复，请从列表重新打开。")
        return self.stored[answer_id]

    def save(self, answer: ApprovedAnswer, revision: int, event: AuditEvent) -> ApprovedAnswer:
        if self.answer(answer.id).revision != revision:
            raise Conflict("这条答复刚被同事改过，请重新打开后再改。")
        self.stored[answer.id] = replace(answer, revision=revision + 1)
        self.events.append(event)
        return self.stored[answer.id]

    def publish(
        self, answer: ApprovedAnswer, revision: int, beside: Sequence[ApprovedAnswer], event: AuditEvent
    ) -> ApprovedAnswer:
        with self.lock:
            given = {each.id: each.revision for each in self.all((ApprovedState.PUBLISHED,)) if each.id != answer.id}
            if given != {each.id: each.revision for each in beside if each.id != answer.id}:
                raise Conflict("同事刚刚发布、改动或停用了别的答复，请再点一次发布。")
            return self.save(answer, revision, event)

    def all(self, states: Sequence[ApprovedState] = ()) -> tuple[ApprovedAnswer, ...]:
        wanted = [each for each in self.stored.values() if not states or each.state in states]
        return tuple(sorted(wanted, key=lambda each: (-each.changed_at.timestamp(), each.id)))

    def generation(self) -> str:
        return str(sum(each.revision for each in self.stored.values()))
