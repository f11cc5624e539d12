"""The front matter that a text proposes for itself; what it does not state is null for a person to check."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from assistant.corpus.front_matter import IDENTIFIER
from assistant.corpus.importers.naming import identifier_of, read_issuer, read_number, region_of, short_title_of
from assistant.corpus.importers.opening import Opening
from assistant.corpus.importers.validity import Stated, read_period
from assistant.domain import Kind

_TO_CHECK = "待核对"


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the front matter and what the person who checks it should know."""

    value: str | tuple[str, ...] | None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of a source besides its text; `identifier` is what the person asked for."""

    name: str
    url: str
    identifier: str = ""


def propose(text: str, opening: Opening, origin: Origin) -> Mapping[str, Field]:
    """All fields in the order of knowledge files; `text` is the body as it will be read."""
    title = "".join(opening.title.text.split("\n")).strip() if opening.title else ""
    issuer, issuer_how = read_issuer(text, title, opening)
    number = read_number(text, opening)
    recorded = _first(opening.records, "成文日期", "发文日期", "印发日期", "生成日期")
    period = read_period(text, recorded, _first(opening.records, "发布日期", "发布时间", "公开日期"))
    short = short_title_of(title, issuer)
    issued = str(period.issued.day) if period.issued.day else None
    fields = {
        "id": Field(origin.identifier or identifier_of(origin.name, title, number, issued), "文件名与编号须一致"),
        "title": Field(title or None, "" if title else "没有认出标题"),
        "short_title": Field(short or None, "简称，不带书名号"),
        "kind": Field((Kind.INTERPRETATION if "解读" in title else Kind.OFFICIAL_TEXT).value),
        "issuer": Field(issuer, f"取自{issuer_how}" if issuer else issuer_how),
        "doc_number": Field(number, "取自原文" if number else "原文没有写明，不得补写"),
        "issued_on": _dated(period.issued),
        "effective_on": _dated(period.effective),
        "expires_on": _dated(period.expires),
    }
    if period.basis:
        fields["validity_basis"] = Field(period.basis)
    if "解读" in title:
        fields["interprets"] = Field(None, "填所解读文件的编号")
    fields["topics"] = Field((), "主题，按正文从 topics.yaml 里选")
    region = region_of(issuer)
    fields["region"] = Field(region, "取自发文机关" if region else "适用地区")
    fields["url"] = Field(origin.url or None, "" if origin.url else "填原文网址")
    return fields


def front_matter(fields: Mapping[str, Field]) -> str:
    """As the head of a knowledge file, `---` lines included."""
    lines = ["---"]
    for name, field in fields.items():
        comment = f" # {_TO_CHECK}：{one_comment(field.comment)}" if field.comment else ""
        if field.value == ():
            lines.append(f"{name}: []{comment}")
        elif isinstance(field.value, tuple):
            lines += [f"{name}:{comment}", *(f"  - {_scalar(value)}" for value in field.value)]
        else:
            lines.append(f"{name}: {'null' if field.value is None else _scalar(field.value)}{comment}")
    return "\n".join((*lines, "---"))


def is_identifier(text: str) -> bool:
    """Whether a document may be called so."""
    return IDENTIFIER.fullmatch(text) is not None


def one_comment(text: str) -> str:
    """On one line."""
    return " ".join(text.split())


def _dated(stated: Stated) -> Field:
    return Field(str(stated.day) if stated.day else None, stated.how)


def _first(records: Mapping[str, str], *names: str) -> str | None:
    return next((records[name] for name in names if name in records), None)


def _scalar(value: str) -> str:
    # A date is a date to YAML either way; everything else is quoted only where YAML would read it differently.
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", value):
        return value
    written: str = yaml.safe_dump(value, allow_unicode=True, width=10**9)
    return written.removesuffix("...\n").strip()
