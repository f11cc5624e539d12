"""What the enums are called in front of a person."""

from __future__ import annotations

from assistant.domain import Kind, Validity

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
