"""How many cells the ranges of a workbook cover, looked at before a library makes a cell of each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from assistant.corpus.importers.archives import part

# Merged cells, links and comments: openpyxl makes every cell that one of these covers while it loads a sheet.
_COVERING = ("mergeCell", "hyperlink", "comment")
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576


def covered_cells(archive: zipfile.ZipFile, data: bytes) -> int:
    """The sum over all sheets, each as often as the workbook names it; raises what openpyxl does, UnreadableSource."""
    from openpyxl.reader.excel import ExcelReader

    reader = ExcelReader(io.BytesIO(data))
    reader.read_manifest()
    reader.read_workbook()
    held: dict[str, int] = {}
    total = 0
    for _, sheet in reader.parser.find_sheets():
        if sheet.target not in held:
            held[sheet.target] = sum(_covered_in(archive, name) for name in _parts_of(archive, sheet.target))
        total += held[sheet.target]
    return total


def _parts_of(archive: zipfile.ZipFile, sheet: str) -> Iterator[str]:
    """The sheet and its comments, wherever in the archive they are kept."""
    from openpyxl.packaging.relationship import get_dependents, get_rels_path
    from openpyxl.xml.constants import COMMENTS_NS

    names = set(archive.namelist())
    if sheet in names:
        yield sheet
    if (relations := get_rels_path(sheet)) in names:
        yield from (each.target for each in get_dependents(archive, relations).find(COMMENTS_NS))


def _covered_in(archive: zipfile.ZipFile, name: str) -> int:
    elements = part(archive, name).iter()
    return sum(_area(each.get("ref", "")) for each in elements if each.tag.rpartition("}")[2] in _COVERING)


def _area(ref: str) -> int:
    """0 for what is no range; loading decides on that."""
    from openpyxl.utils import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(ref.rpartition("!")[2])
    except (ValueError, TypeError):
        return 0
    columns = (right or _LAST_COLUMN) - (left or 1) + 1
    return max(0, columns) * max(0, (bottom or _LAST_ROW) - (top or 1) + 1)
