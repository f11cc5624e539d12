"""Word documents: body, tables, text boxes and notes, with automatic numbers and without what is hidden."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from assistant.corpus.importers.archives import DAMAGED, members_of, opened, part
from assistant.corpus.importers.docx_walk import Walk
from assistant.corpus.importers.docx_xml import FALLBACK, MATH_TEXT, Node, W, text_of
from assistant.corpus.importers.extraction import Dropped, Extraction, Format, Passage, Reason, Source, warning
from assistant.corpus.importers.libraries import needs
from assistant.errors import UnreadableSource

_TEXTS = frozenset((f"{W}t", f"{W}delText", MATH_TEXT))
_ASIDE = (
    (re.compile(r"word/(?:header|footer)\d*\.xml"), Reason.RUNNING_HEAD, "页眉页脚"),
    (re.compile(r"word/comments\.xml"), Reason.COMMENT, "批注"),
)
_NOTES = re.compile(r"word/(?:footnotes|endnotes)\.xml")


def _recognises(source: Source) -> bool:
    return "word/document.xml" in members_of(source)


def _extract(source: Source) -> Extraction:
    with needs("import", "导入 DOCX"):
        from docx import Document
        from docx.opc.exceptions import PackageNotFoundError
        from lxml.etree import XMLSyntaxError
    with opened(source) as archive:
        passages = tuple(_passages(part(archive, "word/document.xml"), "正文"))
        names = archive.namelist()
        numbering = part(archive, "word/numbering.xml") if "word/numbering.xml" in names else None
        try:
            document = Document(io.BytesIO(source.data))
            walk = Walk(document.styles.element, numbering)
            body = document.element.body
        except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, AttributeError) as error:
            raise UnreadableSource(DAMAGED.format(source.name)) from error
        if body is None:
            raise UnreadableSource(DAMAGED.format(source.name))
        walk.body(body)
        aside = tuple(_aside(archive, names))
        notes = tuple(passage for name in names if _NOTES.fullmatch(name) for passage in _note_texts(archive, name))
    walk.notes(note.text for note in notes)
    pictures = sum(name.startswith("word/media/") for name in names)
    findings = (warning("图片", f"有 {pictures} 张图片，其中的文字没有导入。请对照原件补录"),) if pictures else ()
    return Extraction(
        tuple(walk.blocks),
        (*passages, *notes, *(Passage(each.text, each.place) for each in aside)),
        (*walk.dropped, *aside),
        (*walk.findings, *findings),
    )


def _passages(root: Node, place: str) -> Iterator[Passage]:
    """The text of each paragraph, read apart from the walk; a fallback repeats what stands beside it."""
    fallback = {id(each) for one in root.iter(FALLBACK) for each in one.iter()}
    for paragraph in root.iter(f"{W}p"):
        if id(paragraph) in fallback:
            continue
        inner = {id(each) for box in paragraph.iter(f"{W}p") if box is not paragraph for each in box.iter()}
        texts = [
            each.text or ""
            for each in paragraph.iter()
            if each.tag in _TEXTS and id(each) not in inner and id(each) not in fallback
        ]
        if "".join(texts).strip():
            yield Passage("".join(texts), place)


def _aside(archive: zipfile.ZipFile, names: list[str]) -> Iterator[Dropped]:
    for name in names:
        for pattern, reason, place in _ASIDE:
            if pattern.fullmatch(name):
                for passage in _passages(part(archive, name), place):
                    yield Dropped(passage.text, reason, place)


def _note_texts(archive: zipfile.ZipFile, name: str) -> Iterator[Passage]:
    for paragraph in part(archive, name).iter(f"{W}p"):
        if (text := text_of(paragraph)).strip():
            yield Passage(text, "脚注")


FORMAT = Format(
    "DOCX",
    (".docx", ".docm"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    _recognises,
    _extract,
)
