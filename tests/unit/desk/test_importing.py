from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from email.message import EmailMessage

import pytest
from openpyxl import Workbook

from assistant.desk.ticket_rows import MOST_ROWS
from assistant.errors import TicketRefused, UnreadableSource
from assistant.language.masking import PHONE


def take(desk, data: bytes, name: str = "表.csv"):
    return desk.importing.take(name, data, desk.agent)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, kept = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_rows_of_csv_become_tickets(desk, encoding, separator):
    rows = (
        ("编号", "诉求内容", "联系电话", "标签"),
        ("1", "技改补多少", "13800138000", "技改 急"),
        ("2", "贴息多少", "", ""),
    )
    imported = take(desk, "\r\n".join(map(separator.join, rows)).encode(encoding))
    assert (imported.opened, imported.problems) == ((1, 2), ())
    first = desk.tickets.ticket(1)
    assert (first.question, first.asker.reach, first.tags) == ("技改补多少", "13800138000", ("急", "技改"))


def test_without_a_heading_the_first_column_is_asked(desk):
    assert take(desk, "技改补多少,别的\n\n贴息多少\n".encode()).opened == (1, 2)
    assert desk.tickets.ticket(2).question == "贴息多少"


def test_a_workbook_is_read_as_it_shows(desk):
    data = workbook(("问题", "手机"), ("技改补多少", 13800138000), ("=1+1", "不是数"), (None, None), ("贴息\n多少", ""))
    imported = take(desk, data, "表.xlsx")
    assert [desk.tickets.ticket(number).question for number in imported.opened] == ["技改补多少", "贴息\n多少"]
    assert desk.tickets.ticket(1).asker.reach == "13800138000"
    assert [row for row, _ in imported.problems] == [3]


def test_the_same_question_twice_is_merged(desk):
    take(desk, "技改补多少\n技改补多少？\n".encode())
    assert desk.tickets.ticket(2).merged_into == 1


def test_formulas_of_csv_stay_text(desk):
    take(desk, b'"=HYPERLINK(""http://x"",""y"")"\n')
    assert desk.tickets.ticket(1).question == '=HYPERLINK("http://x","y")'


def test_a_bad_row_is_told_and_the_others_stand(desk):
    imported = take(desk, f"问题,标签\n{'长' * 4001},\n技改补多少,{'长' * 41}\n,没有问题\n贴息多少,\n".encode())
    assert imported.opened == (1,)
    assert [row for row, _ in imported.problems] == [2, 3, 4]


def test_too_many_rows_are_refused_before_any_is_taken(desk):
    with pytest.raises(TicketRefused):
        take(desk, "问题\n".encode() + "问\n".encode() * (MOST_ROWS + 1))
    with pytest.raises(TicketRefused):
        take(desk, workbook(*[("问",)] * (MOST_ROWS + 2)), "表.xlsx")
    assert desk.store.kept == {}


def mail(**told: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "李明 <li@example.cn>"
    message["Subject"] = "咨询技改补贴"
    message.set_content(told.get("text", "您好，\n技改补多少？\n请打13800138000\n\n> 上次的来信\n"))
    return message


def test_a_mail_is_its_subject_and_what_its_sender_wrote(desk):
    assert take(desk, mail().as_bytes(), "来信.eml").opened == (1,)
    ticket = desk.tickets.ticket(1)
    assert ticket.question == f"咨询技改补贴\n您好，\n技改补多少？\n请打{PHONE}"
    assert ticket.asker.reach == "li@example.cn"


def test_a_mail_in_html_is_what_its_reader_sees(desk):
    message = mail()
    message.set_content("<style>p{}</style><p>技改<b>补多少</b></p><script>alert(1)</script><p>急</p>", subtype="html")
    take(desk, message.as_bytes())
    assert desk.tickets.ticket(1).question == "咨询技改补贴\n技改补多少\n\n急".replace("\n\n", "\n")


def test_an_old_mail_in_gb2312_is_read(desk):
    head = "From: li@example.cn\r\nSubject: =?gb2312?B?vLy4xA==?=\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n"
    take(desk, head.encode() + "技改补多少".encode("gb2312"))
    assert desk.tickets.ticket(1).question == "技改\n技改补多少"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n",
        b"PK\x03\x04broken",
        bytes(range(128, 256)) * 3,
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
    ],
)
def test_what_cannot_be_read_is_said_so(desk, data):
    with pytest.raises(UnreadableSource, match="请"):
        take(desk, data)
    assert desk.store.kept == {}


def test_a_zip_bomb_is_not_unpacked(desk):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
    with pytest.raises(UnreadableSource):
        take(desk, kept.getvalue(), "炸弹.xlsx")


def test_a_mail_of_many_nested_parts_is_read_or_refused(desk):
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number) for number in range(3000)
    )
    with suppress(UnreadableSource):
        take(desk, b"From: a@b.cn\r\nSubject: =?utf-8?B?5oqA5pS5?=\r\n" + nested)
