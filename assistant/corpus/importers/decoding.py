"""Bytes to text, in the encodings that Chinese pages and files come in."""

from __future__ import annotations

import codecs
import re

from assistant.errors import UnreadableSource

UNKNOWN = "\ufffd"
MOST_UNKNOWN = 0.005
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_META_WITHIN = 4096
# Pages that say GB2312 or GBK use characters beyond both.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}
# What servers say that were never told; it decodes anything, wrongly.
_DEFAULTS = ("", "iso-8859-1", "latin-1", "us-ascii", "ascii")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, charset: str = "", *, markup: bool = False) -> str:
    """Text of the bytes: by byte order mark, as UTF-8 if it is valid, as declared, as GB 18030.

    Declarations come late because servers and templates declare what is not so. Some bytes that no encoding explains
    become U+FFFD; raises UnreadableSource when they are many.
    """
    candidates = _candidates(data, charset, markup)
    for encoding in candidates:
        try:
            return _unified(data.decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    texts = [data.decode(encoding, "replace") for encoding in candidates if _is_known(encoding)]
    best = min(texts, key=lambda text: text.count(UNKNOWN))
    if best.count(UNKNOWN) > MOST_UNKNOWN * len(best):
        raise UnreadableSource("认不出文字的编码。请用记事本或 WPS 另存为 UTF-8 再导入。")
    return _unified(best)


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def is_text(data: bytes) -> bool:
    """Whether the bytes read as text in one of the usual encodings, without control characters."""
    try:
        text = decode(data)
    except UnreadableSource:
        return False
    return len(_CONTROL.findall(text)) * 200 <= len(text)


def _candidates(data: bytes, charset: str, markup: bool) -> list[str]:
    marked = [encoding for mark, encoding in _BOMS if data.startswith(mark)]
    declared = _META.search(data[:_META_WITHIN]) if markup else None
    said = [charset.lower(), declared[1].decode("ascii").lower() if declared else ""]
    return [*marked, "utf-8", *(_WIDER.get(name, name) for name in said if name not in _DEFAULTS), "gb18030"]
