"""Approved answers as files for other programs, CSV and YAML, and back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import yaml

from assistant.domain import ApprovedAnswer
from assistant.errors import ApprovedRefused

COLUMNS = (
    "question",
    "variants",
    "answer",
    "citations",
    "state",
    "review_on",
    "expires_on",
    "approved_by",
    "approved_at",
)
MOST_ROWS = 2000
# A spreadsheet would run what begins so.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"
_CITATION = re.compile(r"\[(?P<n>\d{1,3})\]\s*(?P<clause>[^\s:：]+:[^\s]+)\s+(?P<quote>.+)", re.DOTALL)
_NUMBERS = re.compile(r"(?:\[\d{1,3}\])+$")
Row = Mapping[str, Any]
"""An answer as a file holds it: texts by name; `variants`, `answer` and `citations` are lists."""


def rows_of(answers: Iterable[ApprovedAnswer]) -> list[dict[str, Any]]:
    """Each answer as a file tells it."""
    return [
        {
            "question": answer.question,
            "variants": list(answer.variants),
            "answer": [
                each.text if _NUMBERS.search(each.text) else each.text + "".join(f"[{n}]" for n in each.citations)
                for each in answer.paragraphs
            ],
            "citations": [f"[{each.n}] {each.clause_id} {each.quote}" for each in answer.citations],
            "state": answer.state.value,
            "review_on": answer.review_on.isoformat(),
            "expires_on": answer.expires_on.isoformat() if answer.expires_on else "",
            "approved_by": answer.approved_by,
            "approved_at": answer.approved_at.isoformat() if answer.approved_at else "",
        }
        for answer in answers
    ]


def to_yaml(answers: Iterable[ApprovedAnswer]) -> str:
    """A list of answers."""
    return yaml.safe_dump(rows_of(answers), allow_unicode=True, sort_keys=False, width=120)


def to_csv(answers: Iterable[ApprovedAnswer]) -> str:
    """A table with a line of names; lists stand one under the other in a cell, paragraphs with a blank line between."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(COLUMNS)
    for row in rows_of(answers):
        told = row | {
            "variants": "\n".join(row["variants"]),
            "answer": "\n\n".join(row["answer"]),
            "citations": "\n\n".join(row["citations"]),
        }
        table.writerow([_guarded(str(told[name])) for name in COLUMNS])
    # Excel takes a file for UTF-8 by this mark only.
    return "\ufeff" + text.getvalue()


def read_rows(content: bytes, is_yaml: bool) -> Sequence[Row]:
    """The answers of a file; raises ApprovedRefused where it is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ApprovedRefused("文件不是 UTF-8 编码，请另存为 UTF-8 后再导入。") from error
    rows = _of_yaml(text) if is_yaml else list(_of_csv(text))
    if len(rows) > MOST_ROWS:
        raise ApprovedRefused(f"一次最多导入 {MOST_ROWS} 条，请分几个文件导入。")
    return rows


def cited_in(row: Row) -> list[tuple[int, str, str]]:
    """Number, clause and quote of each citation of a row; raises ApprovedRefused."""
    found = []
    for text in row.get("citations") or ():
        read = _CITATION.fullmatch(str(text).strip())
        if read is None:
            raise ApprovedRefused(f"引文“{str(text)[:20]}”要写成“[编号] 条款编号 引文原文”")
        found.append((int(read["n"]), read["clause"], read["quote"]))
    return found


def paragraph_of(text: str) -> tuple[str, tuple[int, ...]]:
    """A paragraph without the numbers at its end, and these; numbers inside it stay and count, too."""
    body = _NUMBERS.sub("", text.strip())
    return body, tuple(dict.fromkeys(int(n) for n in re.findall(r"\[(\d{1,3})\]", text)))


def day_of(row: Row, name: str) -> date | None:
    """A day of a row, None where none stands; raises ApprovedRefused."""
    stated = row.get(name)
    if isinstance(stated, date) or not stated:
        return stated or None
    try:
        return date.fromisoformat(str(stated).strip())
    except ValueError as error:
        raise ApprovedRefused(f"{name} 要写成 2027-01-31 这样的日期") from error


def _of_yaml(text: str) -> list[Row]:
    try:
        rows = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ApprovedRefused("文件不是合法的 YAML，请对照导出的文件改正。") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ApprovedRefused("YAML 里应是一列答复，请对照导出的文件改正。")
    for row in rows:
        for name in ("variants", "answer", "citations"):
            if isinstance(row.get(name), str):
                row[name] = [row[name]]
            elif not isinstance(row.get(name, []), list | None):
                raise ApprovedRefused(f"{name} 应是一列文字，请对照导出的文件改正。")
    return rows


def _of_csv(text: str) -> Iterator[Row]:
    try:
        table = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        if "question" not in (table.fieldnames or ()) or "answer" not in (table.fieldnames or ()):
            raise ApprovedRefused(f"第一行要有列名：{'、'.join(COLUMNS)}；至少要有 question 和 answer。")
        for row in table:
            held = {name: _unguarded(value or "") for name, value in row.items() if isinstance(name, str)}
            yield held | {
                "variants": [each for each in held.get("variants", "").splitlines() if each.strip()],
                "answer": [each for each in re.split(r"\n\s*\n", held["answer"]) if each.strip()],
                "citations": [each for each in re.split(r"\n\s*\n", held.get("citations", "")) if each.strip()],
            }
    except csv.Error as error:
        raise ApprovedRefused("文件不是合法的 CSV，请对照导出的文件改正。") from error


def _guarded(cell: str) -> str:
    return _MARK + cell if cell.startswith((*_FORMULA, _MARK)) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith(_MARK) and cell[1:].startswith((*_FORMULA, _MARK)) else cell
