"""Opens a ticket for each question of a file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.corpus.importers.archives import is_old_office
from assistant.corpus.importers.extraction import Source
from assistant.desk.mail import is_mail, row_of_mail
from assistant.desk.opening import NewTicket, Opening
from assistant.desk.ticket_rows import TicketRow, rows_of_csv, rows_of_workbook
from assistant.domain import Asker, TicketSource, User
from assistant.errors import TicketRefused, UnreadableSource

_BETWEEN = re.compile(r"[,，、;；\s]+")


@dataclass(frozen=True, slots=True)
class Imported:
    """The numbers of the tickets that a file made, and by row what did not become one."""

    opened: tuple[int, ...]
    problems: tuple[tuple[int, str], ...]


class Importing:
    """Reads CSV, XLSX and e-mail, told apart by what they hold."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening

    def take(self, name: str, data: bytes, actor: User) -> Imported:
        """Raises UnreadableSource, LibraryMissing or TicketRefused for a file that cannot be read at all."""
        opened, problems = [], []
        for row in _rows(Source(name, data)):
            asked = NewTicket(
                row.question,
                TicketSource.IMPORTED,
                Asker(reach=row.reach),
                tags=tuple(filter(None, _BETWEEN.split(row.tags))),
            )
            try:
                opened.append(self._opening.open(asked, actor).number)
            except TicketRefused as error:
                problems.append((row.row, error.message))
        return Imported(tuple(opened), tuple(problems))


def _rows(source: Source) -> tuple[TicketRow, ...]:
    if not source.data.strip():
        raise UnreadableSource("文件是空的，请另选一个。")
    if source.data.startswith(b"PK"):
        return rows_of_workbook(source)
    if is_old_office(source):
        raise UnreadableSource("这是旧版或加了密码的 Office 文件，请另存为 .xlsx 或 CSV 再导入。")
    if is_mail(source.data):
        return (row_of_mail(source.data),)
    return rows_of_csv(source.data)
