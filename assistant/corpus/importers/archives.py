"""Opens the zip files that DOCX and XLSX are, after a look at what they would unpack to."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.errors import UnreadableSource

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from assistant.corpus.importers.extraction import Source

MOST_MEMBERS = 5_000
MOST_BYTES = 100_000_000
MOST_RATIO = 200
# Below this a high ratio is ordinary: empty tables compress well.
_SMALL = 5_000_000
_ENCRYPTED = 0x1
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
DAMAGED = "{} 已损坏，打不开。请重新下载，或用 Office、WPS 打开后另存一份再导入。"


def members_of(source: Source) -> frozenset[str]:
    """Names inside a zip file; none for anything else."""
    if not source.data.startswith(b"PK"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return frozenset()


def is_encrypted_office(source: Source) -> bool:
    """Whether it is an Office file behind a password, which is stored in the old compound format."""
    return source.data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in source.data


def is_old_office(source: Source) -> bool:
    """Whether it is a .doc, .xls or .wps of the old compound format."""
    return source.data.startswith(_OLE)


@contextmanager
def opened(source: Source) -> Iterator[zipfile.ZipFile]:
    """The archive, if unpacking it is safe; raises UnreadableSource, also for what breaks while it is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            _refuse_bombs(archive)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise UnreadableSource(DAMAGED.format(source.name)) from error


def part(archive: zipfile.ZipFile, name: str) -> Element:
    """An XML part of an archive, read without entities; raises UnreadableSource."""
    from xml.etree.ElementTree import ParseError

    from assistant.corpus.importers.libraries import needs

    with needs("import", "导入 Office 文件"):
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import fromstring
    try:
        root: Element = fromstring(archive.read(name))
    except DefusedXmlException as error:
        raise UnreadableSource(
            f"{name} 里有外部实体或实体展开，可能是恶意文件，不予导入。请换用可信的原件。"
        ) from error
    except (ParseError, KeyError) as error:
        raise UnreadableSource(DAMAGED.format(name)) from error
    return root


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MOST_MEMBERS or size > MOST_BYTES or (size > _SMALL and size > MOST_RATIO * max(packed, 1)):
        told = f"解开后有 {len(members)} 个部分、约 {size // 1_000_000} MB，像是压缩炸弹，不予导入。"
        raise UnreadableSource(told + "若原件可信，请另存为 PDF 再导入。")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise UnreadableSource("文件加了密码。请先去掉密码另存，再导入。")
