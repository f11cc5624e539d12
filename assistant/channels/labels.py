"""What the enums are called in front of a person."""

from __future__ import annotations

from assistant.domain import AnswerStatus, Kind, Validity

KIND_LABELS = {
    Kind.OFFICIAL_TEXT: "官方原文",
    Kind.INTERPRETATION: "官方解读",
    Kind.DIGEST: "要点整理",
}
VALIDITY_LABELS = {
    Validity.UPCOMING: "尚未生效",
    Validity.IN_FORCE: "有效期内",
    Validity.EXPIRED: "已过实施期",
    Validity.REPEALED: "已废止",
    Validity.UNKNOWN: "未写明有效期",
}
STATUS_LABELS = {
    AnswerStatus.ANSWERED: "已回答",
    AnswerStatus.PARTLY_ANSWERED: "部分回答",
    AnswerStatus.CLARIFICATION_NEEDED: "需要补充",
    AnswerStatus.OUT_OF_SCOPE: "不在范围内",
    AnswerStatus.NO_EVIDENCE: "原文没有写明",
    AnswerStatus.EXPIRED_ONLY: "只有已过期的规定",
    AnswerStatus.REFUSED_UNSAFE: "不便回答",
    AnswerStatus.ERROR_MODEL: "模型出错",
    AnswerStatus.ERROR_TIMEOUT: "超时",
}
