"""The flat XML of callbacks: elements of text under one root."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from assistant.channels.wechat.cipher import ForgedCallback

# What XML 1.0 cannot hold in any spelling.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read(body: bytes | str) -> dict[str, str]:
    """Texts by element; what stands inside an element is left out. Raises ForgedCallback for anything else."""
    try:
        root = ElementTree.fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise ForgedCallback("xml") from None
    return {child.tag: child.text or "" for child in root}


def write(fields: Mapping[str, str | int]) -> str:
    """One element a field; texts are CDATA, numbers are bare, as the platform's own examples have it."""
    told = "".join(f"<{name}>{_value(value)}</{name}>" for name, value in fields.items())
    return f"<xml>{told}</xml>"


def _value(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    return f"<![CDATA[{_ILLEGAL.sub('', value).replace(']]>', ']]]]><![CDATA[>')}]]>"
