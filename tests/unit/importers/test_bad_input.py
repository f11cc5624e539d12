from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF
from PIL import Image

from assistant.corpus.importers.extraction import Source
from assistant.corpus.importers.importing import make_draft
from assistant.corpus.importers.originals import MOST_BYTES, read_original
from assistant.errors import LibraryMissing, UnreadableSource
from tests.fakes.originals import regulation, subsidy_sheet

WORD = regulation.as_word()
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(UnreadableSource) as refused:
        make_draft(Source(name, data), "", ())
    return refused.value.message


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
