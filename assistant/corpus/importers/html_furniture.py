"""What surrounds the text of a web page: navigation, tools, forms, scripts, the foot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.corpus.importers.extraction import Reason

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BY_TAG = {
    "script": Reason.SCRIPT,
    "noscript": Reason.SCRIPT,
    "template": Reason.SCRIPT,
    "style": Reason.STYLE,
    "title": Reason.PAGE_TITLE,
    "nav": Reason.NAVIGATION,
    "footer": Reason.PAGE_FOOT,
    "button": Reason.FORM,
    "select": Reason.FORM,
    "textarea": Reason.FORM,
    "iframe": Reason.SCRIPT,
    "svg": Reason.SCRIPT,
}
_BY_ROLE = {
    "navigation": Reason.NAVIGATION,
    "menu": Reason.NAVIGATION,
    "banner": Reason.NAVIGATION,
    "search": Reason.FORM,
    "contentinfo": Reason.PAGE_FOOT,
}
_BY_NAME: tuple[tuple[re.Pattern[str], Reason], ...] = (
    (
        re.compile(
            r"(?:^|[-_\s])(?:top|main|site|left|right)?-?_?(?:nav|navbar|menu|crumbs?|breadcrumbs?|position|location"
            r"|sidebar|dqwz)(?:$|[-_\s])"
        ),
        Reason.NAVIGATION,
    ),
    (
        re.compile(
            r"(?:^|[-_\s])(?:share|bdshare\w*|social|toolbar|tools|print|qrcode|ewm|fontsize|fenxiang|dayin)(?:$|[-_\s])"
        ),
        Reason.PAGE_TOOLS,
    ),
    (
        re.compile(r"(?:^|[-_\s])(?:site|page)?-?_?(?:foot|footer|copyright|friendlinks?|links?-?box)(?:$|[-_\s])"),
        Reason.PAGE_FOOT,
    ),
    (re.compile(r"(?:^|[-_\s])(?:related|recommend|xgwz|prev-?next|pager|pagination)(?:$|[-_\s])"), Reason.NAVIGATION),
)
_PAGE_TOOL = re.compile(
    r"(?:[【\[(（]?\s*(?:打印(?:本页)?|关闭(?:窗口|本页)?|收藏(?:本页)?|返回(?:顶部|首页|列表)?|分享到?|微信|微博|QQ空间|扫一扫"
    r"|(?:在)?手机(?:上)?(?:打开|查看)(?:当前页)?|字体|字号|大|中|小|朗读|复制链接|我要纠错)\s*[】\])）]?[\s:：|｜/·]*){1,12}"
)
_CRUMBS = re.compile(r"(?:您?(?:的)?(?:当前|现在)?(?:所在)?位置\s*[:：].{2,80}|首页\s*[>》＞»/].{1,80})")
_NEIGHBOURS = re.compile(r"[上下]一[篇条页]\s*[:：].*")
_IMPRINT = re.compile(r".*(?:版权所有|ICP备\s*\d|网站标识码|公网安备).*")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LINKED_SHARE = 0.9
_LEAST_LINKS = 4
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|jpg|png)(?:$|[?#])", re.IGNORECASE)


def furniture(node: LexborNode) -> Reason | None:
    """Why an element is none of the text; None if it may be."""
    tag, attributes = node.tag or "", node.attributes
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    if role := _BY_ROLE.get((attributes.get("role") or "").lower()):
        return role
    if tag in _HEADINGS or tag in ("body", "html", "main", "article"):
        return None
    if tag == "header" and not node.css_first("h1"):
        return Reason.NAVIGATION
    for name in ((attributes.get("class") or "").lower(), (attributes.get("id") or "").lower()):
        for pattern, reason in _BY_NAME:
            if name and pattern.search(name) and not _holds_text(node):
                return reason
    return Reason.NAVIGATION if tag in ("ul", "ol", "div", "dl") and _only_links(node) else None


def line_of_furniture(text: str) -> Reason | None:
    """Why a single line is none of the text: a button, a place in the site, the imprint; None if it may be."""
    if _PAGE_TOOL.fullmatch(text):
        return Reason.PAGE_TOOLS
    if _CRUMBS.fullmatch(text) or _NEIGHBOURS.fullmatch(text):
        return Reason.NAVIGATION
    return Reason.PAGE_FOOT if _IMPRINT.fullmatch(text) else None


def _holds_text(node: LexborNode) -> bool:
    """Whether sentences stand below; then its name is no reason to drop it."""
    return sum(character in "。；" for character in node.text()) >= 2


def _only_links(node: LexborNode) -> bool:
    links = node.css("a")
    if len(links) < _LEAST_LINKS or any(_FILE.search(link.attributes.get("href") or "") for link in links):
        return False
    linked = sum(len("".join(link.text().split())) for link in links)
    return linked >= _LINKED_SHARE * max(len("".join(node.text().split())), 1)
