"""What the enums are called in front of a person."""

from __future__ import annotations

from assistant.domain import Confidence, Kind, Validity, WindowState

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
    Validity.SUPERSEDED: "已被新文件取代",
    Validity.UNKNOWN: "未写明有效期",
}
WINDOW_LABELS = {
    WindowState.OPEN: "正在申报",
    WindowState.CLOSED: "已截止",
    WindowState.UPCOMING: "尚未开始",
    WindowState.UNKNOWN: "截止日没有查到",
}
CONFIDENCE_LABELS = {
    Confidence.OFFICIAL: "政府网站",
    Confidence.REPRINT: "转载的文件",
    Confidence.NEWS: "新闻报道",
    Confidence.SECONDARY: "二手资料",
    Confidence.UNSEEN: "没有查到，请到这里核对",
}
