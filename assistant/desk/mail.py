"""A question in an e-mail that was saved as a file."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from html.parser import HTMLParser

from assistant.desk.ticket_rows import TicketRow
from assistant.errors import UnreadableSource

_HEADER = re.compile(rb"\A(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_QUOTED_LINE = re.compile(r"^[>＞].*$", re.MULTILINE)
_EARLIER = re.compile(r"^-{2,}\s*(?:原始邮件|Original Message).*\Z", re.MULTILINE | re.DOTALL)
_BLANKS = re.compile(r"\n[ \t\u3000]*(?:\n[ \t\u3000]*)+")
_BREAKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3"})
_UNSEEN = frozenset({"style", "script", "head", "title"})


def is_mail(data: bytes) -> bool:
    """Whether it begins as a mail does, with named fields."""
    return _HEADER.match(data[:20_000]) is not None


def row_of_mail(data: bytes) -> TicketRow:
    """Subject and text of a mail without what it quotes, and its sender; raises UnreadableSource."""
    try:
        mail = message_from_bytes(data, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        body = mail.get_body(("plain", "html"))
        text = str(body.get_content()) if body else ""
        if body and body.get_content_subtype() == "html":
            text = _seen_in(text)
        subject, sender = str(mail.get("subject", "")), parseaddr(str(mail.get("reply-to") or mail.get("from", "")))[1]
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableSource("这封邮件读不出来。请在邮箱里另存为 .eml 再导入，或把文字粘贴过来。") from error
    own = _BLANKS.sub("\n\n", _QUOTED_LINE.sub("", _EARLIER.sub("", text.replace("\r\n", "\n"))))
    return TicketRow(1, f"{subject.strip()}\n{own.strip()}".strip(), sender)


class _Seen(HTMLParser):
    """The text that a reader of a page sees."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or what is not shown."""
        self._unseen += tag in _UNSEEN
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End what is not shown."""
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self._unseen:
            self.parts.append(data)


def _seen_in(page: str) -> str:
    seen = _Seen()
    seen.feed(page)
    seen.close()
    return "".join(seen.parts)
