"""Answers and reports as a person reads them on a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from assistant.channels.citation_wire import Wire
from assistant.channels.labels import KIND_LABELS, OUTCOME_LABELS, VALIDITY_LABELS
from assistant.domain import DocumentVersion, Kind, Outcome, Validity

INDENT = 4
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def print_answer(console: Console, answer: Wire) -> None:
    """Notices first, then the sentences with their marks, then where each comes from."""
    for notice in answer["notices"]:
        print_text(console, Text(notice, "yellow"))
    for sentence in answer["sentences"]:
        print_text(console, _sentence(sentence))
    for citations in _by_document(answer["citations"]):
        console.print()
        _print_origin(console, citations[0])
        for citation in citations:
            print_text(console, Text.assemble((f"[{citation['n']}] ", "cyan"), citation["locator"]))
            print_text(console, Text(f"“{citation['quote']}”", "italic"), INDENT)
    if answer["follow_ups"]:
        console.print()
        print_text(console, Text.assemble(("可以接着问 ", "bold"), "  ".join(answer["follow_ups"])))
    print_judged(console, answer)
    print_text(console, Text(f"按 {answer['as_of']} 判断 · 会话 {answer['conversation_id']}", "dim"))


def print_judged(console: Console, answer: Wire) -> None:
    """What was read of the enterprise, how programmes stand, and the question that helps on."""
    if answer["profile"]:
        console.print()
        told = " · ".join(f"{fact['name']} {fact['value']}" for fact in answer["profile"])
        print_text(console, Text.assemble(("读到的情况 ", "bold"), told))
    for verdict in answer["verdicts"]:
        sums = [estimate["text"] for estimate in verdict["estimates"] if estimate["text"]]
        outcome = OUTCOME_LABELS[Outcome(verdict["outcome"])]
        print_text(console, Text("  ".join((verdict["programme"], outcome, *sums))), INDENT)
    if answer["verdicts"] and answer["missing_facts"]:
        print_text(console, Text.assemble(("想知道 ", "bold"), answer["missing_facts"][0]["ask"]))


def print_sync(console: Console, report: Wire) -> None:
    """What a sync did, and which files it could not use."""
    counts = "，".join(
        f"{label} {len(report[name])}"
        for label, name in (("新增", "added"), ("更新", "changed"), ("撤下", "withdrawn"), ("未变", "unchanged"))
    )
    print_text(console, Text(f"同步完成：{counts}（{report['seconds']:.1f} 秒，索引 {report['index_name']}）"))
    print_problems(console, report["problems"])


def print_problems(console: Console, problems: Sequence[str], label: str = "有误") -> None:
    """What a person has to look at; files that could not be used do not keep the others from serving."""
    for problem in problems:
        print_text(console, Text.assemble((f"{label} ", "bold red"), problem))


def print_documents(console: Console, documents: Sequence[DocumentVersion]) -> None:
    """A line a document."""
    for version in documents:
        document = version.document
        print_text(console, Text(f"{document.id}  《{document.title}》  {len(version.clauses)} 个条款"))


def print_error(message: str) -> None:
    """To standard error."""
    print_text(Console(stderr=True), Text.assemble(("错误 ", "bold red"), message))


def _sentence(sentence: Wire) -> Text:
    text = Text(sentence["text"])
    for start, end in sentence["marks"]:
        text.stylize("bold", start, end)
    for n in sentence["citations"]:
        text.append(f" [{n}]", "cyan")
    return text


def _by_document(citations: Sequence[Wire]) -> list[list[Wire]]:
    held: dict[tuple[str, int], list[Wire]] = {}
    for citation in citations:
        held.setdefault((citation["document_id"], citation["version"]), []).append(citation)
    return list(held.values())


def _print_origin(console: Console, citation: Wire) -> None:
    facts = [
        citation["issuer"],
        citation["doc_number"],
        citation["issued_on"],
        KIND_LABELS[Kind(citation["kind"])],
        VALIDITY_LABELS[Validity(citation["validity"])],
    ]
    print_text(console, Text(f"《{citation['title']}》", "bold"))
    print_text(console, Text(" · ".join(fact for fact in facts if fact), "dim"))
    if citation["url"]:
        print_text(console, Text(citation["url"], "dim"))


def print_text(console: Console, text: Text, indent: int = 0) -> None:
    """A paragraph, its control characters made visible; wrapped on a terminal only."""
    # Questions and documents are other people's words: an escape in them would command the operator's terminal. One
    # character stands for one, so that the styles keep their places.
    text.plain = _CONTROL.sub("\ufffd", text.plain)
    # Piped output keeps one line a paragraph, so that grep finds what was said.
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, indent)))
    else:
        console.print(Text(" " * indent).append_text(text), soft_wrap=True)
