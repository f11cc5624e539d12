"""What the enums are called in front of a person."""

from __future__ import annotations

from assistant.corpus.changes import Sort, ValueKind
from assistant.corpus.present import Present, State
from assistant.domain import Confidence, Kind, Outcome, Validity, WindowState

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
    WindowState.UNKNOWN: "截止日没有查到或各市不同",
}
CONFIDENCE_LABELS = {
    Confidence.OFFICIAL: "政府网站",
    Confidence.REPRINT: "转载的文件",
    Confidence.NEWS: "新闻报道",
    Confidence.SECONDARY: "二手资料",
    Confidence.UNSEEN: "没有查到，请到这里核对",
}
SORT_LABELS = {Sort.ADDED: "新增", Sort.REMOVED: "删除", Sort.REWORDED: "改写"}
VALUE_LABELS = {
    ValueKind.MONEY: "金额",
    ValueKind.COUNT: "数量",
    ValueKind.RATIO: "比例",
    ValueKind.DATE: "日期",
    ValueKind.PERIOD: "期限",
    ValueKind.ORDINAL: "序号",
    ValueKind.LIMIT: "限定",
    ValueKind.DOCUMENT_NUMBER: "文号",
    ValueKind.DUTY: "义务与许可",
    ValueKind.CONDITION: "条件",
}
FIELD_LABELS = {
    "title": "标题",
    "short_title": "简称",
    "aliases": "别名",
    "kind": "类别",
    "issuer": "发布机关",
    "doc_number": "文号",
    "issued_on": "发布日期",
    "effective_on": "施行日期",
    "completes_on": "任务完成期限",
    "expires_on": "实施期至",
    "repealed_on": "废止日期",
    "status": "状态",
    "region": "适用地区",
    "url": "官方网址",
    "interprets": "所解读的文件",
    "validity_basis": "有效期依据",
    "note": "说明",
    "reviewed_on": "核对日期",
    "supersedes": "取代的文件",
    "superseded_by": "取代它的文件",
    "replaced_by": "官方原文",
    "windows": "申报批次",
    "regions": "分别规定的地区",
    "sources": "来源",
    "shelf": "书架",
}


def field_label(name: str) -> str:
    """What a field of a document is called; one without a name of its own as in the files."""
    return FIELD_LABELS.get(name, name)


def field_text(value: object) -> str:
    """The value of a document's field, as JSON holds it, for people; empty where there is none."""
    if isinstance(value, list):
        return "；".join(map(field_text, value))
    if isinstance(value, dict):
        return "，".join(f"{name} {field_text(each)}" for name, each in value.items() if each)
    return "" if value is None else str(value)


def present_label(present: Present) -> str:
    """What a person must know of a clause that was cited earlier; empty while it is current."""
    if present.state is State.CURRENT:
        return ""
    if present.state is State.WITHDRAWN:
        return "文件已撤下，不再作为回答的依据"
    if present.clause is None:
        return "已有新版本，这一条在新版本中已删除"
    return "已有新版本，这一条已经改写" if present.reworded else "已有新版本，这一条的文字没有变"


OUTCOME_LABELS = {
    Outcome.ELIGIBLE: "条件都符合",
    Outcome.LIKELY: "初步符合",
    Outcome.NOT_ELIGIBLE: "不符合",
    Outcome.UNDETERMINED: "还不能下结论",
    Outcome.UPCOMING: "还没开始",
    Outcome.CLOSED: "这一轮已截止",
    Outcome.EXPIRED: "已失效",
}
