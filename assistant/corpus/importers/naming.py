"""Who issued a text, where it applies, and how it is called in short."""

from __future__ import annotations

import re

from assistant.corpus.importers.opening import Opening
from assistant.corpus.importers.validity import signed_lines
from assistant.language.quantities.document_numbers import find_document_numbers

_BODY_END = r"(?:局|厅|委|委员会|办公室|政府|部|院|署|中心|办|总局|公司|协会|银行|税务总局|组)"
_ISSUER = re.compile(rf"[\u4e00-\u9fff（）()、]{{2,40}}{_BODY_END}")
_TITLE_ISSUER = re.compile(rf"^((?:[\u4e00-\u9fff（）()、]{{2,40}}?{_BODY_END}\s*)+)(?:关于|印发)")
_REGION = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,7}?(?:省|自治区|特别行政区))?(?:[\u4e00-\u9fff]{2,6}?(?:市|自治州|州|盟))?"
    r"(?:[^局厅委部办]{1,6}?(?:区|县|旗|市)(?=[人委政经工财科发商民住农教卫文市]))?"
)
_NATIONAL = re.compile(r"^(?:国务院|国家|中华人民共和国|全国|中国|工业和信息化部|财政部|商务部)")
_QUOTED = re.compile(r"《([^《》]+)》")
_ISSUES = re.compile(r"(?:关于)?(?:印发|发布|公布)(.+)的(?:通知|公告|通告)")
_SIGNATURE_LINES = 6
_NAME_LIMIT = 12


def read_number(text: str, opening: Opening) -> str | None:
    """The 文号, from the page's record, the letterhead or the first lines."""
    recorded = next((opening.records[name] for name in ("发文字号", "文号", "文件编号") if name in opening.records), "")
    head = text[:400]
    for said in (recorded, *opening.letterhead):
        if found := find_document_numbers(said):
            return found[0].value
    own = [number for number in find_document_numbers(head) if _alone(head, number.start, number.end)]
    return own[0].value if own else None


def read_issuer(text: str, title: str, opening: Opening) -> tuple[str | None, str]:
    """Name and how it was found."""
    for start in signed_lines(text):
        lines = [line.strip() for line in text[:start].rstrip("\n").split("\n") if line.strip()][-_SIGNATURE_LINES:]
        names: list[str] = []
        while lines and (above := _issuers_on(lines.pop())):
            names = above + names
        if names:
            return "、".join(names), "落款"
    for name in ("发文机关", "制发机关", "发布机构", "发文单位", "发布单位"):
        if name in opening.records:
            return opening.records[name], f"网页信息栏的{name}"
    if found := _TITLE_ISSUER.match(title):
        return "、".join(found[1].split()), "标题"
    for line in opening.letterhead:
        name = "".join(line.split()).removesuffix("文件")
        if _ISSUER.fullmatch(name):
            return name, "版头"
    return None, "原文没有写明"


def _issuers_on(line: str) -> list[str]:
    """The authorities that a line consists of; a name may be set with spaces between its characters."""
    for names in (line.split(), ["".join(line.split())]):
        if names and all(_ISSUER.fullmatch(name) for name in names):
            return names
    return []


def region_of(issuer: str | None) -> str | None:
    """Where the rules of an issuer apply, from its name."""
    if issuer is None:
        return None
    if _NATIONAL.match(issuer):
        return "全国"
    found = _REGION.match(issuer)
    return found[0] or None if found else None


def short_title_of(title: str, issuer: str | None) -> str:
    """The title without its issuer, or the name of the rule that a notice issues."""
    if (quoted := _QUOTED.findall(title)) and re.search("印发|发布|公布", title):
        return str(quoted[-1])
    plain = title
    for name in (issuer or "").split("、"):
        plain = plain.replace(name, "", 1).strip("、 ") if name else plain
    if issued := _ISSUES.fullmatch(plain):
        plain = issued[1]
    return re.sub("[《》]", "", plain.removeprefix("关于") or title)


def identifier_of(name: str, title: str, doc_number: str | None, issued: str | None) -> str:
    """A proposal for the id: the initials of the document number, else of the title, with the year."""
    from pypinyin import Style, lazy_pinyin

    stem = re.sub(r"[^a-z0-9]+", "-", name.rpartition(".")[0].lower() or name.lower()).strip("-")
    base = doc_number or title
    if not base or base.isascii():
        return stem or "document"
    numbers = re.findall(r"\d+", doc_number or "") or ([issued[:4]] if issued else [])
    words = re.sub(r"[^\u4e00-\u9fff]", "", re.sub(r"〔.*", "", base))[-_NAME_LIMIT:]
    initials = "".join(lazy_pinyin(words, style=Style.FIRST_LETTER))
    return "-".join(filter(None, (re.sub(r"[^a-z0-9]", "", initials), *numbers))) or "document"


def _alone(text: str, start: int, end: int) -> bool:
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    around = text[line_start:start] + text[end : line_end if line_end >= 0 else len(text)]
    return not around.strip("（）() \u3000")
