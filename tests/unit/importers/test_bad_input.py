from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from fpdf import FPDF
from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image

from assistant.corpus.importers.extraction import Source
from assistant.corpus.importers.importing import make_draft
from assistant.corpus.importers.originals import MOST_BYTES, read_original
from assistant.errors import LibraryMissing, UnreadableSource
from tests.fakes.originals import regulation, subsidy_sheet

WORD = regulation.as_word()
WORD_NAMES = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(UnreadableSource) as refused:
        make_draft(Source(name, data), "", ())
    return refused.value.message


def saved(file_of: Workbook | WordDocument) -> bytes:
    file = io.BytesIO()
    file_of.save(file)
    return file.getvalue()


def workbook_with(ranges: str) -> bytes:
    """A workbook whose sheet ends with this XML, as no honest program writes it."""
    book = Workbook()
    book.active.append(("项目", "标准"))
    data = saved(book)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    closed = sheet.replace("</sheetData>", f"</sheetData>{ranges}")
    return rezipped(data, xl__worksheets__sheet1=closed.encode())


def rezipped(data: bytes, **parts: bytes) -> bytes:
    """An archive with some of its parts exchanged; names with __ for / and . ."""
    changed = {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name, old.read(name)))
    return file.getvalue()


def encrypted_pdf() -> bytes:
    pdf = FPDF()
    pdf.set_encryption(owner_password="owner", user_password="user")
    pdf.add_page()
    pdf.set_font("helvetica")
    pdf.cell(0, 10, "secret")
    return bytes(pdf.output())


def empty_pdf() -> bytes:
    file = io.BytesIO()
    pypdfium2.PdfDocument.new().save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("空.pdf", b"", "是空的"),
        ("空.txt", b"\xef\xbb\xbf \r\n", "是空的"),
        ("坏.pdf", b"%PDF-1.7\ngarbage", "已损坏"),
        ("密.pdf", encrypted_pdf(), "加了密码"),
        ("无页.pdf", empty_pdf(), "一页也没有"),
        ("坏.docx", WORD[: len(WORD) // 2], "压缩包或已损坏"),
        ("坏.docx", rezipped(WORD, word__document=b"<w:document"), "已损坏"),
        (
            "无文.docx",
            rezipped(WORD, word__document=f'<w:document xmlns:w="{WORD_NAMES}"/>'.encode()),
            "已损坏",
        ),
        ("坏.xlsx", rezipped(subsidy_sheet.as_workbook(), xl__workbook=b"<workbook"), "已损坏"),
        ("密.docx", OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
        ("旧.doc", OLE + b"\0" * 500, "另存为 DOCX 或 XLSX"),
        ("稿.rtf", b"{\\rtf1 abc}", "RTF"),
        ("物.bin", bytes(range(256)) * 4, "认不出"),
        ("图.png", b"\x89PNG\r\n\x1a\nbroken", "已损坏"),
        (
            "空页.html",
            b"<html><head><title>a</title></head><body><script>1</script></body></html>",
            "没有可以导入的文字",
        ),
    ],
)
def test_input_that_cannot_be_read_says_what_to_do(name: str, data: bytes, told: str) -> None:
    message = refusal(name, data)
    assert told in message
    assert "请" in message


def test_ofd_files_and_archives_are_told_apart() -> None:
    for inside, told in (("OFD.xml", "OFD 版式文件"), ("a.txt", "压缩包")):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(inside, "a")
        assert told in refusal("件.ofd", file.getvalue())


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert "压缩炸弹" in refusal("弹.docx", rezipped(WORD, word__document=b" " * 30_000_000))


def test_an_archive_of_too_many_parts_is_refused() -> None:
    file = io.BytesIO(WORD)
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(5_000):
            archive.writestr(f"word/media/{number}.bin", b"")
    assert "压缩炸弹" in refusal("多.docx", file.getvalue())


def test_entities_in_xml_are_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY x "yyyy"><!ENTITY z "&x;&x;">]><a>&z;</a>'
    assert "实体" in refusal("体.docx", rezipped(WORD, word__document=bomb))


def test_a_picture_of_too_many_points_is_refused() -> None:
    file = io.BytesIO()
    Image.new("1", (20_000, 4_000)).save(file, "PNG")
    assert "太大" in refusal("图.png", file.getvalue())


def test_a_picture_is_refused_for_any_of_its_frames() -> None:
    file = io.BytesIO()
    small, large = Image.new("1", (8, 8), 1), Image.new("1", (20_000, 4_000))
    small.save(file, "TIFF", save_all=True, append_images=[large], compression="group4")
    assert "太大（20000×4000，2 幅）" in refusal("图.tiff", file.getvalue())


@pytest.mark.parametrize(
    "ranges",
    [
        '<mergeCells><mergeCell ref="A2:XFD14"/></mergeCells>',
        '<mergeCells><mergeCell ref="A2:XFD8"/><mergeCell ref="A9:XFD14"/></mergeCells>',
        '<hyperlinks><hyperlink ref="A2:XFD14" location="A1"/></hyperlinks>',
    ],
)
def test_ranges_over_too_many_cells_are_refused_before_the_cells_are_made(ranges: str) -> None:
    assert "合并的单元格、链接和批注覆盖 212992 格" in refusal("弹.xlsx", workbook_with(ranges))


def test_a_comment_on_too_many_cells_is_refused() -> None:
    book = Workbook()
    book.active.append(("项目", "标准"))
    book.active["A1"].comment = Comment("说明", "某人")
    data = saved(book)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        comments = archive.read("xl/comments/comment1.xml").replace(b'ref="A1"', b'ref="A2:XFD14"')
    assert "批注覆盖 212992 格" in refusal("弹.xlsx", rezipped(data, xl__comments__comment1=comments))


def test_ranges_of_a_sheet_that_stands_elsewhere_are_counted_as_well() -> None:
    data = workbook_with('<mergeCells><mergeCell ref="A2:XFD14"/></mergeCells>')
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"worksheets/sheet1.xml", b"other/sheet1.bin")
            new.writestr(name.replace("worksheets/sheet1.xml", "other/sheet1.bin"), content)
    assert "合并的单元格" in refusal("弹.xlsx", file.getvalue())


def test_a_web_table_of_too_many_merged_places_is_refused() -> None:
    rows = '<tr><td rowspan="201" colspan="1000">甲</td><td>乙</td></tr>' + "<tr><td>丙</td></tr>" * 200
    assert "合并的单元格多于 200000 格" in refusal("弹.html", f"<html><table>{rows}</table></html>".encode())


def test_a_long_row_above_a_long_column_is_refused() -> None:
    rows = f"<tr>{'<td>甲</td>' * 500}</tr>{'<tr><td>乙</td></tr>' * 500}"
    assert "多于 200000 格" in refusal("弹.html", f"<html><table>{rows}</table></html>".encode())


def test_a_word_table_of_too_many_merged_places_is_refused() -> None:
    document = Document()
    table = document.add_table(2, 201)
    for cell in table._cells:
        span = OxmlElement("w:gridSpan")
        span.set(f"{{{WORD_NAMES}}}val", "500")
        cell._tc.get_or_add_tcPr().append(span)
    assert "合并的单元格多于 200000 格" in refusal("弹.docx", saved(document))


@pytest.mark.parametrize("number", ["--3", "9" * 5_000])
def test_numbers_that_are_none_do_not_stop_a_page(number: str) -> None:
    table = f'<table><tr><td rowspan="{number}">甲</td><td>乙</td></tr></table>'
    page = f'<html><p>示例市办法</p><ol start="{number}"><li>第一项。</li></ol>{table}</html>'
    assert "1. 第一项。" in make_draft(Source("页.html", page.encode()), "", ()).markdown


def test_a_missing_library_says_which_line_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for library, name, data, extra in (
        ("pypdfium2", "a.pdf", empty_pdf(), "import"),
        ("docx", "a.docx", WORD, "import"),
        ("openpyxl", "a.xlsx", subsidy_sheet.as_workbook(), "import"),
        ("selectolax.lexbor", "a.html", b"<html><p>a</p></html>", "import"),
        ("rapidocr", "a.png", _picture(), "import-ocr"),
        ("rapidocr", "a.pdf", _picture_pdf(), "import-ocr"),
    ):
        with monkeypatch.context() as patch:
            patch.setitem(__import__("sys").modules, library, None)
            with pytest.raises(LibraryMissing, match=rf'pip install .*"\.\[{extra}\]"'):
                make_draft(Source(name, data), "", ())


def test_files_that_are_not_there_or_no_files_are_told(tmp_path: Path) -> None:
    huge = tmp_path / "大.pdf"
    with huge.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    for path, told in (
        (tmp_path, "是文件夹"),
        (tmp_path / "没有.pdf", "没有"),
        (huge, "超过 100 MB"),
        (Path("a\0b"), "读不了"),
        (tmp_path / ("长" * 300), "读不了"),
    ):
        with pytest.raises(UnreadableSource, match=told):
            read_original(path)


def _picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (50, 50), "white").save(file, "PNG")
    return file.getvalue()


def _picture_pdf() -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.image(io.BytesIO(_picture()), 0, 0, pdf.w, pdf.h)
    return bytes(pdf.output())
