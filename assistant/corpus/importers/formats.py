"""The kinds of files that can be imported. A new one is a new module with a FORMAT, named here."""

from __future__ import annotations

from assistant.corpus.check import Finding
from assistant.corpus.importers import docx, html, image, markdown, pdf, plain_text, xlsx
from assistant.corpus.importers.archives import is_encrypted_office, is_old_office, members_of
from assistant.corpus.importers.extraction import Format, Source, warning
from assistant.errors import UnreadableSource

# In the order in which contents are told apart: the surest first.
FORMATS: tuple[Format, ...] = (
    pdf.FORMAT,
    docx.FORMAT,
    xlsx.FORMAT,
    image.FORMAT,
    html.FORMAT,
    markdown.FORMAT,
    plain_text.FORMAT,
)
_KINDS = "网页（HTML）、PDF、DOCX、XLSX、图片、TXT、Markdown"


def format_of(source: Source) -> Format:
    """Told by the content, not by the name; raises UnreadableSource."""
    if not source.data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableSource(f"{source.name} 是空的。请重新下载原件。")
    if found := next((each for each in FORMATS if each.recognises(source)), None):
        return found
    raise UnreadableSource(_refusal(source))


def mismatch(source: Source, found: Format) -> tuple[Finding, ...]:
    """A finding when the server, or the name's ending, says another kind than the content."""
    if source.suffix in found.suffixes:
        return ()
    if source.url:
        said = next((each for each in FORMATS if source.media_type in each.media_types), found)
        what = f"服务器说是{said.label}"
        differs = said is not found
    else:
        what = f"文件名以 {source.suffix} 结尾"
        differs = bool(source.suffix)
    told = f"{what}，内容却是{found.label}，已按{found.label}导入。请核对是不是要导入的文件"
    return (warning("文件种类", told),) if differs else ()


def _refusal(source: Source) -> str:
    if is_encrypted_office(source):
        return f"{source.name} 加了密码。请先用 Office 或 WPS 打开、去掉密码另存，再导入。"
    if is_old_office(source):
        return f"{source.name} 是旧版 Office 或 WPS 文件。请用 Office 或 WPS 另存为 DOCX 或 XLSX 再导入。"
    if "OFD.xml" in members_of(source):
        return f"{source.name} 是 OFD 版式文件。请用 OFD 阅读器另存为 PDF 再导入。"
    if source.data.startswith(plain_text.RTF):
        return f"{source.name} 是 RTF 文件。请用 Office 或 WPS 另存为 DOCX 再导入。"
    if source.data.startswith(b"PK"):
        return f"{source.name} 是压缩包或已损坏的 Office 文件。请解压后逐份导入；若是 Office 文件，请重新下载。"
    return f"认不出 {source.name} 是什么文件。可以导入的有：{_KINDS}。请另存为其中一种再导入。"
