"""What stands before the text itself: letterhead, record of a web page, title, document number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.corpus.importers.extraction import Block, BlockKind, Dropped, Extraction, Reason, at_page
from assistant.corpus.labels import label_at
from assistant.corpus.sentences import TERMINALS
from assistant.language.quantities.document_numbers import find_document_numbers

_LEADING = 20
_LINE_LIMIT = 60
_TITLE_LINES = 4
_TITLE_LIMIT = 120
_TITLE_END = re.compile(
    r"(?:办法|规定|细则|通知|通告|公告|意见|方案|条例|决定|措施|指南|规则|解读|规划|计划|目录|标准|批复|函|令|清单|指引"
    r"|要点|纲要|制度|章程|问答|说明|公示|报告|政策|条款)(?:[（(〔\[][^）)〕\]]{1,14}[）)〕\]])?$"
)
_LETTERHEAD = re.compile(
    r"[\u4e00-\u9fff（）()\s]{2,40}[局厅委会室府部院组办司署]\s*文\s*件|[A-Z]{1,4}\d{2}[A-Z0-9—\-–]*|附\s*件\s*[\d一二三四五六七八九十]*\s*[:：]?"
    r"|[（(]?此件(?:主动|依申请)?公开[）)]?"
)
_RECORD_NAMES = (
    "索引号|发布机构|发布单位|发文机关|发文单位|制发机关|成文日期|发文日期|生成日期|印发日期|发布日期|发布时间|公开日期|信息来源|来源|文章来源"
    "|浏览次数|浏览量|阅读量|点击数|作者|文号|发文字号|文件编号|规范性文件编号|主题词|主题分类|分类|公开方式|公开形式|名称|标题"
    "|有效性|时效性|实施日期|失效日期|责任编辑|体裁"
)
_RECORD = re.compile(rf"(?:{_RECORD_NAMES})\s*[:：]")
_FIELD = re.compile(rf"({_RECORD_NAMES})\s*[:：]\s*(.*?)\s*(?=(?:{_RECORD_NAMES})\s*[:：]|[|｜]|$)")


@dataclass(frozen=True, slots=True)
class Opening:
    """What the opening states. `records` are the labelled fields of a web page, `letterhead` the lines above."""

    title: Block | None
    letterhead: tuple[str, ...]
    records: Mapping[str, str]


def take_opening(extraction: Extraction) -> tuple[Extraction, Opening]:
    """Take the title out of the blocks; move letterhead and record from the text to the ledger."""
    blocks = list(extraction.blocks)
    leading = _leading(blocks)
    taken: dict[int, Reason] = {}
    records: dict[str, str] = {}
    for index in range(leading):
        if reason := _reason(blocks[index]):
            taken[index] = reason
            records |= _fields_of(blocks[index])
    title = _title_at([(i, blocks[i]) for i in range(leading) if i not in taken])
    letterhead = tuple(blocks[i].text for i, reason in taken.items() if reason is Reason.LETTERHEAD)
    rest = tuple(block for i, block in enumerate(blocks) if i not in taken and i not in title)
    dropped = tuple(
        Dropped(text, reason, at_page(blocks[i].page) if blocks[i].page else "开头")
        for i, reason in taken.items()
        for text in blocks[i].source_texts
    )
    changed = replace(extraction, blocks=rest, dropped=extraction.dropped + dropped)
    return changed, Opening(_joined([blocks[i] for i in title]), letterhead, records)


def _joined(lines: list[Block]) -> Block | None:
    return replace(lines[0], text="\n".join(line.text for line in lines), number="") if lines else None


def _leading(blocks: list[Block]) -> int:
    """How many blocks stand before the first sentence or numbered heading."""
    for index, block in enumerate(blocks[:_LEADING]):
        if _LETTERHEAD.fullmatch(block.text):
            continue
        numbered = block.number or label_at(block.text, 0, len(block.text))
        if block.kind is BlockKind.TABLE:
            if not _is_record_table(block):
                return index
        elif not _RECORD.match(block.text) and (numbered or block.text[-1:] in tuple(f"{TERMINALS}：:；")):
            return index
    return min(len(blocks), _LEADING)


def _reason(block: Block) -> Reason | None:
    if block.kind is BlockKind.TABLE or _RECORD.match(block.text):
        return Reason.RECORD
    return Reason.LETTERHEAD if _LETTERHEAD.fullmatch(block.text) or _is_number(block.text) else None


def _is_number(text: str) -> bool:
    bare = text.strip("（）() \u3000")
    found = find_document_numbers(bare)
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(bare))


def _is_record_table(block: Block) -> bool:
    cells = [cell.text.strip() for row in block.rows for cell in row if not cell.repeated]
    labels = [cell for cell in cells if _RECORD.match(f"{cell}：") or _RECORD.match(cell)]
    return len(labels) >= 3


def _fields_of(block: Block) -> dict[str, str]:
    if block.kind is BlockKind.TABLE:
        cells = [cell.text.strip() for row in block.rows for cell in row if not cell.repeated]
        pairs = zip(cells, [*cells[1:], ""], strict=True)
        alone = {name.rstrip(":："): value for name, value in pairs if _RECORD.fullmatch(f"{name.rstrip(':：')}：")}
        return alone | {name: value for cell in cells for name, value in _FIELD.findall(cell) if value}
    return {name: value for name, value in _FIELD.findall(block.text) if value}


def _title_at(leading: list[tuple[int, Block]]) -> list[int]:
    """Which blocks are the title: headings or else lines that end like one, else the first heading, else line."""
    headings = [(i, block.text) for i, block in leading if block.kind is BlockKind.HEADING and block.level == 1]
    plain = [(i, block.text) for i, block in leading if block.kind is BlockKind.PARAGRAPH]
    lines = [(i, text) for i, text in plain if len(text) <= _LINE_LIMIT]
    if found := _ends_like_a_title(headings) or _ends_like_a_title(lines):
        return found
    return [i for i, _ in headings[:1] or lines[:1]]


def _ends_like_a_title(lines: list[tuple[int, str]]) -> list[int]:
    """Lines that follow each other and together end as titles do."""
    for start in range(len(lines)):
        joined = ""
        for end in range(start, min(start + _TITLE_LINES, len(lines))):
            joined += lines[end][1]
            if len(joined) > _TITLE_LIMIT or lines[end][0] - lines[start][0] != end - start:
                break
            if _TITLE_END.search(joined):
                return [i for i, _ in lines[start : end + 1]]
    return []
